package dev.attune.step;

import dev.attune.customer.Signal;
import dev.attune.playbook.Fact;
import dev.attune.playbook.Reads.Sensitivity;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A fact over the signals of the last {@code within}: a signal at {@code s} counts in {@code [s, s
 * + within)}. It is a cursor over a shared log and a running total, so that each signal costs it
 * one entering and one leaving, whatever the window's length.
 *
 * <p>Its first cell holds the cursor: the index of the oldest entry that counts in the upper half,
 * the end in the lower; 0 until it is first asked. The second holds the instant at which the oldest
 * leaves. The cells behind them hold the total: a sum and for a mean its count; or the entry that
 * is smallest, largest or latest, 1 added, 0 for none; or how many values differ, with how often
 * each code was met as an object.
 */
final class Window implements Gauge.Cursor {
  private static final int LEAVES = 1;
  private static final int TOTAL = 2;
  private static final int NUMBERS = TOTAL + ExactSum.CELLS;

  /** How many entries that leave next are looked at to find the one that matters. */
  private static final int AHEAD = 32;

  /** Stands for no entry. */
  private static final int NONE = -1;

  private final Fact.Kind kind;
  private final long within;
  private final int log;
  private final int column;
  private final int cell;
  private final int object;

  Window(Fact fact, int log, int column, Cells cells) {
    kind = fact.kind();
    within = Objects.requireNonNull(fact.within()).toMillis();
    this.log = log;
    this.column = column;
    cell = cells.numbers(TOTAL);
    int total =
        switch (kind) {
          case COUNT, ATTAINED, MISSED, FIRST, LAST -> 0;
          case MIN, MAX, LATEST, DISTINCT -> 1;
          case SUM -> ExactSum.CELLS;
          case MEAN, RATE -> ExactSum.CELLS + 1;
          case STREAK, TREND, OPEN -> throw new IllegalArgumentException("no window: " + kind);
        };
    cells.numbers(total);
    object = kind == Fact.Kind.DISTINCT ? cells.object() : -1;
  }

  @Override
  public @Nullable Object value(Memory memory, long now) {
    SignalLog signals = advance(memory, now);
    long[] cells = memory.cells;
    return switch (kind) {
      case COUNT, ATTAINED, MISSED -> (long) size(cells);
      case DISTINCT -> cells[cell + TOTAL];
      case SUM -> ExactSum.toDouble(cells, cell + TOTAL);
      case MEAN, RATE -> numbers(cells) == 0 ? null : (Object) mean(cells);
      case MIN, MAX -> chosen(cells) < 0 ? null : (Object) number(signals, chosen(cells));
      case FIRST -> isEmpty(cells) ? null : Instant.ofEpochMilli(signals.time(from(cells)));
      case LAST -> isEmpty(cells) ? null : Instant.ofEpochMilli(signals.time(to(cells) - 1));
      case LATEST -> chosen(cells) < 0 ? null : signals.value(column, chosen(cells));
      case STREAK, TREND, OPEN -> null;
    };
  }

  @Override
  public double number(Memory memory, long now) {
    SignalLog signals = advance(memory, now);
    long[] cells = memory.cells;
    return switch (kind) {
      case COUNT, ATTAINED, MISSED -> size(cells);
      case DISTINCT -> cells[cell + TOTAL];
      case SUM -> ExactSum.toDouble(cells, cell + TOTAL);
      case MEAN, RATE -> numbers(cells) == 0 ? Double.NaN : mean(cells);
      case MIN, MAX -> chosen(cells) < 0 ? Double.NaN : number(signals, chosen(cells));
      case FIRST, LAST, STREAK, TREND, OPEN -> Double.NaN;
      case LATEST ->
          chosen(cells) >= 0 && signals.value(column, chosen(cells)) instanceof Number number
              ? number.doubleValue()
              : Double.NaN;
    };
  }

  @Override
  public long nextChange(Memory memory, long now) {
    SignalLog signals = advance(memory, now);
    long[] cells = memory.cells;
    if (isEmpty(cells)) {
      return NEVER;
    }
    return switch (kind) {
      case LAST -> signals.time(to(cells) - 1) + within;
      case LATEST -> chosen(cells) < 0 ? NEVER : signals.time(chosen(cells)) + within;
      case COUNT, ATTAINED, MISSED, SUM, MIN, MAX, MEAN, RATE, FIRST, DISTINCT ->
          cells[cell + LEAVES];
      case STREAK, TREND, OPEN -> NEVER;
    };
  }

  @Override
  public long nextTurn(Memory memory, Sensitivity.Threshold comparison, long now) {
    SignalLog signals = advance(memory, now);
    long[] cells = memory.cells;
    int turning =
        switch (kind) {
          case COUNT, ATTAINED, MISSED -> turningCount(cells, comparison);
          case SUM, MEAN, RATE -> turningSum(cells, signals, comparison);
          case DISTINCT -> turningCode(memory, signals);
          case MIN, MAX, LATEST -> chosen(cells);
          case FIRST -> isEmpty(cells) ? NONE : from(cells);
          case LAST -> isEmpty(cells) ? NONE : to(cells) - 1;
          case STREAK, TREND, OPEN -> NONE;
        };
    return turning < 0 ? NEVER : signals.time(turning) + within;
  }

  @Override
  public Signal.@Nullable Address turnedAt(Memory memory, long due) {
    return memory.log(log).at(due - within, memory.senders);
  }

  @Override
  public long counted(Memory memory, long now) {
    advance(memory, now);
    return size(memory.cells);
  }

  @Override
  public void newest(Memory memory, long now, int most, List<Signal.Address> into) {
    SignalLog signals = advance(memory, now);
    int to = to(memory.cells);
    for (int i = to - 1; i >= from(memory.cells) && i >= to - most; i--) {
      into.add(signals.address(i, memory.senders));
    }
  }

  /** The entry whose leaving turns a comparison of the count; {@link #NONE} if none does. */
  private int turningCount(long[] cells, Sensitivity.Threshold comparison) {
    int count = size(cells);
    double limit = comparison.limit();
    int turned =
        switch (comparison.operator()) {
          case AT_LEAST, LESS -> count >= limit ? (int) StrictMath.ceil(limit) - 1 : NONE;
          case MORE, AT_MOST -> count > limit ? (int) StrictMath.floor(limit) : NONE;
          case EQUAL, UNEQUAL -> {
            if (limit != StrictMath.rint(limit) || count < limit) {
              yield NONE;
            }
            yield count == limit ? (int) limit - 1 : (int) limit;
          }
        };
    return turned < 0 ? NONE : to(cells) - 1 - turned;
  }

  /** The first entry whose leaving turns a comparison of the sum or mean, as far as is looked. */
  private int turningSum(long[] cells, SignalLog signals, Sensitivity.Threshold comparison) {
    int from = from(cells);
    int to = to(cells);
    if (from == to || !ExactSum.isLong(cells, cell + TOTAL)) {
      return from == to ? NONE : from;
    }
    long sum = cells[cell + TOTAL];
    long numbers = kind == Fact.Kind.SUM ? 1 : numbers(cells);
    boolean holds = comparison.holds(Micros.toDouble(sum) / numbers);
    int end = Math.min(to, from + AHEAD);
    for (int i = from; i < end; i++) {
      long number = signals.number(column, i);
      if (number != Micros.ABSENT) {
        long rest = sum - number;
        boolean overflows = ((sum ^ number) & (sum ^ rest)) < 0;
        sum = rest;
        numbers -= kind == Fact.Kind.SUM ? 0 : 1;
        if (overflows
            || numbers == 0
            || comparison.holds(Micros.toDouble(sum) / numbers) != holds) {
          return i;
        }
      }
    }
    return end < to ? end : NONE;
  }

  /** The first entry that may be the last of its value, as far as is looked. */
  private int turningCode(Memory memory, SignalLog signals) {
    int from = from(memory.cells);
    int to = to(memory.cells);
    int end = Math.min(to, from + AHEAD);
    for (int i = from; i < end; i++) {
      int code = signals.code(column, i);
      if (code != 0 && memory.objects[object] instanceof int[] met && met[code] <= i - from + 1) {
        return i;
      }
    }
    return end < to ? end : NONE;
  }

  @Override
  public void letGo(Memory memory, long now) {
    if (to(memory.cells) != 0) {
      advance(memory, now);
    }
  }

  @Override
  public void forgetCodes(Memory memory) {
    if (object >= 0) {
      Arrays.fill(memory.cells, cell, cell + TOTAL + 1, 0);
      memory.objects[object] = null;
    }
  }

  /** Brings the cursor to {@code now}: what has come enters, what is too old leaves. */
  private SignalLog advance(Memory memory, long now) {
    SignalLog signals = memory.log(log);
    long[] cells = memory.cells;
    int from = from(cells);
    int to = to(cells);
    int end = signals.end();
    if (to == end && (from == to || cells[cell + LEAVES] > now)) {
      return signals;
    }
    if (to == 0) {
      from = signals.firstAfter(now - within);
      to = from;
    }
    boolean wasEmpty = from == to;
    if (countsOnly()) {
      to = end;
    }
    while (to < end) {
      enter(memory, signals, to++);
    }
    if (wasEmpty || cells[cell + LEAVES] <= now) {
      while (from < to && signals.time(from) + within <= now) {
        leave(memory, signals, from++, to);
      }
      cells[cell + LEAVES] = from < to ? signals.time(from) + within : NEVER;
    }
    cells[cell] = (long) from << 32 | to;
    return signals;
  }

  private boolean countsOnly() {
    return isCount() || kind == Fact.Kind.FIRST || kind == Fact.Kind.LAST;
  }

  private boolean isCount() {
    return kind == Fact.Kind.COUNT || kind == Fact.Kind.ATTAINED || kind == Fact.Kind.MISSED;
  }

  private void enter(Memory memory, SignalLog signals, int index) {
    long[] cells = memory.cells;
    switch (kind) {
      case SUM, MEAN, RATE -> addNumber(cells, signals.number(column, index));
      case MIN, MAX -> challenge(cells, signals, index);
      case LATEST -> {
        if (signals.code(column, index) != 0) {
          choose(cells, index);
        }
      }
      case DISTINCT -> addCode(memory, signals.code(column, index));
      case COUNT, ATTAINED, MISSED, FIRST, LAST, STREAK, TREND, OPEN -> {}
    }
  }

  private void leave(Memory memory, SignalLog signals, int index, int to) {
    long[] cells = memory.cells;
    switch (kind) {
      case SUM, MEAN, RATE -> removeNumber(cells, signals.number(column, index));
      case MIN, MAX -> {
        if (index == chosen(cells)) {
          choose(cells, -1);
          for (int i = index + 1; i < to; i++) {
            challenge(cells, signals, i);
          }
        }
      }
      case LATEST -> {
        if (index == chosen(cells)) {
          choose(cells, -1);
        }
      }
      case DISTINCT -> removeCode(memory, signals.code(column, index));
      case COUNT, ATTAINED, MISSED, FIRST, LAST, STREAK, TREND, OPEN -> {}
    }
  }

  private void addNumber(long[] cells, long number) {
    if (number != Micros.ABSENT) {
      ExactSum.add(cells, cell + TOTAL, number);
      count(cells, 1);
    }
  }

  private void removeNumber(long[] cells, long number) {
    if (number != Micros.ABSENT) {
      ExactSum.remove(cells, cell + TOTAL, number);
      count(cells, -1);
    }
  }

  private void count(long[] cells, int more) {
    if (kind == Fact.Kind.MEAN || kind == Fact.Kind.RATE) {
      cells[cell + NUMBERS] += more;
    }
  }

  /** The later of two equals wins, for it stays longer. */
  private void challenge(long[] cells, SignalLog signals, int index) {
    long number = signals.number(column, index);
    if (number == Micros.ABSENT) {
      return;
    }
    int chosen = chosen(cells);
    if (chosen < 0
        || (kind == Fact.Kind.MIN
            ? number <= signals.number(column, chosen)
            : number >= signals.number(column, chosen))) {
      choose(cells, index);
    }
  }

  private void addCode(Memory memory, int code) {
    if (code == 0) {
      return;
    }
    int[] met = memory.objects[object] instanceof int[] counts ? counts : new int[4];
    if (code >= met.length) {
      met = Arrays.copyOf(met, Math.max(code + 1, met.length * 2));
    }
    memory.objects[object] = met;
    if (met[code]++ == 0) {
      memory.cells[cell + TOTAL]++;
    }
  }

  private void removeCode(Memory memory, int code) {
    if (code != 0 && memory.objects[object] instanceof int[] met && --met[code] == 0) {
      memory.cells[cell + TOTAL]--;
    }
  }

  private int from(long[] cells) {
    return (int) (cells[cell] >>> 32);
  }

  private int to(long[] cells) {
    return (int) cells[cell];
  }

  private int size(long[] cells) {
    return to(cells) - from(cells);
  }

  private boolean isEmpty(long[] cells) {
    return size(cells) == 0;
  }

  private int chosen(long[] cells) {
    return (int) cells[cell + TOTAL] - 1;
  }

  private void choose(long[] cells, int index) {
    cells[cell + TOTAL] = index + 1L;
  }

  private long numbers(long[] cells) {
    return cells[cell + NUMBERS];
  }

  private double mean(long[] cells) {
    return ExactSum.toDouble(cells, cell + TOTAL) / numbers(cells);
  }

  private double number(SignalLog signals, int index) {
    return Micros.toDouble(signals.number(column, index));
  }
}
