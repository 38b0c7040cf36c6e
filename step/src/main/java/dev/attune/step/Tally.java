package dev.attune.step;

import dev.attune.customer.Signal;
import dev.attune.playbook.Fact;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fact over everything so far: a total that only grows. Time alone never changes it. Of its
 * signals it remembers how many and the last; a timeline tells the rest.
 */
final class Tally implements Gauge {
  private static final ExactSum NO_SUM = new ExactSum();

  private final Fact.Kind kind;
  private long count;
  private long firstAt;
  private long lastAt;
  private int lastSender;
  private ExactSum sum;
  private long extreme = Micros.ABSENT;
  private @Nullable Object latest;
  private final Set<Object> different;

  Tally(Fact fact) {
    kind = fact.kind();
    sum = kind == Fact.Kind.SUM || kind == Fact.Kind.MEAN ? new ExactSum() : NO_SUM;
    different = kind == Fact.Kind.DISTINCT ? new LinkedHashSet<>() : Set.of();
  }

  /** Counts a signal that has what the fact reads; {@code micros} and {@code value} are that. */
  void enter(long at, int sender, long micros, @Nullable Object value) {
    firstAt = count == 0 ? at : firstAt;
    count++;
    lastAt = at;
    lastSender = sender;
    switch (kind) {
      case SUM, MEAN -> sum.add(micros);
      case MIN -> extreme = extreme == Micros.ABSENT ? micros : Math.min(extreme, micros);
      case MAX -> extreme = Math.max(extreme, micros); // ABSENT is the smallest long
      case LATEST -> latest = value;
      case DISTINCT -> different.add(Objects.requireNonNull(value));
      case COUNT, FIRST, LAST -> {}
    }
  }

  @Override
  public @Nullable Object value(long now) {
    return switch (kind) {
      case COUNT -> count;
      case DISTINCT -> (long) different.size();
      case SUM -> sum.toDouble();
      case MEAN -> count == 0 ? null : (Object) (sum.toDouble() / count);
      case MIN, MAX -> count == 0 ? null : (Object) Micros.toDouble(extreme);
      case FIRST -> count == 0 ? null : Instant.ofEpochMilli(firstAt);
      case LAST -> count == 0 ? null : Instant.ofEpochMilli(lastAt);
      case LATEST -> latest;
    };
  }

  @Override
  public double number(long now) {
    return switch (kind) {
      case COUNT -> count;
      case DISTINCT -> different.size();
      case SUM -> sum.toDouble();
      case MEAN -> count == 0 ? Double.NaN : sum.toDouble() / count;
      case MIN, MAX -> count == 0 ? Double.NaN : Micros.toDouble(extreme);
      case FIRST, LAST -> Double.NaN;
      case LATEST -> latest instanceof Number number ? number.doubleValue() : Double.NaN;
    };
  }

  @Override
  public long nextChange(long now) {
    return NEVER;
  }

  @Override
  public long whenDownTo(long limit, long now) {
    return NEVER;
  }

  @Override
  public int leavesAt(long due) {
    return -1;
  }

  @Override
  public long counted(long now) {
    return count;
  }

  @Override
  public void newest(long now, int most, Senders senders, List<Signal.Address> into) {
    if (count > 0 && most > 0) {
      into.add(new Signal.Address(senders.id(lastSender), Instant.ofEpochMilli(lastAt)));
    }
  }

  /** How many things it must remember; more than a handful only for distinct. */
  int size() {
    return different.size();
  }

  void write(Encoder out) {
    out.count(count);
    if (count == 0) {
      return;
    }
    out.whole(lastAt);
    out.count(lastSender);
    switch (kind) {
      case SUM, MEAN -> {
        out.whole(sum.high());
        out.whole(sum.low());
      }
      case MIN, MAX -> out.whole(extreme);
      case FIRST -> out.whole(firstAt);
      case LATEST -> out.value(latest);
      case DISTINCT -> {
        out.count(different.size());
        different.forEach(out::value);
      }
      case COUNT, LAST -> {}
    }
  }

  void read(Decoder in) {
    count = in.count();
    if (count == 0) {
      return;
    }
    lastAt = in.whole();
    lastSender = in.size();
    switch (kind) {
      case SUM, MEAN -> sum = new ExactSum(in.whole(), in.whole());
      case MIN, MAX -> extreme = in.whole();
      case FIRST -> firstAt = in.whole();
      case LATEST -> latest = in.value();
      case DISTINCT -> readDifferent(in);
      case COUNT, LAST -> {}
    }
  }

  private void readDifferent(Decoder in) {
    int size = in.size();
    for (int i = 0; i < size; i++) {
      different.add(Objects.requireNonNull(in.value()));
    }
  }
}
