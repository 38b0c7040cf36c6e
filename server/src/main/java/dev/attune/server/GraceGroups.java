package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.engine.Chooser;
import dev.attune.engine.CustomerView;
import dev.attune.engine.Engine;
import dev.attune.engine.GestureView;
import dev.attune.engine.Grace;
import dev.attune.engine.Member;
import dev.attune.engine.MomentQuery;
import dev.attune.engine.MomentView;
import dev.attune.pages.Filled;
import dev.attune.pages.Frame;
import dev.attune.pages.GestureRow;
import dev.attune.pages.GracePages;
import dev.attune.pages.GroupPage;
import dev.attune.pages.GroupPage.Step;
import dev.attune.pages.Place;
import dev.attune.pages.Words;
import dev.attune.playbook.BuiltIn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** The same for many people at once: who, what is happening, what each of them gets. */
final class GraceGroups {
  private static final int SHOWN = 50;

  private final Engine engine;
  private final Framing framing;
  private final Giving giving;
  private final GestureRows rows;
  private final Finding finding;

  GraceGroups(Engine engine, Framing framing, Giving giving, GestureRows rows, Finding finding) {
    this.engine = engine;
    this.framing = framing;
    this.giving = giving;
    this.rows = rows;
    this.finding = finding;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/grace/group", GraceHome.HANDLE, this::begin),
        Route.post("/grace/group", GraceHome.HANDLE, this::what),
        Route.post("/grace/group/happening", GraceHome.HANDLE, this::happening),
        Route.post("/grace/group/give", GraceHome.HANDLE, this::give));
  }

  /** Whom a form names: those who are known and in sight, and what is nobody's id. */
  private record Crowd(List<Id> people, List<String> unknown) {
    String text() {
      return String.join("\n", people.stream().map(Id::toString).toList());
    }
  }

  /** As people write a list of them; each who is found so is in the audit. */
  private Crowd written(Request request, Form form) {
    return crowd(form, "[\\s,;]+", id -> finding.known(request, id));
  }

  /** As {@link Crowd#text} wrote it into the page. */
  private Crowd kept(Request request, Form form) {
    Sight sight = Sight.of(request, engine);
    return crowd(form, "\\R", id -> engine.customer(id).filter(view -> sight.sees(view.traits())));
  }

  private static Crowd crowd(Form form, String between, Function<Id, Optional<CustomerView>> look) {
    Set<Id> people = new LinkedHashSet<>();
    Set<String> unknown = new LinkedHashSet<>();
    Arrays.stream(form.text("ids").split(between, -1))
        .filter(each -> !each.isEmpty())
        .distinct()
        .limit(GroupPage.MOST + 1L)
        .forEach(each ->
            id(each)
                .flatMap(look)
                .ifPresentOrElse(
                    view -> people.add(view.id()), () -> unknown.add(Labels.cut(each))));
    return new Crowd(List.copyOf(people), List.copyOf(unknown));
  }

  private static Optional<Id> id(String text) {
    return text.length() > Id.MAX_LENGTH || text.chars().anyMatch(Character::isISOControl)
        ? Optional.empty()
        : Optional.of(CustomerApi.id(text));
  }

  /** Begins with nobody; or with a segment, or with those for whom a kind of moment is open. */
  private Answer begin(Request request) {
    List<Id> people =
        request
            .parameter("segment")
            .map(segment -> members(request, segment))
            .or(() -> request.parameter("kind").map(kind -> waiting(request, kind)))
            .orElse(List.of());
    Crowd crowd = new Crowd(people, List.of());
    Map<String, String> wrong =
        people.isEmpty() ? Map.of() : wrong(crowd, framing.of(request).words());
    return who(request, crowd.text(), wrong);
  }

  /** Whoever sees some customers only has no lists of them. */
  private List<Id> members(Request request, String segment) {
    return Sight.of(request, engine).isBounded()
        ? List.of()
        : engine.members(segment, Optional.empty(), GroupPage.MOST).items().stream()
            .map(Member::customer)
            .toList();
  }

  private List<Id> waiting(Request request, String kind) {
    MomentQuery open = MomentQuery.open(GroupPage.MOST).of(kind);
    return Sight.of(request, engine).moments(open).items().stream()
        .map(MomentView::customer)
        .distinct()
        .toList();
  }

  private Answer who(Request request, String ids, Map<String, String> wrong) {
    return answer(request, page(request, Step.WHO, ids, Filled.EMPTY.with(wrong)));
  }

  private GroupPage page(Request request, Step step, String ids, Filled filled) {
    return new GroupPage(
        step,
        ids,
        0,
        List.of(),
        filled,
        GracePerson.kinds(rows.lore()),
        List.of(),
        rows.purse(giving.chooser(request)),
        List.of(),
        UUID.randomUUID().toString());
  }

  private Answer what(Request request) {
    Form form = Form.of(request);
    Crowd crowd = written(request, form);
    Map<String, String> wrong = wrong(crowd, framing.of(request).words());
    return wrong.isEmpty()
        ? answer(request, page(request, Step.WHAT, crowd, form, wrong))
        : who(request, form.text("ids"), wrong);
  }

  /** What is wrong with whom it names, by its field. */
  private static Map<String, String> wrong(Crowd crowd, Words words) {
    if (crowd.people().isEmpty()) {
      return Map.of("ids", words.say("group.none"));
    }
    return crowd.people().size() + crowd.unknown().size() > GroupPage.MOST
        ? Map.of("ids", words.say("group.too-many", GroupPage.MOST))
        : Map.of();
  }

  private static Filled filled(Form form) {
    return Filled.of(
        Map.of(
            "kind", form.text("kind"),
            "happening", form.text("happening").strip(),
            "option", form.text("option"),
            "words", form.text("words"),
            "amount", form.text("amount")));
  }

  private GroupPage page(
      Request request, Step step, Crowd crowd, Form form, Map<String, String> wrong) {
    GroupPage empty = page(request, step, crowd.text(), filled(form).with(wrong));
    return new GroupPage(
        step,
        crowd.text(),
        crowd.people().size(),
        crowd.unknown(),
        empty.filled(),
        empty.kinds(),
        List.of(),
        empty.purse(),
        List.of(),
        form.filled("id").orElse(empty.fresh()));
  }

  /** Says for each what is happening, and shows what may be done about it. */
  private Answer happening(Request request) {
    Form form = Form.of(request);
    Crowd crowd = kept(request, form);
    Words words = framing.of(request).words();
    Map<String, String> wrong = wrong(crowd, words);
    if (!wrong.isEmpty()) {
      return who(request, form.text("ids"), wrong);
    }
    boolean isNothing =
        form.filled("kind").isEmpty()
            || (form.text("kind").equals(BuiltIn.SOMETHING_ELSE.word())
                && form.filled("happening").isEmpty());
    if (isNothing) {
      Map<String, String> missing = Map.of("happening", words.say("grace.happening-problem"));
      return answer(request, page(request, Step.WHAT, crowd, form, missing));
    }
    Map<Id, String> opened = giving.happened(request, body(crowd, form).build());
    return answer(request, offered(request, crowd, form, opened, Map.of()));
  }

  private static Data.Builder body(Crowd crowd, Form form) {
    Data.Builder body =
        new Data.Builder()
            .put("id", form.filled("id").orElseGet(() -> UUID.randomUUID().toString()))
            .put("customers", crowd.people().stream().map(Id::toString).toList());
    form.filled("kind").ifPresent(kind -> body.put("kind", kind));
    form.filled("happening").ifPresent(said -> body.put("happening", said.strip()));
    return body;
  }

  private GroupPage offered(
      Request request, Crowd crowd, Form form, Map<Id, String> opened, Map<String, String> wrong) {
    Words words = framing.of(request).words();
    Chooser by = giving.chooser(request);
    Id first =
        crowd.people().stream()
            .filter(id -> !engine.customer(id).map(CustomerView::objects).orElse(false))
            .findFirst()
            .orElse(crowd.people().getFirst());
    Optional<String> moment = Optional.ofNullable(opened.get(first));
    Grace.Offers offers = giving.offers(request, first, moment, by);
    GroupPage page = page(request, Step.HOW, crowd, form, wrong);
    return new GroupPage(
        Step.HOW,
        page.ids(),
        page.people(),
        page.unknown(),
        page.filled(),
        page.kinds(),
        new GroupOffers(giving, request, by, opened)
            .rows(offers.offers(), crowd.people(), page.purse(), words),
        page.purse(),
        List.of(),
        page.fresh());
  }

  private Answer give(Request request) {
    Form form = Form.of(request);
    Crowd crowd = kept(request, form);
    Words words = framing.of(request).words();
    Map<String, String> wrong = wrong(crowd, words);
    if (!wrong.isEmpty()) {
      return who(request, form.text("ids"), wrong);
    }
    Data.Builder body = body(crowd, form);
    body.put("option", form.text("option"));
    boolean isElse = form.text("option").equals(BuiltIn.SOMETHING_ELSE.word());
    form.filled("words").filter(said -> isElse).ifPresent(said -> body.put("words", said));
    try {
      form.filled("amount")
          .filter(some -> isElse)
          .ifPresent(some -> body.put("amount", Money.typed(some)));
      List<GestureView> became = giving.choose(request, body.build());
      return answer(request, done(request, became));
    } catch (Refusal refusal) {
      if (refusal.status() != 400 && refusal.status() != 422) {
        throw refusal;
      }
      Map<Id, String> opened = giving.happened(request, body(crowd, form).build());
      Map<String, String> said = Map.of("words", words.say("grace.else-problem"));
      return answer(request, offered(request, crowd, form, opened, said));
    }
  }

  private GroupPage done(Request request, List<GestureView> became) {
    Chooser by = giving.chooser(request);
    Words words = framing.of(request).words();
    Map<GestureRow.State, List<GestureRow>> all = new EnumMap<>(GestureRow.State.class);
    for (GestureRow row : rows.rows(became, by, words)) {
      all.computeIfAbsent(row.state(), state -> new ArrayList<>()).add(row);
    }
    List<GroupPage.Outcome> outcome = new ArrayList<>();
    all.forEach((state, those) -> {
      List<String> why =
          those.stream().flatMap(row -> row.notes().stream()).distinct().limit(3).toList();
      outcome.add(
          new GroupPage.Outcome(
              state, those.size(), why, those.subList(0, Math.min(SHOWN, those.size()))));
    });
    GroupPage page = page(request, Step.DONE, "", Filled.EMPTY);
    return new GroupPage(
        Step.DONE,
        "",
        became.size(),
        List.of(),
        page.filled(),
        List.of(),
        List.of(),
        page.purse(),
        outcome,
        page.fresh());
  }

  private Answer answer(Request request, GroupPage page) {
    Frame frame = framing.of(request);
    return Framing.answer(
        request,
        page.filled().isWrong() ? 422 : 200,
        GracePages.group(frame.at(Place.GRACE, frame.say("group.title")), page));
  }
}
