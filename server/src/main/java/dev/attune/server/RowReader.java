package dev.attune.server;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.attune.server.Mapping.Format;
import dev.attune.server.Mapping.Span;
import dev.attune.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file, one after the other, whatever its format. A row that cannot be read is a
 * {@link Row.Broken} and the next one follows.
 *
 * <p>Not thread-safe; one use.
 */
interface RowReader {
  /** Longer lines are broken: nobody's row is that long, and memory is not for them. */
  int MOST_CHARACTERS = 1024 * 1024;

  /** The next row, or null at the end. */
  @Nullable Row next();

  /** The names of the columns, where the file has a fixed set of them. */
  Optional<List<String>> columns();

  /** Reads {@code in} as the mapping says. */
  static RowReader of(Mapping mapping, InputStream in) {
    InputStreamReader reader = new InputStreamReader(in, mapping.encoding());
    return switch (mapping.format()) {
      case Format.Csv csv -> new Csv(csv, reader);
      case Format.JsonLines json -> new Lines(reader, 0, RowReader::json, Optional.empty());
      case Format.Words words -> words(words, reader);
      case Format.Fixed fixed -> fixed(fixed, reader);
    };
  }

  /** Lines that are messages already. */
  static RowReader ofMessages(InputStream in) {
    return new Lines(
        new InputStreamReader(in, StandardCharsets.UTF_8), 0, RowReader::json, Optional.empty());
  }

  private static Lines words(Format.Words words, InputStreamReader reader) {
    Map<String, Integer> index = index(words.columns());
    return new Lines(
        reader,
        words.skipLines(),
        (line, text) -> fields(line, index, List.of(text.strip().split("\\s+"))),
        Optional.of(words.columns()));
  }

  private static Lines fixed(Format.Fixed fixed, InputStreamReader reader) {
    List<String> names = fixed.columns().stream().map(Span::name).toList();
    Map<String, Integer> index = index(names);
    return new Lines(
        reader,
        fixed.skipLines(),
        (line, text) ->
            fields(line, index, fixed.columns().stream().map(span -> cut(text, span)).toList()),
        Optional.of(names));
  }

  private static String cut(String text, Span span) {
    return span.from() >= text.length()
        ? ""
        : text.substring(span.from(), Math.min(span.to(), text.length())).strip();
  }

  private static Row json(long line, String text) {
    try {
      return new Row.Json(line, Json.read(text), text);
    } catch (Json.BadJson e) {
      return new Row.Broken(line, text, "no JSON object: " + e.getMessage());
    }
  }

  private static Row fields(long line, Map<String, Integer> index, List<String> values) {
    if (values.size() != index.size()) {
      return new Row.Broken(
          line,
          String.join(" ", values),
          "has %d values, expected %d".formatted(values.size(), index.size()));
    }
    if (values.stream().anyMatch(value -> value.indexOf('\ufffd') >= 0)) {
      return new Row.Broken(
          line, String.join(" ", values), "holds bytes of another encoding; name it by 'encoding'");
    }
    return new Row.Fields(line, index, values);
  }

  private static Map<String, Integer> index(List<String> names) {
    Map<String, Integer> index = new LinkedHashMap<>();
    for (String name : names) {
      index.putIfAbsent(name.strip(), index.size());
    }
    if (index.size() != names.size()) {
      throw new YamlMap.Wrong(1, "two columns have one name: " + names);
    }
    return index;
  }

  /** What one line says. */
  interface LineParser {
    Row parse(long line, String text);
  }

  /** A row a line. */
  final class Lines implements RowReader {
    private final BufferedReader reader;
    private final LineParser parser;
    private final Optional<List<String>> columns;
    private long line;
    private final int skip;

    Lines(InputStreamReader reader, int skip, LineParser parser, Optional<List<String>> columns) {
      this.reader = new BufferedReader(reader, 1 << 16);
      this.skip = skip;
      this.parser = parser;
      this.columns = columns;
    }

    @Override
    public Optional<List<String>> columns() {
      return columns;
    }

    @Override
    public @Nullable Row next() {
      try {
        for (String text = readLine(); text != null; text = readLine()) {
          line++;
          if (line <= skip || text.isBlank()) {
            continue;
          }
          if (text.length() > MOST_CHARACTERS) {
            return new Row.Broken(line, "", "is longer than a million characters");
          }
          return parser.parse(
              line, line == 1 && text.startsWith("\ufeff") ? text.substring(1) : text);
        }
        return null;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** A line, of which no more is kept than is needed to know that it is too long. */
    private @Nullable String readLine() throws IOException {
      StringBuilder text = new StringBuilder(256);
      int letter = reader.read();
      if (letter < 0) {
        return null;
      }
      for (; letter >= 0 && letter != '\n'; letter = reader.read()) {
        if (text.length() <= MOST_CHARACTERS) {
          text.append((char) letter);
        }
      }
      int end = text.length();
      return end > 0 && text.charAt(end - 1) == '\r' ? text.substring(0, end - 1) : text.toString();
    }
  }

  /** Separated values. */
  final class Csv implements RowReader {
    private final Iterator<CsvRecord> records;
    private final List<String> names;
    private final Map<String, Integer> index;

    Csv(Format.Csv format, InputStreamReader reader) {
      this.records =
          CsvReader.builder()
              .fieldSeparator(format.separator())
              .skipEmptyLines(true)
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .maxBufferSize(4 * MOST_CHARACTERS)
              .ofCsvRecord(reader)
              .iterator();
      this.names = format.columns().isEmpty() ? header() : format.columns();
      this.index = index(names);
    }

    private List<String> header() {
      if (!records.hasNext()) {
        return List.of();
      }
      List<String> header = new ArrayList<>(records.next().getFields());
      header.set(
          0,
          header.getFirst().startsWith("\ufeff")
              ? header.getFirst().substring(1)
              : header.getFirst());
      return header.stream().map(String::strip).toList();
    }

    @Override
    public Optional<List<String>> columns() {
      return Optional.of(names);
    }

    @Override
    public @Nullable Row next() {
      try {
        if (!records.hasNext()) {
          return null;
        }
        CsvRecord row = records.next();
        return fields(row.getStartingLineNumber(), index, List.copyOf(row.getFields()));
      } catch (CsvParseException e) {
        throw new UncheckedIOException(
            new IOException("no CSV from here on: " + e.getMessage(), e));
      }
    }
  }
}
