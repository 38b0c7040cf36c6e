package dev.attune.step;

import dev.attune.customer.Signal;
import dev.attune.playbook.Fact;
import dev.attune.playbook.Reads.Sensitivity;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fact over everything so far: a total that only grows. Time alone never changes it. Of its
 * signals it remembers how many and the last; a timeline tells the rest.
 *
 * <p>Its cells: how many, when the last was, who sent it; then a sum, or the smallest, largest or
 * first. What is latest or different it keeps as an object.
 */
final class Tally implements Gauge {
  private static final int LAST_AT = 1;
  private static final int LAST_SENDER = 2;
  private static final int TOTAL = 3;

  private final Fact fact;
  private final int cell;
  private final int object;

  Tally(Fact fact, Cells cells) {
    this.fact = fact;
    cell = cells.numbers(TOTAL);
    int total =
        switch (fact.kind()) {
          case COUNT, LAST, LATEST, DISTINCT -> 0;
          case MIN, MAX, FIRST -> 1;
          case SUM, MEAN -> ExactSum.CELLS;
        };
    cells.numbers(total);
    object = fact.kind() == Fact.Kind.LATEST || isDistinct() ? cells.object() : -1;
  }

  Fact fact() {
    return fact;
  }

  /** Counts a signal that has what the fact reads; {@code micros} and {@code value} are that. */
  void enter(State state, int sender, long micros, @Nullable Object value) {
    long[] cells = state.cells;
    long at = state.lastAt;
    boolean isFirst = cells[cell]++ == 0;
    cells[cell + LAST_AT] = at;
    cells[cell + LAST_SENDER] = sender;
    int total = cell + TOTAL;
    switch (fact.kind()) {
      case SUM, MEAN -> ExactSum.add(cells, total, micros);
      case MIN -> cells[total] = isFirst ? micros : Math.min(cells[total], micros);
      case MAX -> cells[total] = isFirst ? micros : Math.max(cells[total], micros);
      case FIRST -> cells[total] = isFirst ? at : cells[total];
      case LATEST -> state.objects[object] = value;
      case DISTINCT -> different(state).add(Objects.requireNonNull(value));
      case COUNT, LAST -> {}
    }
  }

  @Override
  public @Nullable Object value(State state, long now) {
    long[] cells = state.cells;
    long count = cells[cell];
    int total = cell + TOTAL;
    return switch (fact.kind()) {
      case COUNT -> count;
      case DISTINCT -> (long) size(state);
      case SUM -> ExactSum.toDouble(cells, total);
      case MEAN -> count == 0 ? null : (Object) (ExactSum.toDouble(cells, total) / count);
      case MIN, MAX -> count == 0 ? null : (Object) Micros.toDouble(cells[total]);
      case FIRST -> count == 0 ? null : Instant.ofEpochMilli(cells[total]);
      case LAST -> count == 0 ? null : Instant.ofEpochMilli(cells[cell + LAST_AT]);
      case LATEST -> state.objects[object];
    };
  }

  @Override
  public double number(State state, long now) {
    long[] cells = state.cells;
    long count = cells[cell];
    int total = cell + TOTAL;
    return switch (fact.kind()) {
      case COUNT -> count;
      case DISTINCT -> size(state);
      case SUM -> ExactSum.toDouble(cells, total);
      case MEAN -> count == 0 ? Double.NaN : ExactSum.toDouble(cells, total) / count;
      case MIN, MAX -> count == 0 ? Double.NaN : Micros.toDouble(cells[total]);
      case FIRST, LAST -> Double.NaN;
      case LATEST ->
          state.objects[object] instanceof Number number ? number.doubleValue() : Double.NaN;
    };
  }

  @Override
  public long nextChange(State state, long now) {
    return NEVER;
  }

  @Override
  public long nextTurn(State state, Sensitivity.Threshold comparison, long now) {
    return NEVER;
  }

  @Override
  public int leavesAt(State state, long due) {
    return -1;
  }

  @Override
  public long counted(State state, long now) {
    return state.cells[cell];
  }

  @Override
  public void newest(State state, long now, int most, List<Signal.Address> into) {
    long[] cells = state.cells;
    if (cells[cell] > 0 && most > 0) {
      into.add(
          new Signal.Address(
              state.senders.id((int) cells[cell + LAST_SENDER]),
              Instant.ofEpochMilli(cells[cell + LAST_AT])));
    }
  }

  /** How many things it must remember; more than a handful only for distinct. */
  int size(State state) {
    return isDistinct() && state.objects[object] instanceof Set<?> different ? different.size() : 0;
  }

  void write(State state, Encoder out) {
    long[] cells = state.cells;
    out.count(cells[cell]);
    if (cells[cell] == 0) {
      return;
    }
    out.whole(cells[cell + LAST_AT]);
    out.count(cells[cell + LAST_SENDER]);
    int total = cell + TOTAL;
    switch (fact.kind()) {
      case SUM, MEAN -> {
        out.whole(cells[total + 1]);
        out.whole(cells[total]);
      }
      case MIN, MAX, FIRST -> out.whole(cells[total]);
      case LATEST -> out.value(state.objects[object]);
      case DISTINCT -> {
        out.count(size(state));
        different(state).forEach(out::value);
      }
      case COUNT, LAST -> {}
    }
  }

  void read(State state, Decoder in) {
    long[] cells = state.cells;
    cells[cell] = in.count();
    if (cells[cell] == 0) {
      return;
    }
    cells[cell + LAST_AT] = in.whole();
    cells[cell + LAST_SENDER] = in.size();
    int total = cell + TOTAL;
    switch (fact.kind()) {
      case SUM, MEAN -> {
        cells[total + 1] = in.whole();
        cells[total] = in.whole();
      }
      case MIN, MAX, FIRST -> cells[total] = in.whole();
      case LATEST -> state.objects[object] = in.value();
      case DISTINCT -> {
        for (int left = in.size(); left > 0; left--) {
          different(state).add(Objects.requireNonNull(in.value()));
        }
      }
      case COUNT, LAST -> {}
    }
  }

  private boolean isDistinct() {
    return fact.kind() == Fact.Kind.DISTINCT;
  }

  @SuppressWarnings("unchecked") // only this tally puts anything in its own place
  private Set<Object> different(State state) {
    Object different = state.objects[object];
    if (different == null) {
      different = new LinkedHashSet<>();
      state.objects[object] = different;
    }
    return (Set<Object>) different;
  }
}
