package dev.attune.server;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What an import did. Grows while it runs; owned by one thread. */
final class ImportReport {
  /** As many refused rows are named; of the rest only the number is known. */
  static final int MOST_NAMED = 10_000;

  /** A row that did not become a signal. */
  record RefusedRow(long line, String reason) {}

  private long rows;
  private long signals;
  private long skipped;
  private long refused;
  private final List<RefusedRow> named = new ArrayList<>();
  private final Map<String, Long> byKind = new TreeMap<>();
  private final Map<String, String> examples = new HashMap<>();

  void row() {
    rows++;
  }

  /** The mapping leaves a row out: it says nothing at all. */
  void skip() {
    skipped++;
  }

  void signals(long more) {
    signals += more;
  }

  /** Counts a signal of a kind; the first shows what a message of it looks like. */
  void kind(String kind, byte[] message) {
    byKind.merge(kind, 1L, Long::sum);
    examples.computeIfAbsent(kind, key -> new String(message, StandardCharsets.UTF_8));
  }

  void refuse(long line, String reason) {
    refused++;
    if (named.size() < MOST_NAMED) {
      named.add(new RefusedRow(line, reason));
    }
  }

  long rows() {
    return rows;
  }

  long signals() {
    return signals;
  }

  long refused() {
    return refused;
  }

  long skipped() {
    return skipped;
  }

  /** How many signals there are of each kind, with what a first message of it looks like. */
  Map<String, Example> kinds() {
    Map<String, Example> kinds = new TreeMap<>();
    byKind.forEach(
        (kind, count) -> kinds.put(kind, new Example(count, examples.getOrDefault(kind, ""))));
    return kinds;
  }

  /** How many of a kind, and what one looks like. */
  record Example(long count, String message) {}

  List<RefusedRow> named() {
    return named;
  }

  /** The closing words, one line each. */
  List<String> lines(String verb) {
    List<String> lines = new ArrayList<>(RefusedRows.lines(named));
    if (refused > named.size()) {
      lines.add("and %,d more rows were refused".formatted(refused - named.size()));
    }
    byKind.forEach((kind, count) -> {
      lines.add(String.format(Locale.ROOT, "%,10d %s", count, kind));
      lines.add("           such as " + examples.get(kind));
    });
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d rows read, %,d signals %s, %,d left out by the mapping, %,d refused",
            rows,
            signals,
            verb,
            skipped,
            refused));
    return lines;
  }
}
