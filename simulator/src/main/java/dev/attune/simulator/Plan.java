package dev.attune.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What will happen to a customer, as far as it does not follow from habit alone.
 *
 * @param phases by day, at least one; before the first nothing is heard of them
 * @param acts planned ones, in time order
 * @param truth what is true of them, worked out when asked for
 * @param standing how things are when the history ends
 */
record Plan(
    Person person, List<Phase> phases, List<Act> acts, Supplier<Truth> truth, Standing standing) {
  /** The making of planned acts, in message ids; days of habit use the day's number. */
  static final int PLANNED = Integer.MIN_VALUE;

  /**
   * How things are with them in the end.
   *
   * @param pass what they pay by
   * @param warrantyEnds the last day of their warranty; 0 without one that they may still claim
   * @param warranted what it is for
   * @param unsolved what they turned to us about twice in the last days
   */
  record Standing(String pass, int warrantyEnds, String warranted, Optional<String> unsolved) {
    static final Standing NONE = new Standing(Passes.WITHOUT, 0, "", Optional.empty());
  }

  Plan {
    phases = List.copyOf(phases);
    acts = List.copyOf(acts);
  }

  /** The habits of a day: silent before the first phase. */
  Phase phase(int day) {
    Phase current = phases.getFirst();
    if (day < current.from()) {
      return current.silent();
    }
    for (int i = 1; i < phases.size() && phases.get(i).from() <= day; i++) {
      current = phases.get(i);
    }
    return current;
  }

  /** What of it the habits from one day to before another rest on; without phases if on nothing. */
  Plan habits(int from, int to) {
    List<Phase> during = new ArrayList<>();
    for (int i = 0; i < phases.size(); i++) {
      boolean over = i + 1 < phases.size() && phases.get(i + 1).from() <= from;
      if (!over && phases.get(i).from() < to) {
        during.add(phases.get(i));
      }
    }
    boolean silent = during.stream().allMatch(Phase::isSilent);
    return new Plan(person, silent ? List.of() : during, List.of(), Plan::nothing, Standing.NONE);
  }

  City city(int day) {
    return phase(day).home().city();
  }

  private static Truth nothing() {
    throw new IllegalStateException("of a plan's habits no truth is kept");
  }
}
