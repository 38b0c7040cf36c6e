package dev.attune.simulator;

import static dev.attune.simulator.Life.customs;
import static dev.attune.simulator.Usual.NOON;
import static dev.attune.simulator.Usual.seat;
import static dev.attune.simulator.Usual.work;

import dev.attune.simulator.Life.Mark;
import dev.attune.simulator.Phase.Home;
import dev.attune.simulator.Why.Force;
import dev.attune.simulator.Why.Motive;
import dev.attune.simulator.Why.Stage;
import java.util.List;

/** Lives that change place. */
final class PlaceLives {
  private static final Why AT_HOME = Why.of(Stage.STAY, Motive.PROGRESS, Force.HABIT);

  /** Moves house: within the city, to another of Meridian's cities, or away. */
  static final Life MOVER =
      Life.of(
              "mover",
              0.04,
              AT_HOME,
              customs(0.12, 0.4, 0.4, "on-time", "price", "driver-kind", "plain", "late-driver"),
              draft -> Usual.rides(draft, 0.7, NOON + 300, 0.25, 0.45).visiting(0.2))
          .then(PlaceLives::moves);

  /** Is new in town, and knows nobody yet. */
  static final Life NEW_IN_TOWN =
      Life.of(
              "new-in-town",
              0.012,
              Why.of(Stage.CHOOSE, Motive.PROGRESS, Force.PULL).since("life:moved"),
              customs(0.25, 0.6, 0.4, "price", "driver-kind", "night-safety", "plain"),
              draft ->
                  Usual.rides(draft, 0.9, NOON + 200, 0.2, 0.45)
                      .working(work(draft.chance, draft.chance.below(2)))
                      .visiting(0.6))
          .then(PlaceLives::arrives)
          .marked(Mark.NEW);

  /** Is in town for a few days. */
  static final Life TOURIST =
      Life.of(
              "tourist",
              0.07,
              Why.of(Stage.CHOOSE, Motive.JOY, Force.PULL).since("life:travelling"),
              customs(0.01, 0.05, 0.2, "visit", "driver-kind", "price", "visit"),
              draft ->
                  Usual.rides(draft, 14, NOON + 180, 0.3, 2 / 7.0).riding(seat("standard", 5.5)))
          .then(draft -> draft.leave(draft.start + draft.chance.between(2, 6)))
          .marked(Mark.NEW, Mark.PASSING, Mark.TOLD);

  /** Comes from another company, and knows why. */
  static final Life SWITCHER =
      Life.of(
              "switcher",
              0.015,
              Why.of(Stage.CHOOSE, Motive.RELIEF, Force.PUSH).since("perception:rival-failed"),
              customs(0.35, 0.5, 0.5, "on-time", "price", "driver-kind", "app-trouble", "love"),
              draft ->
                  Usual.rides(draft, 0.8, NOON + 260, 0.25, 0.4)
                      .working(work(draft.chance, draft.chance.below(2)))
                      .visiting(0.2))
          .then(PlaceLives::switches)
          .marked(Mark.NEW);

  static final List<Life> ALL = List.of(MOVER, NEW_IN_TOWN, TOURIST, SWITCHER);

  private PlaceLives() {}

  private static void moves(Draft draft) {
    Chance chance = draft.chance;
    int day = draft.day(0.2, 0.85);
    Phase before = draft.phase(day);
    Home home = before.home();
    double kind = chance.share();
    long at = draft.at(day, 8, 18);
    if (kind < 0.4) {
      draft.begin(before.from(day).living(new Home(home.city(), home.address() + 2)));
      draft.happened("moved-within-city", at, AT_HOME.since("life:moved"));
    } else if (kind < 0.65) {
      City city = City.ALL.get((City.ALL.indexOf(home.city()) + 1 + chance.below(7)) % 8);
      draft.begin(before.from(day).living(new Home(city, home.address())));
      draft.happened("moved-to-another-city", at, AT_HOME.since("life:moved"));
      Planner.restate(draft, at + chance.between(1, 5) * Almanac.DAY, city);
      draft.maybeSay(0.4, at + chance.between(2, 20) * Almanac.DAY, "moved-here");
    } else {
      draft.leave(day);
      Why away = Why.of(Stage.LEAVE, Motive.PROGRESS, Force.PUSH);
      draft.happened("moved-away", at, away.since("life:moved"));
      draft.maybeSay(0.4, at - chance.between(1, 12) * Almanac.DAY, "moving-away");
    }
  }

  private static void arrives(Draft draft) {
    draft.happened("moved-here", draft.at(draft.start, 5, 6));
    long at = draft.at(draft.start + draft.chance.between(1, 15), 9, 22);
    draft.maybeSay(0.6, at, "moved-here");
  }

  private static void switches(Draft draft) {
    draft.happened("switched-to-us", draft.at(draft.start, 6, 7));
    long at = draft.at(draft.start + draft.chance.between(5, 35), 9, 22);
    draft.maybeSay(0.6, at, "switched");
  }
}
