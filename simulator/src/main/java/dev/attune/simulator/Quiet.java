package dev.attune.simulator;

import dev.attune.simulator.Truth.Evidence;
import java.time.Instant;

/** How people fall silent: at once, or less and less; and how some come back. */
final class Quiet {
  /** How many days of riding before and after a slow decline are set against each other. */
  static final int COMPARED = 60;

  private static final int REGULAR_AFTER = 170;
  private static final int STEP = 21;

  private Quiet() {}

  /** Some of those to whom nothing else happens. */
  static void maybe(Draft draft) {
    Phase usual = draft.phases.getFirst();
    boolean settled = draft.person.existing() && draft.phases.size() == 1;
    if (settled && draft.chance.happens(0.3)) {
      quiet(draft, draft.chance.happens(0.3));
    } else if (settled && usual.rides() >= 0.6 && draft.chance.happens(0.13 * draft.years())) {
      fade(draft);
    }
  }

  /** A regular stops without a word; and, if so, comes back. */
  static void quiet(Draft draft, boolean returns) {
    Chance chance = draft.chance;
    Phase usual = draft.phases.getFirst();
    int from = usual.from() + REGULAR_AFTER;
    int to = draft.span.last() - 10;
    if (usual.rides() < 2.4 || from >= to) {
      return;
    }
    int day = chance.between(from, to);
    draft.begin(usual.from(day).silent());
    Rides.Told last = draft.ride(usual, draft.at(day, 16, 18), 1);
    draft.leaves = day;
    draft.happened("went-quiet", last.at());
    draft.planted(Plant.GONE_QUIET, last.at() + 30 * Almanac.DAY, "", last.order());
    int back = day + chance.between(38, 90);
    if (returns && back < draft.span.last()) {
      comesBack(draft, usual, back);
    }
  }

  static void comesBack(Draft draft, Phase usual, int day) {
    draft.begin(usual.from(day + 1));
    Rides.Told ride = draft.ride(usual, draft.at(day, 9, 18), 0);
    draft.happened("came-back", ride.at());
    draft.planted(Plant.CAME_BACK, ride.at(), "", ride.order());
    draft.leaves = Integer.MAX_VALUE;
  }

  /** Somebody rides a little less every few weeks; nothing happens, and that is what happens. */
  static void fade(Draft draft) {
    Phase usual = draft.phases.getFirst();
    int day = draft.day(0.3, 0.75);
    for (int step = 1; step <= 4; step++) {
      draft.begin(usual.from(day + STEP * (step - 1)).times(1 - 0.2 * step));
    }
    draft.happened("rides-less-and-less", draft.at(day, 0, 1));
    Instant until = Instant.ofEpochMilli(draft.at(day, 0, 1));
    Instant from = Instant.ofEpochMilli(draft.at(day + 3 * STEP, 0, 1));
    Evidence fewer = new Evidence.Fewer("Ride Completed", until, from, COMPARED);
    draft.planted(Plant.FADING, draft.at(day + 4 * STEP, 0, 1), "", fewer);
  }
}
