package dev.attune.step;

import dev.attune.customer.Signal;
import dev.attune.playbook.Fact;
import dev.attune.playbook.Reads.Sensitivity;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * This window's count minus the one before: a signal at {@code s} counts once up in {@code [s, s +
 * within)} and once down in {@code [s + within, s + 2 within)}. Two cursors over a shared log.
 *
 * <p>Its first cell holds the index behind the last entry it has seen, 0 until it is first asked;
 * then the oldest entry of the window before, and the oldest of this one.
 */
final class Trend implements Gauge.Cursor {
  private static final int BEFORE = 1;
  private static final int THIS = 2;
  private static final int CELLS = 3;

  private final long within;
  private final int log;
  private final int cell;

  Trend(Fact fact, int log, Cells cells) {
    within = Objects.requireNonNull(fact.within()).toMillis();
    this.log = log;
    cell = cells.numbers(CELLS);
  }

  @Override
  public Object value(Memory memory, long now) {
    return difference(memory, now);
  }

  @Override
  public double number(Memory memory, long now) {
    return difference(memory, now);
  }

  @Override
  public long nextChange(Memory memory, long now) {
    SignalLog signals = advance(memory, now);
    int before = (int) memory.cells[cell + BEFORE];
    int present = (int) memory.cells[cell + THIS];
    long leaves = present < signals.end() ? signals.time(present) + within : NEVER;
    return before < present ? Math.min(leaves, signals.time(before) + 2 * within) : leaves;
  }

  @Override
  public long nextTurn(Memory memory, Sensitivity.Threshold comparison, long now) {
    return nextChange(memory, now);
  }

  @Override
  public Signal.@Nullable Address turnedAt(Memory memory, long due) {
    SignalLog signals = memory.log(log);
    Signal.Address left = signals.at(due - within, memory.senders);
    return left != null ? left : signals.at(due - 2 * within, memory.senders);
  }

  @Override
  public long counted(Memory memory, long now) {
    SignalLog signals = advance(memory, now);
    return signals.end() - memory.cells[cell + BEFORE];
  }

  @Override
  public void newest(Memory memory, long now, int most, List<Signal.Address> into) {
    SignalLog signals = advance(memory, now);
    long first = memory.cells[cell + BEFORE];
    for (int i = signals.end() - 1; i >= first && i >= signals.end() - most; i--) {
      into.add(signals.address(i, memory.senders));
    }
  }

  @Override
  public void letGo(Memory memory, long now) {
    if (memory.cells[cell] != 0) {
      advance(memory, now);
    }
  }

  @Override
  public void forgetCodes(Memory memory) {} // reads no values

  private long difference(Memory memory, long now) {
    SignalLog signals = advance(memory, now);
    long present = memory.cells[cell + THIS];
    return (signals.end() - present) - (present - memory.cells[cell + BEFORE]);
  }

  private SignalLog advance(Memory memory, long now) {
    SignalLog signals = memory.log(log);
    long[] cells = memory.cells;
    int before = (int) cells[cell + BEFORE];
    int present = (int) cells[cell + THIS];
    if (cells[cell] == 0) {
      before = signals.firstAfter(now - 2 * within);
      present = signals.firstAfter(now - within);
    }
    while (present < signals.end() && signals.time(present) + within <= now) {
      present++;
    }
    while (before < present && signals.time(before) + 2 * within <= now) {
      before++;
    }
    cells[cell] = signals.end();
    cells[cell + BEFORE] = before;
    cells[cell + THIS] = present;
    return signals;
  }
}
