package dev.attune.simulator;

import java.time.Instant;

/**
 * What all customers of a simulation share.
 *
 * @param from the history's first instant
 * @param to the instant before which it ends
 * @param first its first day
 * @param last its last day
 * @param shift the change planted over many
 */
record Span(
    long seed, Instant from, Instant to, int first, int last, Almanac almanac, Shift shift) {
  private static final int BEFORE = 40;
  private static final int AFTER = 40;
  private static final double SHIFT_AT = 0.8;
  private static final double SHIFT_FACTOR = 0.25;

  static Span of(long seed, Instant from, Instant to) {
    int first = Almanac.day(from);
    int last = Almanac.day(to.minusMillis(1));
    int days = (int) ((last - first) * SHIFT_AT);
    long shift = from.toEpochMilli() + days * Almanac.DAY;
    return new Span(
        seed,
        from,
        to,
        first,
        last,
        new Almanac(seed, first - BEFORE, last + AFTER),
        new Shift(
            City.HAMBURG.communities().getFirst(), Instant.ofEpochMilli(shift), SHIFT_FACTOR));
  }

  boolean has(long millis) {
    return millis >= from.toEpochMilli() && millis < to.toEpochMilli();
  }

  boolean has(Instant at) {
    return has(at.toEpochMilli());
  }
}
