package dev.attune.server;

import dev.attune.server.ImportReport.RefusedRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Refused rows as people read them: one mistake in a mapping refuses every row alike. */
final class RefusedRows {
  private static final int SHOWN = 5;
  private static final int MOST_SPANS = 50;

  private RefusedRows() {}

  /** The first rows of each reason with all words, of those alike the lines. */
  static List<String> lines(List<RefusedRow> rows) {
    Map<String, List<RefusedRow>> alike = new LinkedHashMap<>();
    rows.forEach(row ->
        alike.computeIfAbsent(withoutValues(row.reason()), key -> new ArrayList<>()).add(row));
    List<String> lines = new ArrayList<>();
    for (List<RefusedRow> group : alike.values()) {
      int shown = Math.min(SHOWN, group.size());
      group
          .subList(0, shown)
          .forEach(row -> lines.add("line %d: refused: %s".formatted(row.line(), row.reason())));
      if (shown < group.size()) {
        List<Long> rest =
            group.subList(shown, group.size()).stream().map(RefusedRow::line).toList();
        lines.add("and %,d more like that: lines %s".formatted(rest.size(), spans(rest)));
      }
    }
    return lines;
  }

  /** What a reason says of any row: its quoted values are this row's own. */
  private static String withoutValues(String reason) {
    return reason.replaceAll("'[^']*'", "''");
  }

  /** Numbers as {@code 3-7, 9}. */
  private static String spans(List<Long> lines) {
    List<String> spans = new ArrayList<>();
    for (int i = 0; i < lines.size() && spans.size() < MOST_SPANS; i++) {
      long first = lines.get(i);
      while (i + 1 < lines.size() && lines.get(i + 1) == lines.get(i) + 1) {
        i++;
      }
      long last = lines.get(i);
      spans.add(first == last ? Long.toString(first) : first + "-" + last);
    }
    return String.join(", ", spans) + (spans.size() < MOST_SPANS ? "" : ", ...");
  }
}
