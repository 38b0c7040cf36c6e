package dev.attune.step;

import dev.attune.playbook.Condition;
import dev.attune.playbook.Fact;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The signals that a family of facts reads: those of one event of which one condition holds, or the
 * ends of one goal's instances. Facts with the same two share the stream, whatever their windows.
 * With {@code per} there is a memory for each key, else all share the customer's. Immutable.
 */
final class StreamPlan {
  final int index;

  /** What facts with this stream have in common, which they read of their first. */
  final Fact family;

  /** Whether there is a memory for each key. */
  final boolean keyed;

  final @Nullable Condition where;

  /** How long an entry is needed, in milliseconds; 0 if no fact here has a window. */
  final long retention;

  final List<Fact> facts;

  /** The properties kept of each entry, only for facts with windows. */
  final List<Column> columns;

  final SignalLog.Shape shape;
  final List<Gauge.Cursor> cursors;
  final List<Gauge.Total> totals;

  /** The watches that a new entry may turn. */
  final BitSet watches;

  /** The log's number in a memory. */
  private final int log;

  /** What the memory of one key holds; of a stream without {@code per} nothing. */
  private final Cells own = new Cells();

  /** A property of each entry, as millionths or as it is; {@code index} among its like. */
  record Column(List<String> path, boolean number, int index) {}

  private StreamPlan(int index, List<Fact> facts, Making making) {
    this.index = index;
    this.facts = List.copyOf(facts);
    family = facts.getFirst();
    where = family.where();
    keyed = family.isMap();
    retention = facts.stream().mapToLong(StreamPlan::retention).max().orElse(0);
    columns = columns(facts);
    int numbers = (int) columns.stream().filter(Column::number).count();
    shape = SignalLog.Shape.of(columns.size() - numbers, numbers);
    watches = new BitSet();
    facts.forEach(fact -> watches.or(making.dependents.onFact(fact)));
    List<Gauge.Cursor> cursors = new ArrayList<>();
    List<Gauge.Total> totals = new ArrayList<>();
    Cells cells = keyed ? own : making.cells;
    log = cells.log(shape);
    for (Fact fact : facts) {
      Gauge gauge = gauge(fact, making.zone, cells);
      making.gauges[fact.index()] = gauge;
      if (gauge instanceof Gauge.Total total) {
        totals.add(total);
      } else if (gauge instanceof Gauge.Cursor cursor) {
        cursors.add(cursor);
      }
    }
    this.cursors = List.copyOf(cursors);
    this.totals = List.copyOf(totals);
  }

  /** What making streams takes. */
  static final class Making {
    private final ZoneId zone;
    private final Dependents dependents;
    private final Cells cells;
    private final Gauge[] gauges;

    /**
     * For facts of one playbook.
     *
     * @param gauges filled with one for each fact
     */
    Making(ZoneId zone, Dependents dependents, Cells cells, Gauge[] gauges) {
      this.zone = zone;
      this.dependents = dependents;
      this.cells = cells;
      this.gauges = gauges;
    }
  }

  /** Whether it reads a goal's ends, not signals. */
  boolean isOfGoal() {
    return family.kind().readsGoal();
  }

  /** The memory of a key that nothing was heard of yet. */
  Memory memory(Senders senders) {
    return new Memory(own, senders);
  }

  /** The log in a memory of this stream. */
  SignalLog log(Memory memory) {
    return memory.log(log);
  }

  /** Lets go of what no window counts any more; every window must have left it before. */
  void letGo(Memory memory, long now) {
    SignalLog log = log(memory);
    for (int i = 0; i < cursors.size(); i++) {
      cursors.get(i).letGo(memory, now);
    }
    log.trim(now - retention);
    if (log.hasStaleCodes()) {
      log.recode();
      cursors.forEach(cursor -> cursor.forgetCodes(memory));
    }
  }

  static boolean isNumber(Fact.Kind kind) {
    return switch (kind) {
      case SUM, MIN, MAX, MEAN, RATE -> true;
      case COUNT, FIRST, LAST, LATEST, DISTINCT, STREAK, TREND, ATTAINED, MISSED, OPEN -> false;
    };
  }

  /** Groups facts into streams, in the order of their first fact. */
  static List<StreamPlan> of(List<Fact> facts, Making making) {
    List<List<Fact>> groups = new ArrayList<>();
    for (Fact fact : facts) {
      if (fact.kind() != Fact.Kind.OPEN) {
        groups.stream()
            .filter(group -> sameStream(group.getFirst(), fact))
            .findFirst()
            .ifPresentOrElse(group -> group.add(fact), () -> groups.add(newGroup(fact)));
      }
    }
    List<StreamPlan> plans = new ArrayList<>();
    for (List<Fact> group : groups) {
      plans.add(new StreamPlan(plans.size(), group, making));
    }
    return List.copyOf(plans);
  }

  private Gauge gauge(Fact fact, ZoneId zone, Cells cells) {
    if (fact.kind() == Fact.Kind.STREAK) {
      return new Streak(fact, zone, cells);
    }
    if (fact.kind() == Fact.Kind.TREND) {
      return new Trend(fact, log, cells);
    }
    return fact.within() == null
        ? new Tally(fact, cells)
        : new Window(fact, log, column(fact), cells);
  }

  private static long retention(Fact fact) {
    long within = fact.within() == null ? 0 : fact.within().toMillis();
    return fact.kind() == Fact.Kind.TREND ? 2 * within : within;
  }

  /** The column that holds what {@code fact} reads, or -1 if it reads none. */
  private int column(Fact fact) {
    List<String> path = path(fact);
    if (path == null) {
      return -1;
    }
    for (Column column : columns) {
      if (column.number == isNumber(fact.kind()) && column.path.equals(path)) {
        return column.index;
      }
    }
    throw new IllegalStateException("no column for fact " + fact.name());
  }

  private static List<Column> columns(List<Fact> facts) {
    List<Column> columns = new ArrayList<>();
    for (Fact fact : facts) {
      List<String> path = path(fact);
      boolean number = isNumber(fact.kind());
      boolean isNew = columns.stream().noneMatch(c -> c.path.equals(path) && c.number == number);
      if (fact.within() != null && path != null && isNew) {
        int index = (int) columns.stream().filter(c -> c.number == number).count();
        columns.add(new Column(path, number, index));
      }
    }
    return List.copyOf(columns);
  }

  /** The path of what a fact reads of an entry; a rate reads how an instance ended. */
  private static @Nullable List<String> path(Fact fact) {
    return fact.kind() == Fact.Kind.RATE ? List.of() : fact.of();
  }

  private static List<Fact> newGroup(Fact fact) {
    List<Fact> group = new ArrayList<>();
    group.add(fact);
    return group;
  }

  private static boolean sameStream(Fact one, Fact other) {
    boolean sameSource =
        (one.kind().readsGoal() || other.kind().readsGoal())
            ? one.kind() == other.kind()
            : Objects.equals(one.per(), other.per());
    return sameSource
        && one.event().equals(other.event())
        && Objects.equals(textOf(one.where()), textOf(other.where()));
  }

  private static @Nullable String textOf(@Nullable Condition condition) {
    return condition == null ? null : condition.text();
  }
}
