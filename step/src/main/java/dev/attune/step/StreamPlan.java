package dev.attune.step;

import dev.attune.playbook.Condition;
import dev.attune.playbook.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The signals that a family of facts reads: those of one event of which one condition holds. Facts
 * with the same two share the stream, whatever their windows.
 *
 * @param retention the longest window in milliseconds; 0 if no fact here has a window
 * @param facts of this stream
 * @param columns the properties kept of each entry, only for facts with windows
 * @param numberColumns how many of them are numbers
 * @param watches indexes of the watches that a new entry may turn
 */
record StreamPlan(
    int index,
    String event,
    @Nullable Condition where,
    long retention,
    List<Fact> facts,
    List<Column> columns,
    int numberColumns,
    List<Integer> watches) {

  /** A property of each entry, as millionths or as it is. */
  record Column(List<String> path, boolean number, int index) {}

  static boolean isNumber(Fact.Kind kind) {
    return switch (kind) {
      case SUM, MIN, MAX, MEAN -> true;
      case COUNT, FIRST, LAST, LATEST, DISTINCT -> false;
    };
  }

  /** Groups facts into streams, in the order of their first fact. */
  static List<StreamPlan> of(List<Fact> facts, Dependents dependents) {
    List<List<Fact>> groups = new ArrayList<>();
    for (Fact fact : facts) {
      groups.stream()
          .filter(group -> sameStream(group.getFirst(), fact))
          .findFirst()
          .ifPresentOrElse(group -> group.add(fact), () -> groups.add(newGroup(fact)));
    }
    List<StreamPlan> plans = new ArrayList<>();
    for (List<Fact> group : groups) {
      plans.add(plan(plans.size(), group, dependents));
    }
    return List.copyOf(plans);
  }

  int valueColumns() {
    return columns.size() - numberColumns;
  }

  /** The column that holds what {@code fact} reads, or -1 if it reads none. */
  int column(Fact fact) {
    if (fact.of() == null) {
      return -1;
    }
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (column.number == isNumber(fact.kind()) && column.path.equals(fact.of())) {
        return column.index;
      }
    }
    throw new IllegalStateException("no column for fact " + fact.name());
  }

  private static StreamPlan plan(int index, List<Fact> group, Dependents dependents) {
    Fact any = group.getFirst();
    long retention = 0;
    List<Column> columns = new ArrayList<>();
    for (Fact fact : group) {
      if (fact.within() != null) {
        retention = Math.max(retention, fact.within().toMillis());
        addColumn(columns, fact);
      }
    }
    List<Integer> watches =
        group.stream().flatMap(f -> dependents.onFact(f).stream()).distinct().sorted().toList();
    int numbers = (int) columns.stream().filter(Column::number).count();
    return new StreamPlan(
        index,
        any.event(),
        any.where(),
        retention,
        List.copyOf(group),
        List.copyOf(columns),
        numbers,
        watches);
  }

  private static void addColumn(List<Column> columns, Fact fact) {
    List<String> path = fact.of();
    boolean number = isNumber(fact.kind());
    if (path == null || columns.stream().anyMatch(c -> c.path.equals(path) && c.number == number)) {
      return;
    }
    int index = (int) columns.stream().filter(c -> c.number == number).count();
    columns.add(new Column(path, number, index));
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
