package dev.attune.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * Which moments to list, newest first.
 *
 * @param state only those in this state
 * @param rule only those of this rule
 * @param segment only those of customers who are in this segment
 * @param openedFrom only those that opened at or after it
 * @param openedUntil only those that opened before it
 * @param cursor where the page before ended
 * @param limit how many at most, 1 to 500
 */
public record MomentQuery(
    Optional<MomentView.State> state,
    Optional<String> rule,
    Optional<String> segment,
    Optional<Instant> openedFrom,
    Optional<Instant> openedUntil,
    Optional<String> cursor,
    int limit) {
  /** All open ones, as many as a page of the API has. */
  public static MomentQuery open() {
    return open(100);
  }

  /** Open ones, so many at a time. */
  public static MomentQuery open(int limit) {
    return new MomentQuery(
        Optional.of(MomentView.State.OPEN),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        limit);
  }

  /** The same, of one rule. */
  public MomentQuery of(String moment) {
    return new MomentQuery(
        state, Optional.of(moment), segment, openedFrom, openedUntil, cursor, limit);
  }

  /** The same, from where a page before ended. */
  public MomentQuery from(String place) {
    return new MomentQuery(
        state, rule, segment, openedFrom, openedUntil, Optional.of(place), limit);
  }
}
