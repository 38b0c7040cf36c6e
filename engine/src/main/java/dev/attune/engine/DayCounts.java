package dev.attune.engine;

import dev.attune.engine.Rehearsed.OfDay;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A number for each day of a range, as a zone has days. Takes room once there is one. One thread.
 */
final class DayCounts {
  /**
   * Which days there are.
   *
   * @param first the first one, by its number since 1970
   * @param count how many
   */
  record Days(ZoneId zone, long first, int count) {
    static Days of(ZoneId zone, Instant from, Instant to) {
      long first = day(zone, from);
      return new Days(zone, first, (int) (day(zone, to) - first + 1));
    }

    /** The place of an instant's day; what lies before or behind counts for the nearest day. */
    int index(Instant at) {
      return (int) Math.clamp(day(zone, at) - first, 0, count - 1L);
    }

    private static long day(ZoneId zone, Instant at) {
      return LocalDate.ofInstant(at, zone).toEpochDay();
    }
  }

  private static final long[] NONE = {};

  private final Days days;
  private long[] counts = NONE;

  DayCounts(Days days) {
    this.days = days;
  }

  void add(Instant at, long more) {
    if (counts.length == 0) {
      counts = new long[days.count()];
    }
    counts[days.index(at)] += more;
  }

  void add(DayCounts other) {
    if (other.counts.length == 0) {
      return;
    }
    if (counts.length == 0) {
      counts = other.counts.clone();
      return;
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
  }

  /** The days that have any. */
  List<OfDay> each() {
    List<OfDay> each = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        each.add(new OfDay(LocalDate.ofEpochDay(days.first() + i), counts[i]));
      }
    }
    return each;
  }

  /** Every day, with the sum of all up to it. */
  List<OfDay> running() {
    List<OfDay> running = new ArrayList<>();
    long sum = 0;
    for (int i = 0; i < days.count(); i++) {
      sum += counts.length == 0 ? 0 : counts[i];
      running.add(new OfDay(LocalDate.ofEpochDay(days.first() + i), sum));
    }
    return running;
  }
}
