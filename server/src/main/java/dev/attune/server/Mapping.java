package dev.attune.server;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the rows of a file become signals: a mapping file, read and checked by {@link MappingReader}.
 *
 * @param source the name under which the signals are kept
 * @param absent texts that mean that there is no value, beside the empty one
 * @param signals what each row says, in order; most rows say one thing
 */
record Mapping(
    String source, Format format, Charset encoding, Set<String> absent, List<SignalRule> signals) {
  Mapping {
    absent = Set.copyOf(absent);
    signals = List.copyOf(signals);
  }

  /** What a file's lines look like. */
  sealed interface Format {
    /** Separated values, quoted where needed. Without {@code columns} the first row names them. */
    record Csv(char separator, List<String> columns) implements Format {}

    /** A JSON object a line; columns are its members, {@code a.b} is a member of a member. */
    record JsonLines() implements Format {}

    /** Values separated by white space. */
    record Words(List<String> columns, int skipLines) implements Format {}

    /** Values at fixed places. */
    record Fixed(List<Span> columns, int skipLines) implements Format {}
  }

  /**
   * Where a value stands in a line.
   *
   * @param from the first character, from 0
   * @param to the character after the last
   */
  record Span(String name, int from, int to) {}

  /** What a value is. */
  enum Type {
    /** As JSON has it; from other files, text. */
    AS_IS,
    TEXT,
    INTEGER,
    NUMBER,
    /** A number as {@code 1.234,50} is one. */
    COMMA_NUMBER,
    BOOLEAN,
    /** By the format and zone of the signal's time; written as ISO-8601. */
    TIME
  }

  /** A value made from a row. */
  record Value(Template template, Type type) {}

  /**
   * How a time is written.
   *
   * @param format {@code iso}, {@code epoch-seconds}, {@code epoch-millis} or a pattern of {@link
   *     java.time.format.DateTimeFormatter}
   * @param zone for times without an offset
   * @param needed whether what has none cannot be a signal; otherwise it happens when it comes
   */
  record When(Template template, String format, Optional<ZoneId> zone, boolean needed) {}

  /**
   * One thing that a row says.
   *
   * @param members of the message beside these: {@code event}, {@code text}, {@code groupId}...
   * @param names for what the name would be otherwise; others stay
   * @param details {@code traits} or {@code properties}
   * @param onlyIf conditions of which each must hold
   * @param skipIf conditions of which none may hold
   * @param key columns that make a row this row; empty: all of it, and how often it came before
   */
  record SignalRule(
      String kind,
      Optional<Template> user,
      Optional<Template> anonymous,
      When time,
      Map<String, Value> members,
      Map<String, String> names,
      Details details,
      List<Test> onlyIf,
      List<Test> skipIf,
      List<String> key) {}

  /**
   * The traits or properties of what a row says.
   *
   * @param member how the message calls them
   * @param all where they stand together, as one object
   */
  record Details(String member, Optional<Template> all, Map<String, Value> values) {}

  /** Whether a column has one of a few values; the empty text stands for no value. */
  record Test(String column, Set<String> values) {}

  /**
   * How a source's CloudEvents become signals.
   *
   * @param absent as above
   * @param signals what each event says, in order
   */
  record OfEvents(Set<String> absent, List<SignalRule> signals) {
    OfEvents {
      absent = Set.copyOf(absent);
      signals = List.copyOf(signals);
    }
  }

  /** Every column that the mapping reads. */
  Set<String> columns() {
    return signals.stream()
        .flatMap(Mapping::columnsOf)
        .collect(Collectors.toCollection(java.util.TreeSet::new));
  }

  private static Stream<String> columnsOf(SignalRule rule) {
    Stream<Template> ids = Stream.concat(rule.user().stream(), rule.anonymous().stream());
    Stream<Template> values =
        Stream.concat(rule.members().values().stream(), rule.details().values().values().stream())
            .map(Value::template);
    Stream<String> templates =
        Stream.of(ids, values, rule.details().all().stream(), Stream.of(rule.time().template()))
            .flatMap(each -> each)
            .flatMap(template -> template.columns().stream());
    Stream<String> tests =
        Stream.concat(rule.onlyIf().stream(), rule.skipIf().stream()).map(Test::column);
    return Stream.concat(Stream.concat(templates, tests), rule.key().stream());
  }
}
