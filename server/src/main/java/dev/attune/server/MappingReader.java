package dev.attune.server;

import dev.attune.server.Mapping.Format;
import dev.attune.server.Mapping.SignalRule;
import dev.attune.server.Mapping.Span;
import dev.attune.server.Mapping.Test;
import dev.attune.server.Mapping.Value;
import dev.attune.server.Mapping.When;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads mapping files, format described in docs/formats/import-mapping.md and
 * docs/formats/cloudevents.md. Everything that can be wrong without looking at the rows is said
 * here, with its line.
 */
final class MappingReader {
  private static final Set<String> FILE_WORDS =
      Set.of(
          "source",
          "format",
          "separator",
          "columns",
          "skip-lines",
          "encoding",
          "absent",
          "signals");
  private static final Set<String> SIGNAL_WORDS =
      Set.of(
          "kind",
          "name",
          "names",
          "user",
          "anonymous",
          "time",
          "traits",
          "properties",
          "text",
          "rating",
          "channel",
          "about",
          "group",
          "previous",
          "only-if",
          "skip-if",
          "key");

  /** Where a row says one thing, its words stand beside the file's. */
  private static final Set<String> ONE_SIGNAL_WORDS =
      Stream.concat(SIGNAL_WORDS.stream(), without(FILE_WORDS, "signals").stream())
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> KINDS =
      Set.of("identify", "track", "page", "screen", "group", "alias", "feedback");

  /** An event's key is its source and id. */
  private static final Set<String> EVENT_WORDS = without(SIGNAL_WORDS, "key");

  private static final Set<String> EVENT_FILE_WORDS =
      Stream.concat(EVENT_WORDS.stream(), Stream.of("absent"))
          .collect(Collectors.toUnmodifiableSet());

  /** One event is looked at by so many rules at most. */
  private static final int MOST_OF_EVENT = 50;

  private MappingReader() {}

  private static Set<String> without(Set<String> words, String word) {
    return words.stream()
        .filter(each -> !each.equals(word))
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Reads a mapping.
   *
   * @throws YamlMap.Wrong if it is not valid
   */
  static Mapping read(String text) {
    YamlMap file = YamlMap.read(text);
    List<SignalRule> signals = new ArrayList<>();
    if (file.has("signals")) {
      file.allowOnly(FILE_WORDS);
      file.maps("signals").forEach(each -> signals.add(ofRow(each, SIGNAL_WORDS)));
    } else {
      signals.add(ofRow(file, ONE_SIGNAL_WORDS));
    }
    if (signals.isEmpty()) {
      throw file.wrong("signals", "the list is empty");
    }
    String source = file.demand("source");
    if (!Sources.isName(source)) {
      throw file.wrong("source", Sources.NAME_RULE);
    }
    return new Mapping(
        source, format(file), encoding(file), Set.copyOf(file.texts("absent")), signals);
  }

  /**
   * Reads how CloudEvents become signals.
   *
   * @throws YamlMap.Wrong if it is not valid
   */
  static Mapping.OfEvents readOfEvents(String text) {
    YamlMap file = YamlMap.read(text);
    List<SignalRule> signals = new ArrayList<>();
    if (file.has("signals")) {
      file.allowOnly(Set.of("absent", "signals"));
      file.maps("signals").forEach(each -> signals.add(ofEvents(each, EVENT_WORDS)));
    } else {
      signals.add(ofEvents(file, EVENT_FILE_WORDS));
    }
    if (signals.isEmpty() || signals.size() > MOST_OF_EVENT) {
      throw file.wrong("signals", "expected 1 to %d in the list".formatted(MOST_OF_EVENT));
    }
    return new Mapping.OfEvents(Set.copyOf(file.texts("absent")), signals);
  }

  /** What is not said of an event is as CloudEvents call it. */
  private static SignalRule ofEvents(YamlMap map, Set<String> words) {
    map.allowOnly(words);
    String kind = map.textOr("kind", "track");
    YamlMap whole = map.or("kind", kind).or("time", "{time}");
    if (!map.has("user") && !map.has("anonymous")) {
      whole = whole.or("user", "{subject}");
    }
    if (kind.equals("track")) {
      whole = whole.or("name", "{type}");
    }
    return signal(whole.or(takesTraits(kind) ? "traits" : "properties", "{data}"), false);
  }

  private static Format format(YamlMap file) {
    String format = file.demand("format");
    return switch (format) {
      case "csv" -> new Format.Csv(separator(file), columnNames(file));
      case "jsonl" -> new Format.JsonLines();
      case "text" -> new Format.Words(someColumns(file), file.numberOr("skip-lines", 0));
      case "fixed" -> new Format.Fixed(spans(file), file.numberOr("skip-lines", 0));
      default ->
          throw file.wrong(
              "format", "expected csv, jsonl, text or fixed, got '%s'".formatted(format));
    };
  }

  private static char separator(YamlMap file) {
    String text = file.textOr("separator", ",");
    if (text.equals("tab")) {
      return '\t';
    }
    if (text.length() != 1) {
      throw file.wrong("separator", "expected one character or 'tab', got '%s'".formatted(text));
    }
    return text.charAt(0);
  }

  private static List<String> columnNames(YamlMap file) {
    return file.isMap("columns") ? List.of() : file.texts("columns");
  }

  private static List<String> someColumns(YamlMap file) {
    List<String> columns = columnNames(file);
    if (columns.isEmpty()) {
      throw file.wrong("columns", "a text file needs the names of its columns, in order");
    }
    return columns;
  }

  private static List<Span> spans(YamlMap file) {
    YamlMap columns =
        file.map("columns")
            .orElseThrow(() -> file.wrong("a fixed file needs columns, such as 'date: 12-19'"));
    List<Span> spans = new ArrayList<>();
    for (String name : columns.names()) {
      String[] ends = columns.demand(name).split("-", -1);
      try {
        int from = Integer.parseInt(ends[0].strip()) - 1;
        int to = Integer.parseInt(ends[ends.length - 1].strip());
        if (ends.length > 2 || from < 0 || to <= from) {
          throw columns.wrong(name, "expected a span such as 12-19, counted from 1");
        }
        spans.add(new Span(name, from, to));
      } catch (NumberFormatException e) {
        throw columns.wrong(name, "expected a span such as 12-19, counted from 1");
      }
    }
    return List.copyOf(spans);
  }

  private static Charset encoding(YamlMap file) {
    String name = file.textOr("encoding", StandardCharsets.UTF_8.name());
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      throw file.wrong("encoding", "'%s' is not known".formatted(name));
    }
  }

  private static SignalRule ofRow(YamlMap map, Set<String> words) {
    map.allowOnly(words);
    return signal(map, true);
  }

  private static SignalRule signal(YamlMap map, boolean needsTime) {
    String kind = map.demand("kind");
    if (!KINDS.contains(kind)) {
      throw map.wrong("kind", "expected one of %s, got '%s'".formatted(KINDS, kind));
    }
    Optional<Template> user = map.text("user").map(Template::of);
    Optional<Template> anonymous = map.text("anonymous").map(Template::of);
    if (user.isEmpty() && anonymous.isEmpty()) {
      throw map.wrong("a signal needs a customer: user or anonymous");
    }
    return new SignalRule(
        kind,
        user,
        anonymous,
        time(map, needsTime),
        members(map, kind),
        names(map),
        details(map, kind),
        tests(map, "only-if"),
        tests(map, "skip-if"),
        map.texts("key"));
  }

  private static When time(YamlMap map, boolean needed) {
    if (!map.isMap("time")) {
      return new When(Template.of(map.demand("time")), "iso", Optional.empty(), needed);
    }
    YamlMap time = map.map("time").orElseThrow();
    time.allowOnly(Set.of("value", "format", "zone"));
    String format = time.textOr("format", "iso");
    if (!Set.of("iso", "epoch-seconds", "epoch-millis").contains(format)) {
      try {
        DateTimeFormatter unused = DateTimeFormatter.ofPattern(format, Locale.ENGLISH);
      } catch (IllegalArgumentException e) {
        throw time.wrong("format", "'%s' is no pattern: %s".formatted(format, e.getMessage()));
      }
    }
    return new When(Template.of(time.demand("value")), format, zone(time), needed);
  }

  private static Optional<ZoneId> zone(YamlMap time) {
    try {
      return time.text("zone").map(ZoneId::of);
    } catch (DateTimeException e) {
      throw time.wrong("zone", "'%s' is no time zone".formatted(time.textOr("zone", "")));
    }
  }

  /** Names in the message of what the mapping calls otherwise. */
  private static Map<String, Value> members(YamlMap map, String kind) {
    Map<String, Value> members = new LinkedHashMap<>();
    member(map, "name", kind.equals("track") ? "event" : "name", members);
    member(map, "text", "text", members);
    member(map, "rating", "rating", members);
    member(map, "channel", "channel", members);
    member(map, "about", "about", members);
    member(map, "group", "groupId", members);
    member(map, "previous", "previousId", members);
    demand(map, kind, "track", "name", "event", members);
    demand(map, kind, "feedback", "text", "text", members);
    demand(map, kind, "group", "group", "groupId", members);
    demand(map, kind, "alias", "previous", "previousId", members);
    return members;
  }

  private static void member(YamlMap map, String word, String member, Map<String, Value> members) {
    if (map.has(word)) {
      members.put(
          member,
          value(map, word, word.equals("rating") ? Mapping.Type.NUMBER : Mapping.Type.TEXT));
    }
  }

  private static void demand(
      YamlMap map,
      String kind,
      String forKind,
      String word,
      String member,
      Map<String, Value> has) {
    if (kind.equals(forKind) && !has.containsKey(member)) {
      throw map.wrong("kind %s needs %s".formatted(kind, word));
    }
  }

  private static Map<String, String> names(YamlMap map) {
    Map<String, String> names = new LinkedHashMap<>();
    map.map("names")
        .ifPresent(each -> each.names().forEach(name -> names.put(name, each.demand(name))));
    if (!names.isEmpty() && !map.has("name")) {
      throw map.wrong("names", "there is no name to put another for");
    }
    return names;
  }

  private static boolean takesTraits(String kind) {
    return kind.equals("identify") || kind.equals("group");
  }

  private static Mapping.Details details(YamlMap map, String kind) {
    String member = takesTraits(kind) ? "traits" : "properties";
    String other = takesTraits(kind) ? "properties" : "traits";
    if (map.has(other)) {
      throw map.wrong(other, "kind %s has %s".formatted(kind, member));
    }
    if (map.has(member) && !map.isMap(member)) {
      Template all = Template.of(map.demand(member));
      if (!all.isOneColumn()) {
        throw map.wrong(member, "expected names and values, or one column such as \"{data}\"");
      }
      return new Mapping.Details(member, Optional.of(all), Map.of());
    }
    Map<String, Value> values = new LinkedHashMap<>();
    map.map(member)
        .ifPresent(each ->
            each.names().forEach(name -> values.put(name, value(each, name, Mapping.Type.AS_IS))));
    return new Mapping.Details(member, Optional.empty(), values);
  }

  private static Value value(YamlMap map, String name, Mapping.Type otherwise) {
    if (!map.isMap(name)) {
      return new Value(Template.of(map.demand(name)), otherwise);
    }
    YamlMap value = map.map(name).orElseThrow();
    value.allowOnly(Set.of("value", "type"));
    String type = value.textOr("type", "text");
    return new Value(
        Template.of(value.demand("value")),
        switch (type) {
          case "text" -> Mapping.Type.TEXT;
          case "integer" -> Mapping.Type.INTEGER;
          case "number" -> Mapping.Type.NUMBER;
          case "comma-number" -> Mapping.Type.COMMA_NUMBER;
          case "boolean" -> Mapping.Type.BOOLEAN;
          case "time" -> Mapping.Type.TIME;
          default ->
              throw value.wrong(
                  "type",
                  "expected text, integer, number, comma-number, boolean or time, got '%s'"
                      .formatted(type));
        });
  }

  private static List<Test> tests(YamlMap map, String word) {
    List<Test> tests = new ArrayList<>();
    map.map(word)
        .ifPresent(each ->
            each.names()
                .forEach(column -> tests.add(new Test(column, Set.copyOf(each.texts(column))))));
    return List.copyOf(tests);
  }
}
