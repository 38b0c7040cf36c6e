package dev.attune.engine;

/**
 * What came of a goal on one day, of all customers.
 *
 * @param attained how often it was attained
 * @param missed how often it was missed
 */
public record GoalDay(long attained, long missed) {
  GoalDay plus(GoalDay more) {
    return new GoalDay(attained + more.attained, missed + more.missed);
  }
}
