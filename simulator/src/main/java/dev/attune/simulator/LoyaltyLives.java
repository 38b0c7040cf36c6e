package dev.attune.simulator;

import static dev.attune.simulator.Life.customs;
import static dev.attune.simulator.Usual.NOON;

import dev.attune.simulator.Life.Mark;
import dev.attune.simulator.Why.Force;
import dev.attune.simulator.Why.Motive;
import dev.attune.simulator.Why.Stage;
import java.util.ArrayList;
import java.util.List;

/** Lives that are told by how we treated them. */
final class LoyaltyLives {
  /** Would miss Meridian, and says so. */
  static final Life BRAND_LOVER =
      Life.of(
              "brand-lover",
              0.035,
              Why.of(Stage.STAY, Motive.BELONGING, Force.PULL),
              customs(0.6, 2, 2.5, "love", "driver-kind", "love", "on-time", "wish", "helped"),
              draft -> Usual.rides(draft, 1.0, NOON + 300, 0.25, 0.4).visiting(0.6))
          .marked(Mark.LOVING);

  /** Is let down five times in a row, or six. */
  static final Life LET_DOWN =
      Life.of(
              "let-down",
              0.02,
              Why.of(Stage.STAY, Motive.RELIEF, Force.PULL),
              customs(0.5, 0.4, 0.6, "late-driver", "price", "app-trouble", "charged-twice"),
              draft -> Usual.rides(draft, 1.1, NOON + 330, 0.25, 0.4).visiting(0.2))
          .then(LoyaltyLives::isLetDown)
          .marked(Mark.LET_DOWN);

  /** Has a bad time, and warns others in public. */
  static final Life WARNER =
      Life.of(
              "warner",
              0.008,
              Why.of(Stage.STAY, Motive.BELONGING, Force.HABIT),
              customs(0.2, 0.6, 0.4, "price", "driver-rude", "app-trouble", "dirty-car"),
              draft -> Usual.rides(draft, 0.8, NOON + 240, 0.25, 0.45).visiting(0.3))
          .then(LoyaltyLives::warns);

  /** Was a regular, went, and came back. */
  static final Life RETURNER =
      Life.of(
              "returner",
              0.012,
              Why.of(Stage.STAY, Motive.PROGRESS, Force.HABIT),
              customs(0.3, 0.4, 0.4, "on-time", "price", "driver-kind", "plain"),
              draft ->
                  Usual.rides(draft, 1.0, NOON + 200, 0.2, 0.4)
                      .working(Usual.work(draft.chance, 1 + draft.chance.below(2)))
                      .visiting(0.2))
          .then(LoyaltyLives::goesAndReturns)
          .marked(Mark.TOLD);

  static final List<Life> ALL = List.of(BRAND_LOVER, LET_DOWN, WARNER, RETURNER);

  private LoyaltyLives() {}

  private static void isLetDown(Draft draft) {
    Chance chance = draft.chance;
    Phase usual = draft.phases.getFirst();
    int day = draft.day(0.1, 0.6);
    draft.begin(usual.from(day).silent().visiting(0.3));
    List<Integer> shown = new ArrayList<>();
    int times = chance.between(5, 6);
    for (int time = 1; time <= times; time++) {
      Rides.Told told = Troubles.letDown(draft, usual, day);
      shown.add(told.order());
      if (time == 5) {
        draft.planted(Plant.LET_DOWN_AGAIN, told.at(), "", List.copyOf(shown));
      }
      day += chance.between(4, 12);
    }
    if (chance.happens(0.6)) {
      long at = draft.at(day, 9, 23);
      draft.maybeSay(0.8, at, "had-enough");
      Why enough = Why.of(Stage.LEAVE, Motive.RELIEF, Force.PUSH);
      draft.happened("had-enough", at, enough.since("us:let-down-again"));
      draft.leave(day + 1);
    } else {
      draft.begin(usual.from(day).times(0.5));
    }
  }

  private static void warns(Draft draft) {
    Chance chance = draft.chance;
    Phase usual = draft.phases.getFirst();
    int day = draft.day(0.15, 0.8);
    Rides.Told told = Troubles.letDown(draft, usual, day);
    Why warning = Why.of(Stage.LEAVE, Motive.BELONGING, Force.PUSH);
    draft.happened("warns-others", told.at(), warning.since("us:let-down-again"));
    List<Integer> shown = new ArrayList<>();
    long at = told.at();
    for (int times = chance.between(2, 4); times > 0; times--) {
      at += chance.between(3, 220) * Almanac.HOUR;
      shown.add(draft.say(at, "warning", "public review"));
      if (shown.size() == 2) {
        draft.planted(Plant.WARNS_OTHERS, at, "", List.copyOf(shown));
      }
    }
    draft.begin(usual.from(day + 3).times(0.3));
  }

  private static void goesAndReturns(Draft draft) {
    Quiet.quiet(draft, true);
    for (Phase back : draft.phases.subList(1, draft.phases.size())) {
      if (!back.isSilent()) {
        long at = draft.at(back.from() + draft.chance.between(2, 25), 9, 22);
        draft.maybeSay(0.6, at, "came-back");
        return;
      }
    }
  }
}
