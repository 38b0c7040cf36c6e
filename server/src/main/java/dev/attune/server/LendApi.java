package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.engine.Choice;
import dev.attune.engine.Chooser;
import dev.attune.engine.Engine;
import dev.attune.engine.GestureView;
import dev.attune.engine.LentView;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Allowances lent to phones that may go offline, and what was given out of them: that is honoured
 * always, since a customer was told of it.
 */
final class LendApi {
  private static final Access HANDLE = Access.bearer(Scope.HANDLE).andFrontLine();
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final int MOST_GIVEN = 200;
  private static final int NO_ROOM = 503;

  private final Engine engine;
  private final Budgets budgets;
  private final ChoiceReader reader;
  private final MetReader met;
  private final InstantSource clock;

  LendApi(Engine engine, Staff staff, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
    budgets = new Budgets(engine, clock);
    reader = new ChoiceReader(engine, clock);
    met = new MetReader(engine, staff);
  }

  List<Route> routes() {
    return List.of(
        Route.post("/api/lends", HANDLE, this::lend),
        Route.get(
            "/api/lends/{id}", HANDLE, request -> Answer.ok(GraceShapes.lent(named(request)))),
        Route.post("/api/lends/{id}/return", HANDLE, this::giveBack),
        Route.post("/api/lends/{id}/gestures", HANDLE, this::given));
  }

  private Answer lend(Request request) {
    Data body = Paging.object(request);
    String id = ChoiceReader.id(body);
    Chooser by = budgets.chooser(Actors.of(request, body));
    BigDecimal amount =
        Money.read(body, "amount", engine)
            .orElseThrow(
                () -> Refusal.unreadable("missing-member", "\"amount\" is what is to be reserved"));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant until = ChoiceReader.instant(body, "until").orElse(now.plus(LONGEST));
    if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
      throw Refusal.caller(
          422, "bad-value", "\"until\" is the shift's end, at most a day ahead, not " + until);
    }
    return Answer.ok(GraceShapes.lent(engine.grace().lend(id, by, amount, until)));
  }

  private Answer giveBack(Request request) {
    LentView lent = named(request);
    return Answer.ok(GraceShapes.lent(engine.grace().giveBack(lent.id()).orElseThrow()));
  }

  /** Takes in what a phone gave while it was offline. */
  private Answer given(Request request) {
    LentView lent = named(request);
    if (!lent.reasons().isEmpty()) {
      throw Refusal.caller(409, "not-lent", "nothing was lent under %s".formatted(lent.id()));
    }
    Data body = ChoiceReader.body(request);
    if (!(body.get("gestures") instanceof List<?> list)
        || list.isEmpty()
        || list.size() > MOST_GIVEN) {
      throw Refusal.unreadable(
          "bad-value", "\"gestures\" is a list of 1 to %d gestures".formatted(MOST_GIVEN));
    }
    List<Data> became = new ArrayList<>();
    for (Object each : list) {
      if (!(each instanceof Data said)) {
        throw Refusal.unreadable("bad-value", "each of \"gestures\" is an object");
      }
      became.add(one(said, lent));
    }
    return Answer.ok(Data.of("gestures", became));
  }

  /** Each is judged by itself: what is wrong with one keeps no other from being honoured. */
  private Data one(Data said, LentView lent) {
    try {
      Choice choice = choice(said, lent);
      GestureView became = engine.grace().choose(List.of(choice)).getFirst();
      ChoiceReader.checkSame(choice, became.choice());
      return GraceShapes.gesture(became);
    } catch (Refusal refusal) {
      if (refusal.status() == NO_ROOM) {
        throw refusal;
      }
      return new Data.Builder()
          .put("id", String.valueOf(said.get("id")))
          .put("code", refusal.code())
          .put("problem", refusal.detail())
          .build();
    }
  }

  private Choice choice(Data said, LentView lent) {
    String id = ChoiceReader.id(said);
    // Who it was for, a phone knows only by what it was shown: nobody is refused now.
    Id customer =
        met.read(said, id, lent.by().team()).orElseGet(() -> reader.customers(said).getFirst());
    Optional<String> moment =
        Optional.ofNullable(said.text("moment")).filter(each -> engine.moment(each).isPresent());
    return new Choice(
        id,
        customer,
        reader.what(said),
        moment,
        lent.by(),
        reader.at(said, lent.at()),
        Optional.of(lent.id()));
  }

  private LentView named(Request request) {
    String id = request.name("id");
    return engine
        .grace()
        .lent(id)
        .filter(lent -> isTheirs(request, lent))
        .orElseThrow(
            () -> Refusal.absent("no-such-lend", "nothing was lent under '%s'".formatted(id)));
  }

  /** What was lent is a person's own; a token acts for all of them. */
  private static boolean isTheirs(Request request, LentView lent) {
    return request.person().map(person -> person.name().equals(lent.by().name())).orElse(true);
  }
}
