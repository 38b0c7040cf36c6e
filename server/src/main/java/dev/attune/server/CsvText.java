package dev.attune.server;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/**
 * A table as CSV, for spreadsheets. A cell that one would take for a formula is made text by a
 * quote before it: nobody's name shall run in somebody's office.
 */
final class CsvText {
  private static final String FORMULAS = "=+-@\t\r";

  private final StringWriter text = new StringWriter();
  private final CsvWriter csv = CsvWriter.builder().build(text);

  CsvText(String... titles) {
    // So that spreadsheets know that it is UTF-8.
    text.write('\ufeff');
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
    return Answer.text(200, "text/csv; charset=utf-8", text.toString())
        .with("Content-Disposition", "attachment; filename=\"" + name + ".csv\"")
        .with("Content-Security-Policy", "default-src 'none'; sandbox");
  }
}
