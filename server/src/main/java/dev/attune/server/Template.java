package dev.attune.server;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text with columns in it: {@code {year}-{month}-{day}}. A double brace is a brace.
 *
 * @param texts what stands before, between and after the columns; one more than columns
 */
record Template(String written, List<String> texts, List<String> columns) {
  private static final Pattern COLUMN = Pattern.compile("\\{\\{|\\{([^{}]+)}");

  static Template of(String written) {
    List<String> texts = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    Matcher matcher = COLUMN.matcher(written);
    int from = 0;
    while (matcher.find()) {
      text.append(written, from, matcher.start());
      from = matcher.end();
      if (matcher.group(1) == null) {
        text.append('{');
        continue;
      }
      texts.add(text.toString());
      text.setLength(0);
      columns.add(matcher.group(1).strip());
    }
    texts.add(text.append(written.substring(from)).toString());
    return new Template(written, List.copyOf(texts), List.copyOf(columns));
  }

  /** Whether it is nothing but one column. */
  boolean isOneColumn() {
    return columns.size() == 1 && texts.stream().allMatch(String::isEmpty);
  }

  /** Filled in; null if it has columns and all of them are absent. */
  @Nullable String fill(Function<String, @Nullable String> row) {
    if (columns.isEmpty()) {
      return texts.getFirst();
    }
    StringBuilder text = new StringBuilder(texts.getFirst());
    boolean isPresent = false;
    for (int i = 0; i < columns.size(); i++) {
      String value = row.apply(columns.get(i));
      isPresent |= value != null;
      text.append(value == null ? "" : value).append(texts.get(i + 1));
    }
    return isPresent ? text.toString() : null;
  }
}
