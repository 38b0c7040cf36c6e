package dev.attune.engine;

import dev.attune.customer.Change;
import dev.attune.customer.Effect;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often goals were attained and missed, by day: what stands, kept exactly among the {@link
 * Counts}. A day is one of the zone of the playbook that decided.
 */
record GoalBook(Counts counts, ZoneId zone) {
  private static final String GOAL = "goal/";
  private static final String ATTAINED = "/attained/";
  private static final String MISSED = "/missed/";

  /** Counts an effect that now stands, or {@code more} is -1 and it no longer does. */
  void note(Effect effect, int more) {
    if (effect.change() instanceof Change.Attained attained) {
      counts.add(GOAL + attained.rule() + ATTAINED + day(effect), more);
    } else if (effect.change() instanceof Change.Missed missed) {
      counts.add(GOAL + missed.rule() + MISSED + day(effect), more);
    }
  }

  /** What came of a goal on each day on which anything did, in their order. */
  static Map<LocalDate, GoalDay> days(Counts counts, String goal) {
    Map<LocalDate, GoalDay> days = new TreeMap<>();
    counts
        .all(GOAL + goal + ATTAINED)
        .forEach((day, count) -> add(days, day, new GoalDay(count, 0)));
    counts.all(GOAL + goal + MISSED).forEach((day, count) -> add(days, day, new GoalDay(0, count)));
    days.values().removeIf(day -> day.attained() == 0 && day.missed() == 0);
    return days;
  }

  private static void add(Map<LocalDate, GoalDay> days, String day, GoalDay more) {
    days.merge(LocalDate.parse(day), more, GoalDay::plus);
  }

  private LocalDate day(Effect effect) {
    return LocalDate.ofInstant(effect.at(), zone);
  }
}
