package dev.attune.engine;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of the total order.
 *
 * @param from the first place in it, or null: from the beginning
 * @param until the first place after it, or null: without end
 */
public record Interval(@Nullable Place from, @Nullable Place until) {
  /** All places. */
  public static final Interval WHOLE = new Interval(null, null);

  public Interval {
    if (from != null && until != null && from.compareTo(until) >= 0) {
      throw new IllegalArgumentException("interval ends at %s, before %s".formatted(until, from));
    }
  }

  /** Whether {@code place} lies in it. */
  public boolean contains(Place place) {
    return (from == null || from.compareTo(place) <= 0)
        && (until == null || place.compareTo(until) < 0);
  }

  @Override
  public String toString() {
    return "[" + (from == null ? "" : from) + ", " + (until == null ? "" : until) + ")";
  }
}
