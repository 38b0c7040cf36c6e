package dev.attune.server;

import dev.attune.care.Allowance;
import dev.attune.customer.Content;
import dev.attune.customer.Content.Consent.Purpose;
import dev.attune.customer.Id;
import dev.attune.customer.Signal;
import dev.attune.engine.Chooser;
import dev.attune.engine.CustomerView;
import dev.attune.engine.Engine;
import dev.attune.engine.GestureView;
import dev.attune.engine.Link;
import dev.attune.engine.MomentView;
import dev.attune.pages.ConsentRow;
import dev.attune.pages.CustomerNews;
import dev.attune.pages.CustomerPage;
import dev.attune.pages.CustomerPage.KnownId;
import dev.attune.pages.CustomerPage.Rhythm;
import dev.attune.pages.CustomerPage.SegmentChip;
import dev.attune.pages.Detail;
import dev.attune.pages.Frame;
import dev.attune.pages.GestureRow;
import dev.attune.pages.MomentCard;
import dev.attune.pages.Pages;
import dev.attune.pages.Place;
import dev.attune.pages.Somebody;
import dev.attune.pages.Timeline;
import dev.attune.pages.Week;
import dev.attune.pages.Words;
import dev.attune.pages.Year;
import dev.attune.playbook.Role;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pages of one customer: who they are, and how one can help them. */
final class CustomerPages {
  private static final Access READ = Access.bearer(Scope.READ).andFrontLine();
  private static final int MOST_PAST = 12;
  private static final int MOST_GIVEN = 12;

  /** Who looks by a token does nothing by this page. */
  private static final Chooser NOBODY =
      new Chooser(
          "nobody",
          Optional.of(Role.FRONT_LINE),
          Optional.empty(),
          ZoneOffset.UTC,
          Allowance.NOTHING);

  private final Engine engine;
  private final Framing framing;
  private final MomentCards cards;
  private final GestureRows rows;
  private final Giving giving;
  private final Timelines timelines;

  CustomerPages(
      Engine engine, Framing framing, Giving giving, MomentCards cards, GestureRows rows) {
    this.engine = engine;
    this.framing = framing;
    this.giving = giving;
    this.cards = cards;
    this.rows = rows;
    this.timelines = new Timelines(engine);
  }

  List<Route> routes() {
    return List.of(
        Route.get("/customers/{id}", READ, this::customer),
        // Shows nothing of them, and asks each second.
        Route.get("/customers/{id}/news", READ, this::news).never());
  }

  private Answer customer(Request request) {
    CustomerView view = known(engine, request);
    Frame frame = framing.of(request);
    Timeline timeline = timelines.of(view.identity(), request, frame.words());
    if (Framing.isPiece(request)) {
      return Framing.answer(request, Pages.timeline(frame, timeline));
    }
    CustomerPage page = page(view, timeline, request, frame.words());
    return Framing.answer(
        request, Pages.customer(frame.at(Place.CUSTOMERS, page.who().name()), page));
  }

  /** How many signals came since; nothing while there are none. */
  private Answer news(Request request) {
    String since = request.parameter("since").filter(text -> text.matches("\\d{1,15}")).orElse("0");
    CustomerNews news = timelines.news(known(engine, request).identity(), Long.parseLong(since));
    return news.count() == 0
        ? Answer.empty(204)
        : Framing.answer(request, Pages.customerNews(framing.of(request), news));
  }

  /**
   * The customer whose id stands in a page's address, if whoever asks may see them.
   *
   * @throws Refusal if there is none
   */
  static CustomerView known(Engine engine, Request request) {
    Id id = CustomerApi.id(request.name("id"));
    return engine
        .customer(id)
        .filter(view -> Sight.of(request, engine).sees(view.traits()))
        .orElseThrow(() -> Refusal.absent("no-such-customer", "no signal ever named " + id));
  }

  private CustomerPage page(CustomerView view, Timeline timeline, Request request, Words words) {
    Sight sight = Sight.of(request, engine);
    Lore now = rows.lore();
    Recent recent = Recent.of(engine, view.id());
    CustomerStory story = new CustomerStory(view, recent, now, words);
    Somebody who = Faces.of(view, words);
    List<MomentCard> open = new ArrayList<>();
    List<MomentCard> past = new ArrayList<>();
    for (MomentView moment : view.moments().stream().filter(sight::sees).toList()) {
      List<MomentCard> list = moment.state() == MomentView.State.OPEN ? open : past;
      list.add(cards.card(moment, who, Optional.empty(), words));
    }
    return new CustomerPage(
        who,
        Faces.line(view.traits(), words),
        Faces.reach(view.traits()),
        story.path(),
        story.goals(),
        open,
        past.subList(0, Math.min(MOST_PAST, past.size())),
        timeline,
        rhythm(view, recent, words),
        facts(view, now, words),
        Faces.traits(view.traits(), words),
        segments(view),
        ids(view, words),
        cut(view, request),
        consents(view, recent, words),
        view.setAside(),
        view.objects(),
        gestures(view, request, words));
  }

  private List<GestureRow> gestures(CustomerView view, Request request, Words words) {
    List<GestureView> given = engine.grace().ofCustomer(view.id());
    Chooser by = request.person().isPresent() ? giving.chooser(request) : NOBODY;
    return rows.rows(given.subList(0, Math.min(MOST_GIVEN, given.size())), by, words);
  }

  private static Rhythm rhythm(CustomerView view, Recent recent, Words words) {
    ZoneId zone = Faces.zone(view.traits(), words.zone());
    return new Rhythm(
        Week.of(recent.instants(), zone),
        Year.of(recent.instants(), zone, words.now()),
        recent.isAll()
            ? Optional.empty()
            : Optional.of(words.say("customer.rhythm-some", recent.signals().size())));
  }

  /** Those that say something; nothing counted says nothing. */
  private static List<Detail> facts(CustomerView view, Lore lore, Words words) {
    List<Detail> facts = new ArrayList<>();
    view.facts()
        .forEach((name, value) -> {
          if (!isNothing(value)) {
            facts.add(new Detail(lore.fact(name, words), Labels.value(words, value)));
          }
        });
    return facts;
  }

  private static boolean isNothing(@Nullable Object value) {
    return value == null
        || (value instanceof Number number && number.doubleValue() == 0)
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }

  private static List<SegmentChip> segments(CustomerView view) {
    List<SegmentChip> chips = new ArrayList<>();
    view.segments()
        .forEach((name, since) ->
            chips.add(
                new SegmentChip(
                    Labels.plain(name),
                    Faces.href(view.id()) + "/why/" + Paths.encoded(name),
                    since)));
    return chips;
  }

  private static List<KnownId> ids(CustomerView view, Words words) {
    return view.identity().members().stream()
        .map(member -> {
          boolean isMain = member.id().equals(view.id());
          return new KnownId(
              member.id().toString(),
              isMain ? words.say("id.main") : how(view, member.id(), words),
              !isMain);
        })
        .toList();
  }

  /** The id that an address says was parted from them, if it was. */
  private static Optional<String> cut(CustomerView view, Request request) {
    return request
        .parameter(CustomerActs.CUT)
        .filter(id ->
            view.links().stream()
                .filter(link -> !link.joins())
                .flatMap(link -> Stream.of(link.first(), link.second()))
                .anyMatch(cut -> cut.toString().equals(id)))
        .filter(id -> !id.equals(view.id().toString()));
  }

  private static String how(CustomerView view, Id id, Words words) {
    return view.links().stream()
        .filter(link -> link.joins() && (link.first().equals(id) || link.second().equals(id)))
        .findFirst()
        .map(link -> how(link, words))
        .orElse("");
  }

  private static String how(Link link, Words words) {
    String day = words.day(link.at().at());
    return switch (link.how()) {
      case SEEN -> words.say("id.seen", day);
      case ALIAS -> words.say("id.alias", day);
      case CORRECTED -> words.say("id.corrected", link.by(), day);
    };
  }

  /** What they said last on each purpose; where they said nothing, what holds until they do. */
  private static List<ConsentRow> consents(CustomerView view, Recent recent, Words words) {
    Map<Purpose, Signal> said = recent.consents();
    List<ConsentRow> rows = new ArrayList<>();
    for (Purpose purpose : Purpose.values()) {
      Optional<Signal> last = Optional.ofNullable(said.get(purpose));
      boolean isGiven =
          purpose == Purpose.SERVE
              ? !view.objects()
              : last.map(each -> each.content() instanceof Content.Consent word && word.given())
                  .orElse(purpose == Purpose.UNDERSTAND);
      String since =
          last.map(each ->
                  words.say(
                      isGiven ? "consent.given" : "consent.refused", words.day(each.occurredAt())))
              .orElse(words.say(isGiven ? "consent.until-objected" : "consent.until-given"));
      String word = Shapes.word(purpose);
      rows.add(new ConsentRow(word, words.say("consent." + word), isGiven, since));
    }
    return rows;
  }
}
