package dev.attune.simulator;

import java.util.List;
import java.util.Locale;

/** The lives that Meridian's customers lead; the company knows none of these words. */
public enum Life {
  /** Rides to work and back on the same days each week. */
  COMMUTER(0.034),
  /** Has a first child in the course of the history, and then rides differently. */
  NEW_PARENT(0.05),
  /** Has had small children all along. */
  PARENT(0.045),
  /** Rides by the terms of a university. */
  STUDENT(0.08),
  /** Moves house: within the city, to another of Meridian's cities, or away. */
  MOVER(0.04),
  /** Rides to work until there is no work to ride to. */
  JOB_LOSER(0.025),
  /** Would miss Meridian, and says so. */
  BRAND_LOVER(0.035),
  /** Is disappointed again and again. */
  LET_DOWN(0.03),
  /** Rides now and then. */
  OCCASIONAL(0.325),
  /** Is in town for a few days. */
  TOURIST(0.07),
  /** Rides for pleasure, from Friday to Sunday. */
  WEEKEND_RIDER(0.08),
  /** Rides to work when others sleep. */
  NIGHT_WORKER(0.02),
  /** Is old, rides at noon, and needs a step-free car or an arm. */
  SENIOR(0.05),
  /** Buys in the shop, and hardly rides. */
  SHOPPER(0.03),
  /** Rides to a treatment twice a week, until it is over. */
  PATIENT(0.012),
  /** Looks after an old mother or father, and rides with them. */
  CARER(0.012),
  /** Leaves early on Mondays and comes back late on Thursdays. */
  BUSINESS_TRAVELLER(0.01),
  /** Cycles, until a leg is broken, and again when it has healed. */
  INJURED(0.012),
  /** Cycles in summer and rides in winter. */
  WINTER_RIDER(0.025),
  /** Comes from another company, and knows why. */
  SWITCHER(0.015);

  static final List<Life> ALL = List.of(values());

  private final double share;

  Life(double share) {
    this.share = share;
  }

  /** How many of all customers lead it, from 0 to 1. */
  public double share() {
    return share;
  }

  /** The name in the truth's JSON: {@code new-parent}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether nobody who leads it has been a customer for long. */
  boolean isNew() {
    return this == TOURIST || this == SWITCHER;
  }

  static Life at(double place) {
    double sum = 0;
    for (Life life : ALL) {
      sum += life.share;
      if (place < sum) {
        return life;
      }
    }
    return OCCASIONAL;
  }
}
