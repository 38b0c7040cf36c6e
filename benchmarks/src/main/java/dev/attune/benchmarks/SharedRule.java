package dev.attune.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * One rule as Attune and as Esper say it.
 *
 * @param facts the lines of the facts that it reads
 * @param segment the line by which it is a segment, or nothing
 * @param moment the line by which it is a moment, or nothing
 * @param table what Esper shares between statements, as its manual advises for what others look up
 * @param epl Esper's statement, which names the {@code customer}
 */
record SharedRule(
    String name, List<String> facts, String segment, String moment, String table, String epl) {

  /** The happenings of one event in the last days of a customer, and what is added up of them. */
  record Window(String event, boolean isLate, int days, boolean isSum) {
    static Window of(String event, int days) {
      return new Window(event, false, days, false);
    }

    static Window ofLate(String event, int days) {
      return new Window(event, true, days, false);
    }

    Window count() {
      return new Window(event, isLate, days, false);
    }

    Window cents() {
      return new Window(event, isLate, days, true);
    }

    String fact() {
      String of = event.replace(" ", "").toLowerCase(Locale.ROOT);
      return of + (isLate ? "Late" : "") + (isSum ? "Cents" : "") + days;
    }

    String factLine() {
      String kind = (isSum ? "{ sum: " : "{ count: ") + event;
      String of = isSum ? ", of: properties.cents" : "";
      String where = isLate ? ", where: signal.properties.minutesLate > 15" : "";
      return fact() + ": " + kind + of + where + ", within: " + days + "d }";
    }

    String stream() {
      return Happening.type(event) + (isLate ? "(late > 15)" : "") + "#time(" + days + " days)";
    }

    String total() {
      return isSum ? "sum(cents)" : "count(*)";
    }
  }

  /** A total reaches a threshold, or no longer does. */
  static SharedRule threshold(String name, Window window, int atLeast) {
    String segment = name + ": facts." + window.fact() + " >= " + atLeast;
    return new SharedRule(
        name, List.of(window.factLine()), segment, "", "", statement(window, atLeast));
  }

  /** A total reaches a threshold. */
  static SharedRule turn(String name, Window window, int atLeast) {
    String moment =
        name + ": { becomes: facts." + window.fact() + " >= " + atLeast + ", again-after: 0d }";
    return new SharedRule(
        name, List.of(window.factLine()), "", moment, "", statement(window, atLeast));
  }

  /** The nth of its kind in a window, and each after it. */
  static SharedRule nth(String name, Window window, int atLeast) {
    String late = window.isLate ? " && signal.properties.minutesLate > 15" : "";
    String moment =
        name
            + ": { when: signal.event == '%s'%s && facts.%s >= %d, again-after: 0d }"
                .formatted(window.event, late, window.fact(), atLeast);
    // To name a property of the event itself lets only events that come speak, not those that go.
    String epl =
        "select customer, cents from %s group by customer having count(*) >= %d"
            .formatted(window.stream(), atLeast);
    return new SharedRule(name, List.of(window.factLine()), "", moment, "", epl);
  }

  /** One happening by itself. */
  static SharedRule single(String name, String event, String attune, String filter) {
    String moment =
        "%s: { when: signal.event == '%s' && %s, again-after: 0d }".formatted(name, event, attune);
    String epl = "select customer from " + Happening.type(event) + "(" + filter + ")";
    return new SharedRule(name, List.of(), "", moment, "", epl);
  }

  /** Something comes, and another thing does not follow in time. */
  static SharedRule silence(String name, String after, String without, int days) {
    String moment =
        "%s: { after: %s, without: %s, for: %dd, again-after: 0d }"
            .formatted(name, after, without, days);
    return new SharedRule(name, List.of(), "", moment, "", pattern(after, without, days));
  }

  /** Who did something often in 180 days does it no more. */
  static SharedRule quiet(String name, String event, int often, int days) {
    Window ever = Window.of(event, 180).count();
    Window lately = Window.of(event, days).count();
    String moment =
        "%s: { becomes: facts.%s >= %d && facts.%s == 0, again-after: 0d }"
            .formatted(name, ever.fact(), often, lately.fact());
    String table = Happening.type(event) + "Table";
    String tables =
        "create table %s (customer int primary key, times count(*));\ninto table %s select count(*) as times from %s group by customer;\n"
            .formatted(table, table, ever.stream());
    String epl = pattern(event, event, days) + " where " + table + "[a.customer].times >= " + often;
    return new SharedRule(
        name, List.of(ever.factLine(), lately.factLine()), "", moment, tables, epl);
  }

  /** Whether only its beginnings are answers, and not also its ends. */
  boolean onlyBegins() {
    return segment.isEmpty();
  }

  private static String statement(Window window, int atLeast) {
    return "select irstream customer from %s group by customer having %s >= %d"
        .formatted(window.stream(), window.total(), atLeast);
  }

  private static String pattern(String after, String without, int days) {
    return "select a.customer as customer from pattern [every a=%s -> (timer:interval(%d days) and not %s(customer = a.customer))]"
        .formatted(Happening.type(after), days, Happening.type(without));
  }
}
