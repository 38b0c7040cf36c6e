package dev.attune.simulator;

import static dev.attune.simulator.Life.customs;
import static dev.attune.simulator.Usual.NOON;
import static dev.attune.simulator.Usual.outings;
import static dev.attune.simulator.Usual.seat;
import static dev.attune.simulator.Usual.work;

import dev.attune.simulator.Phase.Home;
import dev.attune.simulator.Phase.Work;
import dev.attune.simulator.Why.Force;
import dev.attune.simulator.Why.Motive;
import dev.attune.simulator.Why.Stage;
import java.util.ArrayList;
import java.util.List;

/** Lives that work shapes. */
final class WorkLives {
  private static final Why TO_WORK = Why.of(Stage.STAY, Motive.PROGRESS, Force.HABIT);

  /** Rides to work and back on the same days each week. */
  static final Life COMMUTER =
      Life.of(
              "commuter",
              0.034,
              TO_WORK,
              customs(
                  0.6,
                  0.6,
                  0.5,
                  "on-time",
                  "late-driver",
                  "price",
                  "driver-kind",
                  "app-trouble",
                  "plain"),
              draft -> {
                int days = 1 + draft.chance.below(2) + draft.chance.below(2);
                return Usual.rides(draft, 0.3, NOON + 360, 0.3, 0.5)
                    .working(work(draft.chance, days))
                    .visiting(0.15);
              })
          .then(WorkLives::newJob);

  /** Rode to work all week, and then works at home. */
  static final Life HOME_WORKER =
      Life.of(
              "home-worker",
              0.01,
              TO_WORK,
              customs(0.6, 0.4, 0.5, "on-time", "price", "plain", "late-driver"),
              draft ->
                  Usual.rides(draft, 0.25, NOON + 360, 0.3, 0.5)
                      .working(work(draft.chance, 3))
                      .visiting(0.15))
          .then(WorkLives::staysHome);

  /** Rides to work until there is no work to ride to. */
  static final Life JOB_LOSER =
      Life.of(
              "job-loser",
              0.025,
              TO_WORK,
              customs(0.8, 0.4, 0.5, "on-time", "late-driver", "price", "driver-kind", "plain"),
              draft ->
                  Usual.rides(draft, 0.3, NOON + 360, 0.25, 0.5)
                      .working(work(draft.chance, 1 + draft.chance.below(2)))
                      .visiting(0.2))
          .then(WorkLives::losesJob);

  /** Rides to work when others sleep. */
  static final Life NIGHT_WORKER =
      Life.of(
          "night-worker",
          0.02,
          Why.of(Stage.STAY, Motive.RELIEF, Force.ANXIETY),
          customs(0.5, 0.4, 0.5, "night-safety", "on-time", "driver-kind", "late-driver"),
          WorkLives::atNight);

  /** Leaves early on Mondays and comes back late on Thursdays. */
  static final Life BUSINESS_TRAVELLER =
      Life.of(
          "business-traveller",
          0.01,
          TO_WORK,
          customs(0.04, 0.25, 0.7, "receipts", "on-time", "business", "late-driver"),
          draft ->
              Usual.rides(draft, 0.15, NOON + 420, 0.4, 0.2)
                  .working(
                      new Work(
                          0b1001, 330 + draft.chance.below(60), 1_200 + draft.chance.below(120)))
                  .riding(seat("standard", draft.chance.between(10.0, 18.0)))
                  .visiting(0.1));

  /** Runs a shop on our cars, and needs an invoice that adds up. */
  static final Life BUSINESS_OWNER =
      Life.of(
              "business-owner",
              0.012,
              Why.of(Stage.STAY, Motive.PROGRESS, Force.PULL),
              customs(0.3, 0.5, 1.0, "business", "receipts", "on-time", "business"),
              draft ->
                  Usual.rides(draft, 0.9, NOON - 60, 0.02, 0.15)
                      .working(
                          new Work(
                              0b0101 << draft.chance.below(3), 440, 620 + draft.chance.below(90)))
                      .visiting(0.4))
          .then(WorkLives::asksForInvoices);

  static final List<Life> ALL =
      List.of(COMMUTER, HOME_WORKER, JOB_LOSER, NIGHT_WORKER, BUSINESS_TRAVELLER, BUSINESS_OWNER);

  private WorkLives() {}

  private static Phase atNight(Draft draft) {
    Chance chance = draft.chance;
    int first = chance.below(7);
    int second = chance.happens(0.7) ? (first + chance.between(1, 3)) % 7 : first;
    int days = (1 << first) | (1 << second);
    int out = NOON + 540 + chance.below(90);
    return Usual.rides(draft, 0.3, NOON + 240, 0.15, 0.4)
        .working(new Work(days, out, 330 + chance.below(90)))
        .visiting(0.2);
  }

  private static void newJob(Draft draft) {
    if (!draft.chance.happens(0.12 * draft.years())) {
      return;
    }
    int day = draft.day(0.2, 0.8);
    Phase before = draft.phase(day);
    Home elsewhere = new Home(before.home().city(), before.home().address() + 3);
    int days = Integer.bitCount(before.work().days());
    draft.begin(before.from(day).working(work(draft.chance, days)).living(elsewhere));
    draft.happened("new-job", draft.at(day, 7, 9), TO_WORK.since("life:new-job"));
    draft.maybeSay(0.4, draft.at(day + draft.chance.between(1, 20), 9, 22), "new-job");
  }

  private static void staysHome(Draft draft) {
    int day = draft.day(0.3, 0.75);
    Phase before = draft.phase(day);
    draft.begin(before.from(day).working(work(draft.chance, 1)));
    draft.begin(before.from(day + 45).working(Work.NONE).going(outings(0.3, NOON + 60, 0.1, 0.5)));
    draft.leaves = day + 45;
    draft.happened("works-at-home", draft.at(day, 7, 9), TO_WORK.since("life:home-office"));
  }

  private static void losesJob(Draft draft) {
    int day = draft.day(0.25, 0.8);
    draft.begin(draft.phase(day).from(day).working(Work.NONE).going(outings(0.35, NOON, 0.1, 0.3)));
    draft.leaves = day;
    Why less = Why.of(Stage.LEAVE, Motive.RELIEF, Force.PUSH);
    draft.happened("job-lost", draft.at(day, 9, 17), less.since("life:job-lost"));
    draft.maybeSay(0.35, draft.at(day + draft.chance.between(2, 40), 9, 22), "job-lost");
  }

  /** One month's invoice does not add up, and they ask for it three times. */
  private static void asksForInvoices(Draft draft) {
    if (!draft.chance.happens(0.7 * draft.years())) {
      return;
    }
    int day = draft.day(0.1, 0.9);
    List<Integer> asked = new ArrayList<>();
    long at = draft.at(day, 9, 18);
    for (int times = 0; times < 3; times++) {
      asked.add(draft.acts.track(at, Sender.BACKEND, "Invoice Requested", "for", "month"));
      if (times < 2) {
        at += draft.chance.between(20, 150) * Almanac.HOUR;
      }
    }
    draft.planted(Plant.INVOICE_AGAIN, at, "", asked);
    draft.maybeSay(0.5, at + draft.chance.between(1, 20) * Almanac.HOUR, "receipts");
  }
}
