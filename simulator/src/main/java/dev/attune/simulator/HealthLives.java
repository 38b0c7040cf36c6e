package dev.attune.simulator;

import static dev.attune.simulator.Life.customs;
import static dev.attune.simulator.Usual.NOON;
import static dev.attune.simulator.Usual.outings;
import static dev.attune.simulator.Usual.seat;

import dev.attune.simulator.Phase.Manner;
import dev.attune.simulator.Phase.Work;
import dev.attune.simulator.Why.Force;
import dev.attune.simulator.Why.Motive;
import dev.attune.simulator.Why.Stage;
import java.util.List;

/** Lives that a body interrupts. */
final class HealthLives {
  private static final Why NOW_AND_THEN = Why.of(Stage.STAY, Motive.PROGRESS, Force.HABIT);
  private static final Why DEPENDS_ON_US = Why.of(Stage.STAY, Motive.RELIEF, Force.PUSH);

  /** Rides to a treatment twice a week, until it is over. */
  static final Life PATIENT =
      Life.of(
              "patient",
              0.012,
              NOW_AND_THEN,
              customs(0.04, 0.25, 0.5, "driver-kind", "on-time", "accessibility", "plain"),
              draft -> Usual.rides(draft, 0.2, NOON + 60, 0.05, 0.3).visiting(0.05))
          .then(HealthLives::isTreated);

  /** Cycles, until a leg is broken, and again when it has healed. */
  static final Life INJURED =
      Life.of(
              "injured",
              0.012,
              NOW_AND_THEN,
              customs(0.04, 0.5, 0.4, "driver-kind", "price", "plain", "wish"),
              draft -> Usual.rides(draft, 0.08, NOON + 300, 0.3, 0.5).visiting(0.08))
          .then(HealthLives::breaksLeg);

  static final List<Life> ALL = List.of(PATIENT, INJURED);

  private HealthLives() {}

  private static void isTreated(Draft draft) {
    Chance chance = draft.chance;
    int day = draft.day(0.1, 0.6);
    Phase usual = draft.phase(day);
    int weekday = chance.below(3);
    Work treatment = new Work((1 << weekday) | (1 << (weekday + 2)), 530 + chance.below(90), 800);
    Manner gently = seat(chance.happens(0.5) ? "assisted" : "standard", 6);
    draft.begin(usual.from(day).working(treatment).riding(gently));
    draft.happened("treatment-began", draft.at(day, 7, 9), DEPENDS_ON_US.since("life:illness"));
    int over = day + chance.between(56, 120);
    draft.begin(usual.from(over));
    draft.happened("treatment-over", draft.at(over, 12, 16), NOW_AND_THEN.since("life:well-again"));
    draft.maybeSay(0.7, draft.at(chance.between(day + 7, over + 3), 9, 20), "treatment");
  }

  private static void breaksLeg(Draft draft) {
    Chance chance = draft.chance;
    int day = draft.day(0.15, 0.8);
    Phase usual = draft.phase(day);
    draft.begin(
        usual
            .from(day)
            .going(outings(chance.between(2.5, 4.0), NOON, 0.08, 0.3))
            .riding(seat("step-free", 4)));
    draft.happened("injured", draft.at(day - 1, 8, 20), DEPENDS_ON_US.since("life:injured"));
    int healed = day + chance.between(40, 63);
    draft.begin(usual.from(healed));
    draft.happened("healed", draft.at(healed, 9, 12), NOW_AND_THEN.since("life:well-again"));
    draft.maybeSay(0.7, draft.at(chance.between(day, healed), 9, 22), "injury");
  }
}
