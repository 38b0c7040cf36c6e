package dev.attune.step;

import dev.attune.playbook.Condition;
import dev.attune.playbook.Fact;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The signals that a family of facts reads: those of one event of which one condition holds. Facts
 * with the same two share the stream, whatever their windows. Immutable.
 */
final class StreamPlan {
  final int index;
  final String event;
  final @Nullable Condition where;

  /** The longest window in milliseconds; 0 if no fact here has a window. */
  final long retention;

  final List<Fact> facts;

  /** The properties kept of each entry, only for facts with windows. */
  final List<Column> columns;

  final SignalLog.Shape shape;
  final List<Window> windows;
  final List<Tally> tallies;

  /** The watches that a new entry may turn. */
  final BitSet watches;

  /** A property of each entry, as millionths or as it is; {@code index} among its like. */
  record Column(List<String> path, boolean number, int index) {}

  private StreamPlan(
      int index, List<Fact> facts, Dependents dependents, Cells cells, Gauge[] gauges) {
    this.index = index;
    this.facts = List.copyOf(facts);
    event = facts.getFirst().event();
    where = facts.getFirst().where();
    retention =
        facts.stream()
            .mapToLong(fact -> fact.within() == null ? 0 : fact.within().toMillis())
            .max()
            .orElse(0);
    columns = columns(facts);
    int numbers = (int) columns.stream().filter(Column::number).count();
    shape = SignalLog.Shape.of(columns.size() - numbers, numbers);
    watches = new BitSet();
    facts.forEach(fact -> watches.or(dependents.onFact(fact)));
    List<Window> windows = new ArrayList<>();
    List<Tally> tallies = new ArrayList<>();
    for (Fact fact : facts) {
      if (fact.within() == null) {
        Tally tally = new Tally(fact, cells);
        tallies.add(tally);
        gauges[fact.index()] = tally;
      } else {
        Window window = new Window(fact, index, column(fact), cells);
        windows.add(window);
        gauges[fact.index()] = window;
      }
    }
    this.windows = List.copyOf(windows);
    this.tallies = List.copyOf(tallies);
  }

  static boolean isNumber(Fact.Kind kind) {
    return switch (kind) {
      case SUM, MIN, MAX, MEAN -> true;
      case COUNT, FIRST, LAST, LATEST, DISTINCT -> false;
    };
  }

  /**
   * Groups facts into streams, in the order of their first fact.
   *
   * @param gauges filled with one for each fact
   */
  static List<StreamPlan> of(List<Fact> facts, Dependents dependents, Cells cells, Gauge[] gauges) {
    List<List<Fact>> groups = new ArrayList<>();
    for (Fact fact : facts) {
      groups.stream()
          .filter(group -> sameStream(group.getFirst(), fact))
          .findFirst()
          .ifPresentOrElse(group -> group.add(fact), () -> groups.add(newGroup(fact)));
    }
    List<StreamPlan> plans = new ArrayList<>();
    for (List<Fact> group : groups) {
      plans.add(new StreamPlan(plans.size(), group, dependents, cells, gauges));
    }
    return List.copyOf(plans);
  }

  /** The column that holds what {@code fact} reads, or -1 if it reads none. */
  private int column(Fact fact) {
    if (fact.of() == null) {
      return -1;
    }
    for (Column column : columns) {
      if (column.number == isNumber(fact.kind()) && column.path.equals(fact.of())) {
        return column.index;
      }
    }
    throw new IllegalStateException("no column for fact " + fact.name());
  }

  private static List<Column> columns(List<Fact> facts) {
    List<Column> columns = new ArrayList<>();
    for (Fact fact : facts) {
      List<String> path = fact.of();
      boolean number = isNumber(fact.kind());
      boolean isNew = columns.stream().noneMatch(c -> c.path.equals(path) && c.number == number);
      if (fact.within() != null && path != null && isNew) {
        int index = (int) columns.stream().filter(c -> c.number == number).count();
        columns.add(new Column(path, number, index));
      }
    }
    return List.copyOf(columns);
  }

  private static List<Fact> newGroup(Fact fact) {
    List<Fact> group = new ArrayList<>();
    group.add(fact);
    return group;
  }

  private static boolean sameStream(Fact one, Fact other) {
    return one.event().equals(other.event())
        && Objects.equals(textOf(one.where()), textOf(other.where()));
  }

  private static @Nullable String textOf(@Nullable Condition condition) {
    return condition == null ? null : condition.text();
  }
}
