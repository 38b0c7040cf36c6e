package dev.attune.server;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table as CSV, for spreadsheets. A cell that one would take for a formula is made text by a
 * quote before it: nobody's name shall run in somebody's office.
 */
final class CsvText {
  /** As they begin in spreadsheets, those of wide letters too. */
  private static final String FORMULAS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

  private static final String TYPE = "text/csv; charset=utf-8";

  /** So that spreadsheets know that it is UTF-8. */
  private static final char MARK = '\ufeff';

  private final StringWriter text = new StringWriter();
  private final CsvWriter csv = CsvWriter.builder().build(text);

  CsvText(String... titles) {
    text.write(MARK);
    row(List.of(titles));
  }

  void row(List<String> cells) {
    csv.writeRecord(cells.stream().map(CsvText::safe).toList());
  }

  void row(String... cells) {
    row(Arrays.asList(cells));
  }

  static String safe(String cell) {
    return !cell.isEmpty() && FORMULAS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }

  /** The table, complete, as a file to keep. */
  Answer answer(String name) {
    try {
      csv.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // A text in memory does not fail.
    }
    return named(Answer.text(200, TYPE, text.toString()), name);
  }

  private static Answer named(Answer answer, String name) {
    String file = name.replaceAll("[^A-Za-z0-9._-]", "-");
    return answer
        .with("Content-Disposition", "attachment; filename=\"" + file + ".csv\"")
        .with("Content-Security-Policy", "default-src 'none'; sandbox");
  }

  /** A table of any length, whose rows are read while it is sent. */
  static Answer streamed(String name, List<String> titles, Stream<List<String>> rows) {
    return named(Answer.of(TYPE, new Streamed(titles, rows)), name);
  }

  private record Streamed(List<String> titles, Stream<List<String>> rows) implements Download {
    @Override
    public long length() {
      return ENDLESS;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      Writer letters = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      letters.write(MARK);
      CsvWriter csv = CsvWriter.builder().build(letters);
      csv.writeRecord(titles);
      rows.forEach(row -> csv.writeRecord(row.stream().map(CsvText::safe).toList()));
      csv.close();
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
