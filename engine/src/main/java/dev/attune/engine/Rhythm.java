package dev.attune.engine;

import dev.attune.wire.BinaryReader;
import dev.attune.wire.BinaryWriter;
import java.time.Duration;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How an event used to come, and from it when it has been silent for too long. Signals may be noted
 * in any order. Belongs to the fold.
 *
 * <p>It keeps the last {@value #DAYS} days (in UTC) on which the event was seen: of each how often,
 * and when first and last. An event is regular if it was seen on at least {@value #FEWEST_DAYS} of
 * them and {@value #FEWEST} times. It is too late for the next one when none came for a day, for
 * ten times the mean time between two, and for twice the longest time between two of those days:
 * whichever is longest. So a shop that is closed at weekends, and what is sent once every night,
 * are not missed before their time.
 *
 * <pre>
 *   days varint, each: day long, count varint, first long, last long
 * </pre>
 */
final class Rhythm {
  static final int DAYS = 28;
  static final int FEWEST = 20;
  static final int FEWEST_DAYS = 3;

  /** It is not regular, so it cannot be late. */
  static final long NEVER = Long.MAX_VALUE;

  private static final long DAY = Duration.ofDays(1).toMillis();

  private final TreeMap<Long, Day> days = new TreeMap<>();
  private @Nullable Day latest;
  private long latestDay;
  private long due;
  private boolean dueKnown;

  /** One day on which it was seen. */
  private static final class Day {
    private long count;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    void note(long at) {
      count++;
      first = Math.min(first, at);
      last = Math.max(last, at);
    }
  }

  /** It was seen at an instant. */
  void note(long at) {
    dueKnown = false;
    long day = Math.floorDiv(at, DAY);
    Day cached = latest;
    if (cached == null || day != latestDay) {
      cached = days.computeIfAbsent(day, number -> new Day());
      latest = cached;
      latestDay = day;
    }
    cached.note(at);
    if (days.size() > DAYS) {
      days.pollFirstEntry();
      latest = null;
    }
  }

  /** When it was seen last; only if it ever was. */
  long last() {
    return days.lastEntry().getValue().last;
  }

  /** The mean time between two of its signals, or zero of one. */
  Duration meanGap() {
    long count = count();
    return count < 2 || days.isEmpty()
        ? Duration.ZERO
        : Duration.ofMillis((last() - days.firstEntry().getValue().first) / (count - 1));
  }

  /** When it has been silent for too long if none comes before, or {@link #NEVER}. */
  long dueAt() {
    if (!dueKnown) {
      due = computeDue();
      dueKnown = true;
    }
    return due;
  }

  private long computeDue() {
    if (days.size() < FEWEST_DAYS || count() < FEWEST) {
      return NEVER;
    }
    long longest = 0;
    Day before = null;
    for (Day day : days.values()) {
      longest = before == null ? 0 : Math.max(longest, day.first - before.last);
      before = day;
    }
    return last() + Math.max(DAY, Math.max(10 * meanGap().toMillis(), 2 * longest));
  }

  private long count() {
    return days.values().stream().mapToLong(day -> day.count).sum();
  }

  void write(BinaryWriter out) {
    out.writeVarint(days.size());
    days.forEach((number, day) -> {
      out.writeLong(number).writeVarint(day.count).writeLong(day.first).writeLong(day.last);
    });
  }

  void read(BinaryReader in) {
    int count = in.readCount();
    for (int i = 0; i < count; i++) {
      long number = in.readLong();
      Day day = new Day();
      day.count = in.readVarint();
      day.first = in.readLong();
      day.last = in.readLong();
      days.put(number, day);
    }
  }
}
