package dev.attune.engine;

import dev.attune.engine.Rehearsed.OfGoal;
import java.time.Instant;

/** What is counted of one goal while customers go by. One thread. */
final class GoalFigures {
  private final DayCounts attainedByDay;
  private final DayCounts missedByDay;
  private long attained;
  private long missed;

  GoalFigures(DayCounts.Days days) {
    attainedByDay = new DayCounts(days);
    missedByDay = new DayCounts(days);
  }

  void attained(Instant at, boolean counts) {
    if (counts) {
      attained++;
      attainedByDay.add(at, 1);
    }
  }

  void missed(Instant at, boolean counts) {
    if (counts) {
      missed++;
      missedByDay.add(at, 1);
    }
  }

  void add(GoalFigures other) {
    attainedByDay.add(other.attainedByDay);
    missedByDay.add(other.missedByDay);
    attained += other.attained;
    missed += other.missed;
  }

  OfGoal figures(String name) {
    return new OfGoal(name, attained, missed, attainedByDay.each(), missedByDay.each());
  }
}
