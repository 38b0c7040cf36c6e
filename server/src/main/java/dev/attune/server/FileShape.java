package dev.attune.server;

import dev.attune.customer.Data;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a file looks like, as its first rows show it.
 *
 * @param kind how its rows are written
 * @param encoding of its letters
 * @param columns in order, each with what its first rows say
 */
record FileShape(Kind kind, Charset encoding, List<Column> columns) {
  /** So many columns can be mapped by hand. */
  static final int MOST_COLUMNS = 200;

  /** So much of a file is looked at. */
  static final int HEAD = 256 * 1024;

  private static final int ROWS = 200;
  private static final Pattern ARRAY = Pattern.compile("\\s*\\[\\s*\\{");
  private static final String SEPARATORS = ",;\t|";
  private static final Set<String> MESSAGES =
      Set.of("identify", "track", "page", "screen", "group", "alias", "feedback");

  FileShape {
    columns = List.copyOf(columns);
  }

  /** How rows are written. */
  sealed interface Kind {
    /** Values set apart by a character, under a first row that names them. */
    record Csv(char separator) implements Kind {}

    /** An object a line. */
    record Objects() implements Kind {}

    /** Messages as the intake takes them. */
    record Messages() implements Kind {}
  }

  /**
   * A column.
   *
   * @param values the first that are not empty
   */
  record Column(String name, List<String> values) {
    Column {
      values = List.copyOf(values);
    }
  }

  /**
   * Looks at the beginning of a file.
   *
   * @param isAll whether it is the whole file
   * @throws Refusal if it is nothing that can be read here
   */
  static FileShape of(byte[] head, boolean isAll) {
    if (Bodies.isGzip(head)) {
      throw unreadable("it is packed: unpack it first, or use ./attune import, which does");
    }
    for (byte each : head) {
      if (each == 0) {
        throw unreadable("it is no text: save it as CSV or as JSON lines");
      }
    }
    byte[] whole = isAll ? head : untilLastLine(head);
    Charset encoding = encoding(whole);
    String text = new String(whole, encoding).replaceFirst("^\ufeff", "");
    if (ARRAY.matcher(text).lookingAt()) {
      throw unreadable(
          "it is one JSON array: put each object on a line of its own, as jq -c '.[]' does");
    }
    return text.stripLeading().startsWith("{")
        ? objects(whole, encoding)
        : csv(whole, encoding, separator(text));
  }

  private static Refusal unreadable(String why) {
    return Refusal.caller(422, "unreadable-file", "this file cannot be read: " + why);
  }

  private static byte[] untilLastLine(byte[] head) {
    int end = head.length;
    while (end > 0 && head[end - 1] != '\n') {
      end--;
    }
    return end == 0 ? head : Arrays.copyOf(head, end);
  }

  /** What is no UTF-8 was mostly saved by a spreadsheet. */
  private static Charset encoding(byte[] text) {
    String read = new String(text, StandardCharsets.UTF_8);
    return read.indexOf('\ufffd') >= 0 ? Charset.forName("windows-1252") : StandardCharsets.UTF_8;
  }

  /** The one that stands most often in the first line, outside quotes. */
  private static char separator(String text) {
    String first = text.lines().findFirst().orElse("").replaceAll("\"[^\"]*\"", "");
    char best = ',';
    long most = 0;
    for (int i = 0; i < SEPARATORS.length(); i++) {
      char each = SEPARATORS.charAt(i);
      long times = first.chars().filter(letter -> letter == each).count();
      if (times > most) {
        best = each;
        most = times;
      }
    }
    return best;
  }

  private static FileShape csv(byte[] text, Charset encoding, char separator) {
    RowReader rows;
    Mapping.Format format = new Mapping.Format.Csv(separator, List.of());
    try {
      rows = RowReader.of(plain(format, encoding), new ByteArrayInputStream(text));
    } catch (YamlMap.Wrong e) {
      throw unreadable(String.valueOf(e.getMessage()));
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    rows.columns().orElse(List.of()).forEach(name -> values.put(name, new ArrayList<>()));
    if (values.size() > MOST_COLUMNS) {
      throw unreadable("it has %d columns, at most 200".formatted(values.size()));
    }
    Row row = rows.next();
    for (int i = 0; i < ROWS && row != null; i++, row = rows.next()) {
      if (row instanceof Row.Sound sound) {
        values.forEach((name, seen) -> Row.text(sound, name, Set.of()).ifPresent(seen::add));
      }
    }
    return new FileShape(new Kind.Csv(separator), encoding, columns(values));
  }

  private static Mapping plain(Mapping.Format format, Charset encoding) {
    return new Mapping("file", format, encoding, Set.of(), List.of());
  }

  private static FileShape objects(byte[] text, Charset encoding) {
    RowReader rows =
        RowReader.of(
            plain(new Mapping.Format.JsonLines(), encoding), new ByteArrayInputStream(text));
    Map<String, List<String>> values = new LinkedHashMap<>();
    boolean areMessages = true;
    boolean isAny = false;
    Row row = rows.next();
    for (int i = 0; i < ROWS && row != null; i++, row = rows.next()) {
      if (row instanceof Row.Json json) {
        isAny = true;
        areMessages &= MESSAGES.contains(Optional.ofNullable(json.data().text("type")).orElse(""));
        leaves("", json.data(), values);
      }
    }
    if (!isAny) {
      throw unreadable("no line of it is a JSON object");
    }
    return areMessages
        ? new FileShape(new Kind.Messages(), encoding, columns(values))
        : new FileShape(new Kind.Objects(), encoding, columns(values));
  }

  private static void leaves(String before, Data data, Map<String, List<String>> values) {
    data.forEach((name, value) -> {
      String path = before + name;
      if (value instanceof Data inner && !inner.isEmpty()) {
        leaves(path + ".", inner, values);
      } else if (values.containsKey(path) || values.size() < MOST_COLUMNS) {
        List<String> seen = values.computeIfAbsent(path, any -> new ArrayList<>());
        if (value != Data.Nothing.NULL && !value.toString().isBlank()) {
          seen.add(value.toString());
        }
      }
    });
  }

  private static List<Column> columns(Map<String, List<String>> values) {
    return values.entrySet().stream()
        .map(each -> new Column(each.getKey(), each.getValue()))
        .toList();
  }
}
