package dev.attune.simulator;

import static dev.attune.simulator.Life.customs;
import static dev.attune.simulator.Usual.NOON;
import static dev.attune.simulator.Usual.outings;
import static dev.attune.simulator.Usual.seat;
import static dev.attune.simulator.Usual.work;

import dev.attune.simulator.Life.Mark;
import dev.attune.simulator.Phase.Work;
import dev.attune.simulator.Why.Force;
import dev.attune.simulator.Why.Motive;
import dev.attune.simulator.Why.Stage;
import java.util.List;

/** Lives of the young and the old. */
final class AgeLives {
  private static final Why TO_WORK = Why.of(Stage.STAY, Motive.PROGRESS, Force.HABIT);

  /** Rides by the terms of a university. */
  static final Life STUDENT =
      Life.of(
              "student",
              0.07,
              Why.of(Stage.STAY, Motive.PROGRESS, Force.PULL),
              customs(
                  0.2, 0.4, 0.4, "price", "app-trouble", "night-safety", "studies", "driver-kind"),
              draft -> Usual.rides(draft, 0.5, NOON + 420, 0.45, 0.4).visiting(0.15))
          .then(AgeLives::studies);

  /** Rides to work, and then no longer has to. */
  static final Life RETIRING =
      Life.of(
              "retiring",
              0.008,
              TO_WORK,
              customs(0.6, 0.4, 0.6, "on-time", "driver-kind", "price", "plain"),
              draft ->
                  Usual.rides(draft, 0.3, NOON + 300, 0.05, 0.5)
                      .working(work(draft.chance, 2))
                      .visiting(0.1))
          .then(AgeLives::retires)
          .marked(Mark.OLD);

  /** Is old, rides at noon, and needs a step-free car or an arm. */
  static final Life SENIOR =
      Life.of(
              "senior",
              0.05,
              Why.of(Stage.STAY, Motive.RELIEF, Force.PULL),
              customs(
                  0.12, 0.25, 0.5, "driver-kind", "accessibility", "app-trouble", "accessibility"),
              AgeLives::old)
          .marked(Mark.OLD);

  static final List<Life> ALL = List.of(STUDENT, RETIRING, SENIOR);

  private AgeLives() {}

  private static void studies(Draft draft) {
    Phase term = draft.phases.getFirst();
    boolean ends = draft.chance.happens(0.12 * draft.years());
    int end = ends ? draft.day(0.4, 0.8) : Integer.MAX_VALUE;
    boolean studying = true;
    for (int day = term.from(); day <= Math.min(end, draft.span.last()); day++) {
      boolean now = isTerm(draft.span.almanac().date(day));
      if (now != studying) {
        draft.begin(now ? term.from(day) : term.from(day).times(0.25));
        studying = now;
      }
    }
    if (ends) {
      Work first = work(draft.chance, 2);
      draft.begin(term.from(end).working(first).going(outings(0.4, NOON + 400, 0.3, 0.5)));
      draft.happened("graduated", draft.at(end, 9, 17), TO_WORK.since("life:graduated"));
      draft.maybeSay(0.4, draft.at(end + draft.chance.between(0, 20), 9, 22), "studies");
    }
  }

  private static boolean isTerm(Almanac.Date date) {
    int day = date.dayOfYear();
    return day < 41 || (day > 98 && day < 197) || day > 281;
  }

  private static void retires(Draft draft) {
    int day = draft.day(0.25, 0.7);
    Phase before = draft.phase(day);
    draft.begin(before.from(day).working(Work.NONE).going(outings(1.1, NOON - 30, 0, 0.15)));
    Why free = Why.of(Stage.STAY, Motive.JOY, Force.PULL);
    draft.happened("retired", draft.at(day, 8, 16), free.since("life:retired"));
    draft.maybeSay(0.7, draft.at(day + draft.chance.between(3, 60), 9, 19), "retired");
  }

  private static Phase old(Draft draft) {
    Chance chance = draft.chance;
    String seat = chance.happens(0.4) ? "step-free" : chance.happens(0.3) ? "assisted" : "standard";
    return Usual.rides(draft, 0.4, NOON - 30, 0, 0.15).riding(seat(seat, 4)).visiting(0.05);
  }
}
