package dev.attune.server;

import dev.attune.engine.Chooser;
import dev.attune.engine.Engine;
import dev.attune.engine.GestureView;
import dev.attune.engine.Grace;
import dev.attune.engine.MomentView;
import dev.attune.pages.Frame;
import dev.attune.pages.GracePage;
import dev.attune.pages.GracePages;
import dev.attune.pages.Place;
import dev.attune.pages.Words;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The first page of giving: who waits, what others ask, what was promised; and finding anybody. */
final class GraceHome {
  static final Access HANDLE = Access.bearer(Scope.HANDLE).andFrontLine();

  private static final int SHOWN = 8;
  private static final int OPEN = 100;
  private static final int LOOKED_AT = 50;
  private static final int PAST = 5;
  private static final int ASKS = 50;

  private final Engine engine;
  private final Framing framing;
  private final Giving giving;
  private final MomentCards cards;
  private final GestureRows rows;

  GraceHome(Engine engine, Framing framing, Giving giving, MomentCards cards, GestureRows rows) {
    this.engine = engine;
    this.framing = framing;
    this.giving = giving;
    this.cards = cards;
    this.rows = rows;
  }

  List<Route> routes() {
    return List.of(Route.get(Place.GRACE.href(), HANDLE, this::home));
  }

  private Answer home(Request request) {
    Frame frame = framing.of(request);
    Words words = frame.words();
    Chooser by = giving.chooser(request);
    List<MomentView> open =
        new Pressing(engine, rows.lore()).seenBy(Sight.of(request, engine), SHOWN + 1);
    GracePage page =
        new GracePage(
            rows.purse(by),
            lowered(request, words),
            request.parameter("q").map(Labels::cut).orElse(""),
            problem(request, words),
            open.stream().limit(SHOWN).map(each -> need(each, words)).toList(),
            open.size() > SHOWN,
            rows.rows(giving.asks(request, ASKS).asks().items(), by, words),
            mine(by, words),
            UUID.randomUUID().toString());
    return Framing.answer(
        request, GracePages.home(frame.at(Place.GRACE, frame.say("grace.title")), page));
  }

  /** A budget that was lowered holds from the next day, and is said at once. */
  private Optional<String> lowered(Request request, Words words) {
    return request
        .person()
        .map(person -> new Trusts(engine, words::now).of(person, words))
        .flatMap(trust ->
            trust
                .lowersOn()
                .map(day ->
                    words.say("trust.lowered", words.day(day)) + " " + trust.nextLine(words)));
  }

  private static Optional<GracePage.Problem> problem(Request request, Words words) {
    String asked = request.parameter("q").map(Labels::cut).orElse("");
    return switch (request.parameter("problem").orElse("")) {
      case "find-none" ->
          Optional.of(new GracePage.Problem(false, words.say("grace.find-none", asked)));
      case "met-problem" ->
          Optional.of(new GracePage.Problem(true, words.say("grace.met-problem")));
      default -> Optional.empty();
    };
  }

  private GracePage.Need need(MomentView moment, Words words) {
    return new GracePage.Need(
        cards.whole(moment, words),
        GestureRows.href(moment.customer()) + "?moment=" + moment.id(),
        given(moment, words));
  }

  /** What was done already, or is on its way, so that nobody gives it twice. */
  private Optional<String> given(MomentView moment, Words words) {
    return Pressing.helped(engine, moment)
        .map(each ->
            words.say(
                each.isOpen() ? "grace.promised" : "grace.done",
                Labels.cut(each.title()),
                framing.titleOf(each.choice().by().name()),
                words.ago(each.course().getLast().at())));
  }

  private static Instant lastTurn(GestureView gesture) {
    return gesture.course().getLast().at();
  }

  /** Promises and tasks, the oldest first; then how the last others ended. */
  private GracePage.Mine mine(Chooser by, Words words) {
    Grace grace = engine.grace();
    Stream<GestureView> own = grace.open(by.name(), Optional.empty(), OPEN).items().stream();
    Stream<GestureView> tasks =
        by.team().stream()
            .flatMap(team -> grace.tasks(team, Optional.empty(), OPEN).items().stream());
    List<GestureView> open =
        Stream.concat(own, tasks)
            .distinct()
            .sorted(Comparator.comparing(each -> each.choice().at()))
            .toList();
    Stream<GestureView> given =
        grace.byGiver(by.name(), Optional.empty(), LOOKED_AT).items().stream()
            .filter(each -> !each.isOpen());
    Stream<GestureView> answered =
        grace.askedBy(by.name(), Optional.empty(), LOOKED_AT).items().stream()
            .filter(each -> GestureRows.isAnswered(each, by));
    List<GestureView> past =
        Stream.concat(given, answered)
            .distinct()
            .sorted(Comparator.comparing(GraceHome::lastTurn).reversed())
            .limit(PAST)
            .toList();
    return new GracePage.Mine(rows.rows(open, by, words), rows.rows(past, by, words));
  }
}
