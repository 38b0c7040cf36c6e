package dev.attune.step;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a customer fares with a goal.
 *
 * @param attained how often they attained it
 * @param missed how often they missed it
 * @param open how many instances are open
 * @param oldest the oldest of those, at most {@value #MOST}
 */
public record GoalStanding(String goal, long attained, long missed, int open, List<Open> oldest) {
  /** Enough to see, few enough to read. */
  public static final int MOST = 20;

  public GoalStanding {
    oldest = List.copyOf(oldest);
  }

  /**
   * An open instance.
   *
   * @param key for a goal with {@code per}: the value that pairs it; else null
   * @param started when they set out
   * @param due when it is missed
   */
  public record Open(@Nullable String key, Instant started, Instant due) {}
}
