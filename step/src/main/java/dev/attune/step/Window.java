package dev.attune.step;

import dev.attune.customer.Signal;
import dev.attune.playbook.Fact;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fact over the signals of the last {@code within}: a signal at {@code s} counts in {@code [s, s
 * + within)}. It is a cursor over a shared log and a running total, so that each signal costs it
 * one entering and one leaving, whatever the window's length.
 */
final class Window implements Gauge {
  private static final ExactSum NO_SUM = new ExactSum();

  private final Fact.Kind kind;
  private final long within;
  private final StreamLog log;
  private final int column;
  private boolean started;
  private int from;
  private int to;
  private int numbers;
  private int extreme = -1;

  // only for the kinds that need them: there are many windows a customer
  private final ExactSum sum;
  private final Map<Object, int[]> different;

  Window(Fact fact, StreamLog log) {
    kind = fact.kind();
    within = fact.within() == null ? 0 : fact.within().toMillis();
    this.log = log;
    column = log.plan().column(fact);
    sum = kind == Fact.Kind.SUM || kind == Fact.Kind.MEAN ? new ExactSum() : NO_SUM;
    different = kind == Fact.Kind.DISTINCT ? new HashMap<>() : Map.of();
  }

  @Override
  public @Nullable Object value(long now) {
    advance(now);
    return switch (kind) {
      case COUNT -> (long) (to - from);
      case DISTINCT -> (long) different.size();
      case SUM -> sum.toDouble();
      case MEAN -> numbers == 0 ? null : (Object) (sum.toDouble() / numbers);
      case MIN, MAX -> extreme < 0 ? null : (Object) Micros.toDouble(log.number(column, extreme));
      case FIRST -> from == to ? null : Instant.ofEpochMilli(log.time(from));
      case LAST -> from == to ? null : Instant.ofEpochMilli(log.time(to - 1));
      case LATEST -> extreme < 0 ? null : log.value(column, extreme);
    };
  }

  @Override
  public double number(long now) {
    advance(now);
    return switch (kind) {
      case COUNT -> to - from;
      case DISTINCT -> different.size();
      case SUM -> sum.toDouble();
      case MEAN -> numbers == 0 ? Double.NaN : sum.toDouble() / numbers;
      case MIN, MAX -> extreme < 0 ? Double.NaN : Micros.toDouble(log.number(column, extreme));
      case FIRST, LAST -> Double.NaN;
      case LATEST ->
          extreme >= 0 && log.value(column, extreme) instanceof Number number
              ? number.doubleValue()
              : Double.NaN;
    };
  }

  @Override
  public long nextChange(long now) {
    advance(now);
    if (from == to) {
      return NEVER;
    }
    return switch (kind) {
      case LAST -> log.time(to - 1) + within;
      case LATEST -> extreme < 0 ? NEVER : log.time(extreme) + within;
      case COUNT, SUM, MIN, MAX, MEAN, FIRST, DISTINCT -> log.time(from) + within;
    };
  }

  @Override
  public long whenDownTo(long count, long now) {
    advance(now);
    if (kind != Fact.Kind.COUNT || count < 0 || to - from <= count) {
      return NEVER;
    }
    return log.time(to - 1 - (int) count) + within;
  }

  @Override
  public int leavesAt(long due) {
    int index = log.firstAfter(due - within - 1);
    return index < log.end() && log.time(index) == due - within ? log.sender(index) : -1;
  }

  @Override
  public long counted(long now) {
    advance(now);
    return size();
  }

  @Override
  public void newest(long now, int most, Senders senders, List<Signal.Address> into) {
    advance(now);
    for (int i = to - 1; i >= from && i >= to - most; i--) {
      into.add(new Signal.Address(senders.id(log.sender(i)), Instant.ofEpochMilli(log.time(i))));
    }
  }

  private int size() {
    return to - from;
  }

  private void advance(long now) {
    if (!started) {
      from = log.firstAfter(now - within);
      to = from;
      started = true;
    }
    while (to < log.end()) {
      enter(to++);
    }
    while (from < to && log.time(from) + within <= now) {
      leave(from++);
    }
  }

  private void enter(int index) {
    switch (kind) {
      case SUM, MEAN -> addNumber(index);
      case MIN, MAX -> challenge(index);
      case LATEST -> extreme = log.value(column, index) == null ? extreme : index;
      case DISTINCT -> addValue(index);
      case COUNT, FIRST, LAST -> {}
    }
  }

  private void leave(int index) {
    switch (kind) {
      case SUM, MEAN -> removeNumber(index);
      case MIN, MAX -> {
        if (index == extreme) {
          extreme = -1;
          for (int i = index + 1; i < to; i++) {
            challenge(i);
          }
        }
      }
      case LATEST -> extreme = index == extreme ? -1 : extreme;
      case DISTINCT -> removeValue(index);
      case COUNT, FIRST, LAST -> {}
    }
  }

  private void addNumber(int index) {
    long number = log.number(column, index);
    if (number != Micros.ABSENT) {
      sum.add(number);
      numbers++;
    }
  }

  private void removeNumber(int index) {
    long number = log.number(column, index);
    if (number != Micros.ABSENT) {
      sum.remove(number);
      numbers--;
    }
  }

  /** The later of two equals wins, for it stays longer. */
  private void challenge(int index) {
    long number = log.number(column, index);
    if (number == Micros.ABSENT) {
      return;
    }
    if (extreme < 0
        || (kind == Fact.Kind.MIN
            ? number <= log.number(column, extreme)
            : number >= log.number(column, extreme))) {
      extreme = index;
    }
  }

  private void addValue(int index) {
    Object value = log.value(column, index);
    if (value != null) {
      different.computeIfAbsent(value, key -> new int[1])[0]++;
    }
  }

  private void removeValue(int index) {
    Object value = log.value(column, index);
    if (value != null) {
      different.computeIfPresent(value, (key, times) -> --times[0] == 0 ? null : times);
    }
  }
}
