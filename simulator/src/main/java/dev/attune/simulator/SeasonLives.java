package dev.attune.simulator;

import static dev.attune.simulator.Life.customs;
import static dev.attune.simulator.Usual.NOON;

import dev.attune.simulator.Life.Mark;
import dev.attune.simulator.Why.Force;
import dev.attune.simulator.Why.Motive;
import dev.attune.simulator.Why.Stage;
import java.util.List;

/** Lives that go by the week and the year. */
final class SeasonLives {
  /** Rides for pleasure, from Friday to Sunday. */
  static final Life WEEKEND_RIDER =
      Life.of(
          "weekend-rider",
          0.07,
          Why.of(Stage.STAY, Motive.JOY, Force.PULL),
          customs(
              0.12, 0.6, 0.5, "night-safety", "driver-kind", "price", "on-time", "love", "wish"),
          draft -> Usual.rides(draft, 0.5, NOON + 240, 0.35, 0.85).visiting(0.2));

  /** Cycles in summer and rides in winter. */
  static final Life WINTER_RIDER =
      Life.of(
              "winter-rider",
              0.025,
              Why.of(Stage.STAY, Motive.RELIEF, Force.HABIT).since("world:cold"),
              customs(0.12, 0.5, 0.6, "winter", "price", "on-time", "winter", "wish"),
              draft -> Usual.rides(draft, 0.9, NOON + 180, 0.2, 0.35).visiting(0.1))
          .then(SeasonLives::goesByTheCold)
          .marked(Mark.TOLD);

  /** Rides now and then. */
  static final Life OCCASIONAL =
      Life.of(
          "occasional",
          0.245,
          Why.of(Stage.STAY, Motive.PROGRESS, Force.HABIT),
          customs(
              0.01,
              0.25,
              0.2,
              "on-time",
              "price",
              "driver-kind",
              "plain",
              "late-driver",
              "privacy"),
          draft -> Usual.rides(draft, 0.1, NOON + 200, 0.25, 0.4).visiting(0.1));

  static final List<Life> ALL = List.of(WEEKEND_RIDER, WINTER_RIDER, OCCASIONAL);

  private SeasonLives() {}

  private static void goesByTheCold(Draft draft) {
    Phase winter = draft.phases.getFirst();
    boolean riding = true;
    for (int day = winter.from(); day <= draft.span.last(); day++) {
      int date = draft.span.almanac().date(day).dayOfYear();
      boolean cold = date < 85 || date > 300;
      if (cold != riding) {
        draft.begin(cold ? winter.from(day) : winter.from(day).times(0.1));
        riding = cold;
      }
    }
  }
}
