package dev.attune.server;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody says about a file by a form: one meaning a column, and a few words about all. It is
 * written as a mapping file, and read as one.
 *
 * @param source under which the signals are kept
 * @param kind of signal that each row is: {@code track}, {@code identify} or {@code feedback}
 * @param event what happened, where no column says it
 * @param timeFormat as {@link Mapping.When} has it
 * @param zone of times without an offset
 * @param key the column that makes a row this row; empty: all of it
 * @param meanings by column
 */
record FileMapping(
    String source,
    String kind,
    String event,
    String timeFormat,
    String zone,
    String key,
    Map<String, Meaning> meanings) {
  FileMapping {
    meanings = new LinkedHashMap<>(meanings);
  }

  /** Whether a column of this name can be named in a mapping at all. */
  static boolean canBeNamed(String column) {
    return !column.isBlank() && !column.contains("{") && !column.contains("}");
  }

  private Optional<String> column(Meaning meaning) {
    return meanings.entrySet().stream()
        .filter(each -> each.getValue() == meaning)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /**
   * As a mapping file for a file of this shape.
   *
   * @param otherwise when all of it happened, where no column says it
   */
  String text(FileShape shape, Instant otherwise) {
    StringBuilder text = new StringBuilder();
    line(text, "", "source", quoted(source));
    format(text, shape);
    line(text, "", "kind", kind);
    if (kind.equals("track")) {
      line(
          text,
          "",
          "name",
          column(Meaning.EVENT).map(this::of).orElseGet(() -> quoted(event.replace("{", "{{"))));
    }
    column(Meaning.USER).ifPresent(each -> line(text, "", "user", of(each)));
    column(Meaning.ANONYMOUS).ifPresent(each -> line(text, "", "anonymous", of(each)));
    line(
        text,
        "",
        "time",
        column(Meaning.TIME).map(this::time).orElseGet(() -> quoted(otherwise.toString())));
    if (kind.equals("feedback")) {
      column(Meaning.SAID).ifPresent(each -> line(text, "", "text", of(each)));
      column(Meaning.RATING).ifPresent(each -> line(text, "", "rating", of(each)));
    }
    details(text);
    if (!key.isEmpty()) {
      line(text, "", "key", "[" + quoted(key) + "]");
    }
    return text.toString();
  }

  private static void format(StringBuilder text, FileShape shape) {
    switch (shape.kind()) {
      case FileShape.Kind.Csv csv -> {
        line(text, "", "format", "csv");
        if (csv.separator() != ',') {
          String separator = csv.separator() == '\t' ? "tab" : String.valueOf(csv.separator());
          line(text, "", "separator", quoted(separator));
        }
      }
      case FileShape.Kind.Objects objects -> line(text, "", "format", "jsonl");
      case FileShape.Kind.Messages messages -> line(text, "", "format", "jsonl");
    }
    if (!shape.encoding().equals(StandardCharsets.UTF_8)) {
      line(text, "", "encoding", shape.encoding().name());
    }
  }

  private String time(String column) {
    String value = of(column);
    boolean isPlain = timeFormat.equals("iso") && zone.isEmpty();
    return isPlain
        ? value
        : "{ value: %s, format: %s%s }"
            .formatted(value, quoted(timeFormat), zone.isEmpty() ? "" : ", zone: " + quoted(zone));
  }

  private void details(StringBuilder text) {
    boolean[] isFirst = {true};
    meanings.forEach((column, meaning) -> {
      String value =
          switch (meaning) {
            case TEXT -> of(column);
            case NUMBER -> "{ value: %s, type: number }".formatted(of(column));
            case COMMA_NUMBER -> "{ value: %s, type: comma-number }".formatted(of(column));
            case YES_NO -> "{ value: %s, type: boolean }".formatted(of(column));
            case SAID, RATING, EVENT -> isUsed(meaning) ? "" : of(column);
            case USER, ANONYMOUS, TIME, NOTHING -> "";
          };
      if (!value.isEmpty()) {
        if (isFirst[0]) {
          text.append(kind.equals("identify") ? "traits:\n" : "properties:\n");
          isFirst[0] = false;
        }
        line(text, "  ", quoted(column), value);
      }
    });
  }

  /** Whether the kind of signal has a place of its own for it. */
  private boolean isUsed(Meaning meaning) {
    return switch (meaning) {
      case SAID, RATING -> kind.equals("feedback");
      case EVENT -> kind.equals("track");
      case USER, ANONYMOUS, TIME, TEXT, NUMBER, COMMA_NUMBER, YES_NO, NOTHING -> true;
    };
  }

  private String of(String column) {
    return quoted("{" + column + "}");
  }

  private static void line(StringBuilder text, String indent, String name, String value) {
    text.append(indent).append(name).append(": ").append(value).append('\n');
  }

  /** A text as YAML has it between double quotes. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == '"' || each == '\\') {
        quoted.append('\\').append(each);
      } else if (isEscaped(each)) {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) each));
      } else {
        quoted.append(each);
      }
    }
    return quoted.append('"').toString();
  }

  /** What YAML does not let stand as it is, or takes for the end of a line. */
  private static boolean isEscaped(char letter) {
    return Character.isISOControl(letter)
        || Character.isSurrogate(letter)
        || letter == 0x2028
        || letter == 0x2029
        || letter == 0xfeff
        || letter > 0xfffd;
  }
}
