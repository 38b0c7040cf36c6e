package dev.attune.server;

import dev.attune.customer.Data;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One record of a file that is imported. */
sealed interface Row {
  /** On which line it starts, from 1. */
  long line();

  /** All of it, in a form that equal rows share. */
  String content();

  /** A record that can be read. */
  sealed interface Sound extends Row {
    /** The value in a column: text, or what JSON says; null where there is none. */
    @Nullable Object value(String column);
  }

  /** Values in columns. */
  record Fields(long line, Map<String, Integer> columns, List<String> values) implements Sound {
    @Override
    public @Nullable Object value(String column) {
      Integer index = columns.get(column);
      return index == null ? null : values.get(index);
    }

    @Override
    public String content() {
      return String.join("\u001f", values);
    }
  }

  /** A JSON object. */
  record Json(long line, Data data, String content) implements Sound {
    @Override
    public @Nullable Object value(String column) {
      Object whole = data.get(column);
      return whole == null && column.indexOf('.') > 0
          ? data.at(Arrays.asList(column.split("\\.", -1)))
          : whole;
    }
  }

  /** A record that cannot be read. */
  record Broken(long line, String content, String reason) implements Row {}

  /** The text in a column; nothing where it is empty or says that it is absent. */
  static Optional<String> text(Sound row, String column, java.util.Set<String> absent) {
    Object value = row.value(column);
    if (value == null || value == Data.Nothing.NULL) {
      return Optional.empty();
    }
    String text = value.toString().strip();
    return text.isEmpty() || absent.contains(text) ? Optional.empty() : Optional.of(text);
  }
}
