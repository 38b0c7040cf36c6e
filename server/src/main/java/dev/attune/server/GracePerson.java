package dev.attune.server;

import dev.attune.care.Offer;
import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.customer.Signal;
import dev.attune.engine.Chooser;
import dev.attune.engine.CustomerView;
import dev.attune.engine.Engine;
import dev.attune.engine.GestureView;
import dev.attune.engine.Grace;
import dev.attune.engine.MomentView;
import dev.attune.pages.CustomerPage.GoalCard;
import dev.attune.pages.CustomerPage.PathLine;
import dev.attune.pages.Frame;
import dev.attune.pages.GestureRow;
import dev.attune.pages.GracePages;
import dev.attune.pages.GracePersonPage;
import dev.attune.pages.GracePersonPage.Part;
import dev.attune.pages.GracePersonPage.Typed;
import dev.attune.pages.MomentCard;
import dev.attune.pages.Place;
import dev.attune.pages.Purse;
import dev.attune.pages.Quote;
import dev.attune.pages.Words;
import dev.attune.playbook.BuiltIn;
import dev.attune.playbook.MomentRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One person, what is happening to them, and what may be done: two taps. */
final class GracePerson {
  private static final int LATELY = 3;
  private static final int WANTS = 2;
  private static final int GIVEN = 5;
  private static final Duration LATELY_GIVEN = Duration.ofDays(7);

  private final Engine engine;
  private final Framing framing;
  private final Giving giving;
  private final MomentCards cards;
  private final GestureRows rows;

  GracePerson(Engine engine, Framing framing, Giving giving, MomentCards cards, GestureRows rows) {
    this.engine = engine;
    this.framing = framing;
    this.giving = giving;
    this.cards = cards;
    this.rows = rows;
  }

  List<Route> routes() {
    String page = "/grace/customers/{id}";
    return List.of(
        Route.get(page, GraceHome.HANDLE, request -> show(request, 200, Typed.NOTHING)),
        Route.post(page + "/happening", GraceHome.HANDLE, this::happening),
        Route.post(page + "/give", GraceHome.HANDLE, request -> give(request, false)),
        Route.post(page + "/ask", GraceHome.HANDLE, request -> give(request, true)));
  }

  private Answer show(Request request, int status, Typed typed) {
    CustomerView view = CustomerPages.known(engine, request);
    Frame frame = framing.of(request);
    Words words = frame.words();
    List<MomentCard> open = open(view, Sight.of(request, engine), words);
    Optional<MomentCard> now = now(request, open);
    Chooser by = giving.chooser(request);
    Grace.Offers offers = giving.offers(request, view.id(), now.map(MomentCard::id), by);
    Purse purse = Offers.purse(by, offers.spent(), offers.left(), Money.currency(engine));
    GracePersonPage page =
        new GracePersonPage(
            person(view, words),
            now,
            open.stream().filter(card -> !now.equals(Optional.of(card))).toList(),
            kinds(rows.lore()),
            purse,
            offers.offers().stream()
                .map(each -> Offers.row(each, purse, words).after(before(view.id(), each, words)))
                .toList(),
            given(view.id(), by, words),
            typed,
            UUID.randomUUID().toString(),
            offers.objects());
    return Framing.answer(
        request,
        status,
        GracePages.person(frame.at(Place.GRACE, page.person().who().name()), page));
  }

  /** The most pressing first. */
  private List<MomentCard> open(CustomerView view, Sight sight, Words words) {
    Comparator<MomentView> urgency =
        Comparator.comparing(
            moment -> rows.lore().urgency(moment.rule()), Comparator.reverseOrder());
    return view.moments().stream()
        .filter(moment -> moment.state() == MomentView.State.OPEN)
        .filter(sight::sees)
        .sorted(urgency.thenComparing(MomentView::expires).thenComparing(MomentView::id))
        .map(moment -> cards.card(moment, Faces.of(view, words), Optional.empty(), words))
        .toList();
  }

  /** The moment that is asked for, else the most pressing one. */
  private static Optional<MomentCard> now(Request request, List<MomentCard> open) {
    Optional<String> asked = request.parameter("moment");
    return open.stream()
        .filter(card -> asked.map(card.id()::equals).orElse(false))
        .findFirst()
        .or(() -> open.stream().findFirst());
  }

  private GracePersonPage.Person person(CustomerView view, Words words) {
    Recent recent = Recent.of(engine, view.id());
    CustomerStory story = new CustomerStory(view, recent, rows.lore(), words);
    List<PathLine> lately =
        story.path().stream()
            .filter(line -> line.at().isPresent() && line.quote().isEmpty())
            .toList();
    Optional<Quote> quote =
        recent.said().stream().findFirst().flatMap((Signal said) -> SignalRows.quote(said, words));
    return new GracePersonPage.Person(
        Faces.of(view, words),
        GestureRows.href(view.id()),
        Faces.line(view.traits(), words),
        story.goals().stream().limit(WANTS).map(GoalCard::title).toList(),
        lately.subList(Math.max(0, lately.size() - LATELY), lately.size()),
        quote);
  }

  /** Kinds of moments that a person may say are there. */
  static List<GracePersonPage.Kind> kinds(Lore lore) {
    List<GracePersonPage.Kind> kinds = new ArrayList<>();
    for (MomentRule rule : lore.playbook().moments()) {
      boolean isOurs =
          rule.name().equals(BuiltIn.PROMISE_AT_RISK.word())
              || rule.name().equals(BuiltIn.SOMETHING_ELSE.word());
      if (!isOurs) {
        List<String> per = rule.per();
        kinds.add(
            new GracePersonPage.Kind(
                rule.name(), lore.title(rule.name()), per == null ? "" : String.join(".", per)));
      }
    }
    return kinds;
  }

  private List<GestureRow> given(Id id, Chooser by, Words words) {
    List<GestureView> given = engine.grace().ofCustomer(id);
    return rows.rows(given.subList(0, Math.min(GIVEN, given.size())), by, words);
  }

  /** When they had the same lately, and from whom. */
  private Optional<String> before(Id id, Offer offer, Words words) {
    Instant since = words.now().minus(LATELY_GIVEN);
    return engine.grace().ofCustomer(id).stream()
        .filter(each -> each.choice().what().option().equals(offer.option().name()))
        .filter(each -> each.choice().at().isAfter(since))
        .findFirst()
        .map(each ->
            words.say(
                "grace.before",
                words.ago(each.choice().at()),
                framing.titleOf(each.choice().by().name())));
  }

  private Answer happening(Request request) {
    CustomerView view = CustomerPages.known(engine, request);
    Form form = Form.of(request);
    Words words = framing.of(request).words();
    String kind = form.text("kind");
    String said = form.text("happening").strip();
    if (kind.isEmpty() || (kind.equals(BuiltIn.SOMETHING_ELSE.word()) && said.isEmpty())) {
      Optional<String> problem = Optional.of(words.say("grace.happening-problem"));
      return show(request, 422, new Typed("", "", said, problem, Part.HAPPENING));
    }
    Data.Builder body = body(form, view.id()).put("kind", kind);
    if (!said.isEmpty()) {
      body.put("happening", said);
    }
    Map<Id, String> opened = giving.happened(request, body.build());
    String moment = opened.getOrDefault(view.id(), "");
    return Framing.to(GestureRows.href(view.id()) + (moment.isEmpty() ? "" : "?moment=" + moment));
  }

  private static Data.Builder body(Form form, Id customer) {
    return new Data.Builder()
        .put("id", form.filled("id").orElseGet(() -> UUID.randomUUID().toString()))
        .put("customer", customer.toString());
  }

  /**
   * Does what was chosen. The page's id and the option make the gesture's: a second tap, or the
   * same form sent again, is the same gesture.
   */
  private Answer give(Request request, boolean isAsking) {
    CustomerView view = CustomerPages.known(engine, request);
    Form form = Form.of(request);
    Words words = framing.of(request).words();
    Optional<String> option = form.filled("option");
    if (option.isEmpty()) {
      return show(request, 422, typed(form, words.say("grace.no-option"), Part.CHOICE));
    }
    Data.Builder body = body(form, view.id()).put("option", option.get());
    body.put("id", idOf(form, option.get()));
    form.filled("moment").ifPresent(moment -> body.put("moment", moment));
    boolean isElse = option.get().equals(BuiltIn.SOMETHING_ELSE.word());
    form.filled("words").filter(said -> isElse).ifPresent(said -> body.put("words", said));
    try {
      form.filled("amount")
          .filter(some -> isElse)
          .ifPresent(amount -> body.put("amount", Money.typed(amount)));
      GestureView gesture = giving.choose(request, body.build()).getFirst();
      boolean isRefused = gesture.state() == GestureView.State.REFUSED;
      if (isAsking && isRefused && GestureRows.isAskable(gesture.reasons())) {
        engine.grace().ask(gesture.id(), true);
      }
      return Framing.to("/grace/gestures/" + gesture.id());
    } catch (Refusal refusal) {
      return switch (refusal.code()) {
        case "missing-member", "bad-amount", "bad-value" ->
            show(request, 422, typed(form, words.say("grace.else-problem"), Part.ELSE));
        case "id-in-use" -> Framing.to("/grace/gestures/" + idOf(form, option.get()));
        default -> throw refusal;
      };
    }
  }

  private static Typed typed(Form form, String problem, Part part) {
    return new Typed(form.text("words"), form.text("amount"), "", Optional.of(problem), part);
  }

  static String idOf(Form form, String option) {
    String page = form.filled("id").orElseGet(() -> UUID.randomUUID().toString());
    String cut = page.substring(0, Math.min(36, page.length()));
    return cut + "-" + ChoiceReader.hash(option).substring(0, 8);
  }
}
