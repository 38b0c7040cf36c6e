package dev.attune.step;

import dev.attune.playbook.Fact;
import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What signals meant to one fact without a window, or to one of its keys, when they themselves are
 * gone. Those of parts of somebody's signals are joined into that of all, whichever comes first.
 * Mutable; one thread.
 *
 * <pre>
 *   count count, and behind it if it is not 0:
 *   last {@link Mark} · first whole · sum: high half whole, low half whole
 *   least, most: raw 1 and whole, or raw 0 · latest: value
 *   different: count × value · days: count × (distance to the one before, whole)
 * </pre>
 */
final class Lifetime {
  long count;
  @Nullable Mark last;
  long first = Long.MAX_VALUE;
  BigInteger sum = BigInteger.ZERO;
  @Nullable Long least;
  @Nullable Long most;
  @Nullable Object latest;
  final Set<Object> different = new LinkedHashSet<>();
  final TreeSet<Long> days = new TreeSet<>();

  /**
   * Counts a signal that has what a fact of {@code kind} reads.
   *
   * @param micros the number that it reads, or {@link Micros#ABSENT}
   * @param value what else it reads
   * @param day for a streak: the first day of the signal's day or week, since 1970
   */
  void enter(Fact.Kind kind, Mark mark, long micros, @Nullable Object value, long day) {
    count++;
    first = Math.min(first, mark.at());
    if (micros != Micros.ABSENT) {
      sum = sum.add(BigInteger.valueOf(micros));
      least = least == null ? micros : Math.min(least, micros);
      most = most == null ? micros : Math.max(most, micros);
    }
    boolean newest = last == null || last.isBefore(mark);
    last = newest ? mark : last;
    if (kind == Fact.Kind.LATEST && newest) {
      latest = value;
    }
    if (kind == Fact.Kind.DISTINCT && value != null) {
      different.add(value);
    }
    if (kind == Fact.Kind.STREAK) {
      days.add(day);
    }
  }

  /** Takes in what other signals meant. */
  void join(Lifetime other) {
    count += other.count;
    first = Math.min(first, other.first);
    sum = sum.add(other.sum);
    least = least == null || (other.least != null && other.least < least) ? other.least : least;
    most = most == null || (other.most != null && other.most > most) ? other.most : most;
    different.addAll(other.different);
    days.addAll(other.days);
    Mark theirs = other.last;
    Mark ours = last;
    if (theirs != null && (ours == null || ours.isBefore(theirs))) {
      last = theirs;
      latest = other.latest;
    }
  }

  /** How many things it must remember, apart from a handful. */
  int size() {
    return Math.max(different.size(), days.size());
  }

  void write(Encoder out) {
    out.count(count);
    if (count == 0) {
      return;
    }
    Objects.requireNonNull(last).write(out);
    out.whole(first);
    out.whole(sum.shiftRight(Long.SIZE).longValue());
    out.whole(sum.longValue());
    optional(least, out);
    optional(most, out);
    out.value(latest);
    out.count(different.size());
    different.forEach(out::value);
    out.count(days.size());
    long before = 0;
    for (long day : days) {
      out.whole(day - before);
      before = day;
    }
  }

  static Lifetime read(Decoder in) {
    Lifetime total = new Lifetime();
    total.count = in.count();
    if (total.count == 0) {
      return total;
    }
    total.last = Mark.read(in);
    total.first = in.whole();
    BigInteger high = BigInteger.valueOf(in.whole()).shiftLeft(Long.SIZE);
    total.sum = high.add(new BigInteger(Long.toUnsignedString(in.whole())));
    total.least = optional(in);
    total.most = optional(in);
    total.latest = in.value();
    for (int left = in.size(); left > 0; left--) {
      total.different.add(Objects.requireNonNull(in.value()));
    }
    long day = 0;
    for (int left = in.size(); left > 0; left--) {
      day += in.whole();
      total.days.add(day);
    }
    return total;
  }

  private static void optional(@Nullable Long number, Encoder out) {
    out.raw(number == null ? 0 : 1);
    if (number != null) {
      out.whole(number);
    }
  }

  private static @Nullable Long optional(Decoder in) {
    return in.raw() == 0 ? null : (Long) in.whole();
  }
}
