package dev.attune.care;

/** What holds a gesture back. Each limit is counted by itself; a gesture must keep to all. */
public enum Limit {
  /** What one gesture may cost. */
  PER_GESTURE,
  /** What one person may give in a calendar day of their zone. */
  PER_DAY,
  /** What one person may give in a calendar year of their zone. */
  PER_YEAR,
  /** What one customer may be given in 365 days, by everybody together. */
  PER_CUSTOMER_PER_YEAR,
  /** What the people of one team may give together in a calendar day of the team's zone. */
  TEAM_PER_DAY
}
