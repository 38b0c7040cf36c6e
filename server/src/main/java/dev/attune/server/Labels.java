package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.pages.Words;
import dev.attune.playbook.Tongue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names and values that come from outside, as people read them. */
final class Labels {
  private static final Pattern TURNS = Pattern.compile("[\u202a-\u202e\u2066-\u2069]");
  private static final int MOST = 200;
  private static final int MOST_ENTRIES = 6;

  private Labels() {}

  /** The language in which rules are read back to somebody. */
  static Tongue tongue(Words words) {
    return Tongue.of(words.language().tag());
  }

  /** A technical name as words: {@code minutesLate} and {@code minutes_late} are minutes late. */
  static String plain(String name) {
    String spaced =
        cut(name)
            .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
            .replaceAll("(?<=[a-zA-Z])(?=[0-9])", " ")
            .replaceAll("[-_.\\s]+", " ");
    return capital(spaced.strip().toLowerCase(Locale.ROOT));
  }

  static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** A value in words; what is long is cut. */
  static String value(Words words, @Nullable Object value) {
    return cut(
        switch (value) {
          case null -> words.say("value.none");
          case Long number -> words.number(number);
          case Integer number -> words.number(number);
          case Double number -> words.decimal(number);
          case Boolean flag -> words.say(flag ? "value.yes" : "value.no");
          case Instant at -> words.day(at) + ", " + words.clock(at);
          case String text -> instant(text).map(at -> words.day(at)).orElse(text);
          case Map<?, ?> map -> entries(words, map);
          case List<?> list ->
              list.stream().map(each -> value(words, each)).collect(Collectors.joining(", "));
          case Data data -> entries(words, map(data));
          default -> value.toString();
        });
  }

  private static Map<String, Object> map(Data data) {
    Map<String, Object> map = new LinkedHashMap<>();
    data.forEach(map::put);
    return map;
  }

  private static String entries(Words words, Map<?, ?> map) {
    return map.isEmpty()
        ? words.say("value.none")
        : map.entrySet().stream()
            .limit(MOST_ENTRIES)
            .map(each -> each.getKey() + " " + value(words, each.getValue()))
            .collect(Collectors.joining(", "));
  }

  /** The instant that a text is, if it is one. */
  static Optional<Instant> instant(String text) {
    if (text.length() < 20 || text.length() > 30 || text.charAt(10) != 'T') {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A text for one line: clean, and cut where it is too long. */
  static String cut(String text) {
    String clean = clean(text);
    return clean.length() <= MOST ? clean : clean.substring(0, MOST - 1) + "…";
  }

  /** A text from outside without what would turn the direction of the text around it. */
  static String clean(String text) {
    return TURNS.matcher(text).replaceAll("");
  }
}
