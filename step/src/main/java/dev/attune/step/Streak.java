package dev.attune.step;

import dev.attune.customer.Signal;
import dev.attune.playbook.Fact;
import dev.attune.playbook.Fact.Unit;
import dev.attune.playbook.Reads.Sensitivity;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How many days, or weeks, in a row had at least one signal: those that end with the present one or
 * with the one before it, for a day is not left out until it is over. Days are those of the
 * playbook's zone, weeks begin on Monday (ISO 8601).
 *
 * <p>Its cells: how many in a row; when the last of them ends, and when the one behind it does, at
 * which the streak breaks; the first signal of the last, when and who; and how many signals there
 * ever were.
 */
final class Streak implements Gauge.Total {
  private static final int ENDS = 1;
  private static final int BREAKS = 2;
  private static final int SET_AT = 3;
  private static final int SET_BY = 4;
  private static final int COUNT = 5;
  private static final int CELLS = 6;

  private final Fact fact;
  private final Unit unit;
  private final ZoneId zone;
  private final int cell;

  Streak(Fact fact, ZoneId zone, Cells cells) {
    this.fact = fact;
    unit = Objects.requireNonNull(fact.by());
    this.zone = zone;
    cell = cells.numbers(CELLS);
  }

  @Override
  public Fact fact() {
    return fact;
  }

  @Override
  public void enter(Memory memory, long at, int sender, long micros, @Nullable Object value) {
    long[] cells = memory.cells;
    cells[cell + COUNT]++;
    boolean isRunning = cells[cell] > 0;
    if (isRunning && at < cells[cell + ENDS]) {
      return;
    }
    cells[cell] = isRunning && at < cells[cell + BREAKS] ? cells[cell] + 1 : 1;
    LocalDate first = first(LocalDate.ofInstant(Instant.ofEpochMilli(at), zone));
    cells[cell + ENDS] = start(next(first));
    cells[cell + BREAKS] = start(next(next(first)));
    cells[cell + SET_AT] = at;
    cells[cell + SET_BY] = sender;
  }

  @Override
  public void begin(Memory memory, Lifetime before, int sender) {
    long[] cells = memory.cells;
    LocalDate last = LocalDate.ofEpochDay(before.days.last());
    LocalDate first = last;
    long length = 1;
    while (before.days.contains(previous(first).toEpochDay())) {
      first = previous(first);
      length++;
    }
    cells[cell] = length;
    cells[cell + ENDS] = start(next(last));
    cells[cell + BREAKS] = start(next(next(last)));
    cells[cell + SET_AT] = Objects.requireNonNull(before.last).at();
    cells[cell + SET_BY] = sender;
    cells[cell + COUNT] = before.count;
  }

  /** The first day of the day or week in which an instant is, since 1970. */
  long dayOf(long at) {
    return first(LocalDate.ofInstant(Instant.ofEpochMilli(at), zone)).toEpochDay();
  }

  @Override
  public Object value(Memory memory, long now) {
    return length(memory, now);
  }

  @Override
  public double number(Memory memory, long now) {
    return length(memory, now);
  }

  @Override
  public long nextChange(Memory memory, long now) {
    return length(memory, now) == 0 ? NEVER : memory.cells[cell + BREAKS];
  }

  @Override
  public long nextTurn(Memory memory, Sensitivity.Threshold comparison, long now) {
    return nextChange(memory, now);
  }

  @Override
  public Signal.@Nullable Address turnedAt(Memory memory, long due) {
    long[] cells = memory.cells;
    return cells[cell] > 0 && cells[cell + BREAKS] == due ? set(memory) : null;
  }

  @Override
  public long counted(Memory memory, long now) {
    return memory.cells[cell + COUNT];
  }

  @Override
  public void newest(Memory memory, long now, int most, List<Signal.Address> into) {
    if (memory.cells[cell] > 0 && most > 0) {
      into.add(set(memory));
    }
  }

  @Override
  public int size(Memory memory) {
    return 0;
  }

  @Override
  public void write(Memory memory, Encoder out) {
    long[] cells = memory.cells;
    out.count(cells[cell]);
    if (cells[cell] > 0) {
      out.whole(cells[cell + SET_AT]);
      out.whole(cells[cell + ENDS] - cells[cell + SET_AT]);
      out.whole(cells[cell + BREAKS] - cells[cell + ENDS]);
      out.count(cells[cell + SET_BY]);
      out.count(cells[cell + COUNT]);
    }
  }

  @Override
  public void read(Memory memory, Decoder in) {
    long[] cells = memory.cells;
    cells[cell] = in.count();
    if (cells[cell] > 0) {
      cells[cell + SET_AT] = in.whole();
      cells[cell + ENDS] = cells[cell + SET_AT] + in.whole();
      cells[cell + BREAKS] = cells[cell + ENDS] + in.whole();
      cells[cell + SET_BY] = in.size();
      cells[cell + COUNT] = in.count();
    }
  }

  private long length(Memory memory, long now) {
    return now < memory.cells[cell + BREAKS] ? memory.cells[cell] : 0;
  }

  private Signal.Address set(Memory memory) {
    long[] cells = memory.cells;
    return new Signal.Address(
        memory.senders.id((int) cells[cell + SET_BY]), Instant.ofEpochMilli(cells[cell + SET_AT]));
  }

  /** The first day of the day or week that a day is in. */
  private LocalDate first(LocalDate day) {
    return switch (unit) {
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    };
  }

  private LocalDate previous(LocalDate first) {
    return switch (unit) {
      case DAY -> first.minusDays(1);
      case WEEK -> first.minusWeeks(1);
    };
  }

  private LocalDate next(LocalDate first) {
    return switch (unit) {
      case DAY -> first.plusDays(1);
      case WEEK -> first.plusWeeks(1);
    };
  }

  private long start(LocalDate day) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
