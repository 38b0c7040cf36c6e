package dev.attune.step;

import dev.attune.customer.Id;
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
final class Tally implements Gauge.Total {
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
          case COUNT, ATTAINED, MISSED, LAST, LATEST, DISTINCT -> 0;
          case MIN, MAX, FIRST -> 1;
          case SUM, MEAN, RATE -> ExactSum.CELLS;
          case STREAK, TREND, OPEN -> throw new IllegalArgumentException("no tally: " + fact);
        };
    cells.numbers(total);
    object = fact.kind() == Fact.Kind.LATEST || isDistinct() ? cells.object() : -1;
  }

  @Override
  public Fact fact() {
    return fact;
  }

  @Override
  public void enter(Memory memory, long at, int sender, long micros, @Nullable Object value) {
    long[] cells = memory.cells;
    boolean isFirst = cells[cell]++ == 0;
    cells[cell + LAST_AT] = at;
    cells[cell + LAST_SENDER] = sender;
    int total = cell + TOTAL;
    switch (fact.kind()) {
      case SUM, MEAN, RATE -> ExactSum.add(cells, total, micros);
      case MIN -> cells[total] = isFirst ? micros : Math.min(cells[total], micros);
      case MAX -> cells[total] = isFirst ? micros : Math.max(cells[total], micros);
      case FIRST -> cells[total] = isFirst ? at : cells[total];
      case LATEST -> memory.objects[object] = value;
      case DISTINCT -> different(memory).add(Objects.requireNonNull(value));
      case COUNT, ATTAINED, MISSED, LAST, STREAK, TREND, OPEN -> {}
    }
  }

  @Override
  public void begin(Memory memory, Lifetime before, int sender) {
    long[] cells = memory.cells;
    cells[cell] = before.count;
    cells[cell + LAST_AT] = Objects.requireNonNull(before.last).at();
    cells[cell + LAST_SENDER] = sender;
    int total = cell + TOTAL;
    switch (fact.kind()) {
      case SUM, MEAN, RATE -> {
        cells[total] = before.sum.longValue();
        cells[total + 1] = before.sum.shiftRight(Long.SIZE).longValue();
      }
      case MIN -> cells[total] = Objects.requireNonNull(before.least);
      case MAX -> cells[total] = Objects.requireNonNull(before.most);
      case FIRST -> cells[total] = before.first;
      case LATEST -> memory.objects[object] = before.latest;
      case DISTINCT -> different(memory).addAll(before.different);
      case COUNT, ATTAINED, MISSED, LAST, STREAK, TREND, OPEN -> {}
    }
  }

  /** What the ends of a goal meant so far. */
  Lifetime ofGoal(Memory memory) {
    long[] cells = memory.cells;
    Lifetime ends = new Lifetime();
    ends.count = cells[cell];
    if (ends.count > 0) {
      Id sender = memory.senders.id((int) cells[cell + LAST_SENDER]);
      ends.last = new Mark(cells[cell + LAST_AT], 0, "", sender);
      ends.first = cells[cell + LAST_AT];
    }
    if (fact.kind() == Fact.Kind.RATE) {
      ends.sum = ExactSum.toWhole(cells, cell + TOTAL);
    }
    return ends;
  }

  @Override
  public @Nullable Object value(Memory memory, long now) {
    long[] cells = memory.cells;
    long count = cells[cell];
    int total = cell + TOTAL;
    return switch (fact.kind()) {
      case COUNT, ATTAINED, MISSED -> count;
      case DISTINCT -> (long) size(memory);
      case SUM -> ExactSum.toDouble(cells, total);
      case MEAN, RATE -> count == 0 ? null : (Object) (ExactSum.toDouble(cells, total) / count);
      case MIN, MAX -> count == 0 ? null : (Object) Micros.toDouble(cells[total]);
      case FIRST -> count == 0 ? null : Instant.ofEpochMilli(cells[total]);
      case LAST -> count == 0 ? null : Instant.ofEpochMilli(cells[cell + LAST_AT]);
      case LATEST -> memory.objects[object];
      case STREAK, TREND, OPEN -> null;
    };
  }

  @Override
  public double number(Memory memory, long now) {
    long[] cells = memory.cells;
    long count = cells[cell];
    int total = cell + TOTAL;
    return switch (fact.kind()) {
      case COUNT, ATTAINED, MISSED -> count;
      case DISTINCT -> size(memory);
      case SUM -> ExactSum.toDouble(cells, total);
      case MEAN, RATE -> count == 0 ? Double.NaN : ExactSum.toDouble(cells, total) / count;
      case MIN, MAX -> count == 0 ? Double.NaN : Micros.toDouble(cells[total]);
      case FIRST, LAST, STREAK, TREND, OPEN -> Double.NaN;
      case LATEST ->
          memory.objects[object] instanceof Number number ? number.doubleValue() : Double.NaN;
    };
  }

  @Override
  public long nextChange(Memory memory, long now) {
    return NEVER;
  }

  @Override
  public long nextTurn(Memory memory, Sensitivity.Threshold comparison, long now) {
    return NEVER;
  }

  @Override
  public Signal.@Nullable Address turnedAt(Memory memory, long due) {
    return null;
  }

  @Override
  public long counted(Memory memory, long now) {
    return memory.cells[cell];
  }

  @Override
  public void newest(Memory memory, long now, int most, List<Signal.Address> into) {
    long[] cells = memory.cells;
    if (cells[cell] > 0 && most > 0) {
      into.add(
          new Signal.Address(
              memory.senders.id((int) cells[cell + LAST_SENDER]),
              Instant.ofEpochMilli(cells[cell + LAST_AT])));
    }
  }

  @Override
  public int size(Memory memory) {
    return isDistinct() && memory.objects[object] instanceof Set<?> different
        ? different.size()
        : 0;
  }

  @Override
  public void write(Memory memory, Encoder out) {
    long[] cells = memory.cells;
    out.count(cells[cell]);
    if (cells[cell] == 0) {
      return;
    }
    out.whole(cells[cell + LAST_AT]);
    out.count(cells[cell + LAST_SENDER]);
    int total = cell + TOTAL;
    switch (fact.kind()) {
      case SUM, MEAN, RATE -> {
        out.whole(cells[total + 1]);
        out.whole(cells[total]);
      }
      case MIN, MAX, FIRST -> out.whole(cells[total]);
      case LATEST -> out.value(memory.objects[object]);
      case DISTINCT -> {
        out.count(size(memory));
        different(memory).forEach(out::value);
      }
      case COUNT, ATTAINED, MISSED, LAST, STREAK, TREND, OPEN -> {}
    }
  }

  @Override
  public void read(Memory memory, Decoder in) {
    long[] cells = memory.cells;
    cells[cell] = in.count();
    if (cells[cell] == 0) {
      return;
    }
    cells[cell + LAST_AT] = in.whole();
    cells[cell + LAST_SENDER] = in.size();
    int total = cell + TOTAL;
    switch (fact.kind()) {
      case SUM, MEAN, RATE -> {
        cells[total + 1] = in.whole();
        cells[total] = in.whole();
      }
      case MIN, MAX, FIRST -> cells[total] = in.whole();
      case LATEST -> memory.objects[object] = in.value();
      case DISTINCT -> {
        for (int left = in.size(); left > 0; left--) {
          different(memory).add(Objects.requireNonNull(in.value()));
        }
      }
      case COUNT, ATTAINED, MISSED, LAST, STREAK, TREND, OPEN -> {}
    }
  }

  private boolean isDistinct() {
    return fact.kind() == Fact.Kind.DISTINCT;
  }

  @SuppressWarnings("unchecked") // only this tally puts anything in its own place
  private Set<Object> different(Memory memory) {
    Object different = memory.objects[object];
    if (different == null) {
      different = new LinkedHashSet<>();
      memory.objects[object] = different;
    }
    return (Set<Object>) different;
  }
}
