package dev.attune.care;

import java.math.BigDecimal;

/**
 * What was given already and counts against a gesture: what is promised or done, what is held back
 * and may be undone, and what a phone has been lent to give while it is offline. What was undone
 * counts no more. Amounts are zero or more.
 *
 * @param today by the giver, in the calendar day of their zone
 * @param thisYear by the giver, in the calendar year of their zone
 * @param onCustomer to the customer, by everybody, in the last 365 days
 * @param byTeamToday by the giver's team, in the calendar day of the team's zone
 */
public record Spent(
    BigDecimal today, BigDecimal thisYear, BigDecimal onCustomer, BigDecimal byTeamToday) {
  /** Nothing yet. */
  public static final Spent NOTHING =
      new Spent(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

  /** What counts against {@code limit}. */
  public BigDecimal against(Limit limit) {
    return switch (limit) {
      case PER_GESTURE -> BigDecimal.ZERO;
      case PER_DAY -> today;
      case PER_YEAR -> thisYear;
      case PER_CUSTOMER_PER_YEAR -> onCustomer;
      case TEAM_PER_DAY -> byTeamToday;
    };
  }
}
