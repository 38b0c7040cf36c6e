package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.server.Mapping.SignalRule;
import dev.attune.server.Mapping.Test;
import dev.attune.server.Mapping.Value;
import dev.attune.wire.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows into messages. A message's id is made of the row alone: of its key columns, or of all
 * of it and how often the same came before in this file; so the same row sent again is the same
 * signal, whenever and in however many pieces a file is imported.
 *
 * <p>Not thread-safe: it counts.
 */
final class RowMapper {
  /** What became of one thing that a row says. */
  sealed interface Said {
    /** A message, as JSON. */
    // Written once, never compared.
    @SuppressWarnings("ArrayRecordComponent")
    record Message(byte[] json) implements Said {}

    /** A condition of the mapping leaves it out. */
    record Skipped() implements Said {}

    /** It cannot be a message. */
    record Bad(String reason) implements Said {}
  }

  private static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unusable(String message) {
      super(message, null, false, false);
    }
  }

  private static final int ID_BYTES = 16;

  private final Mapping mapping;
  private final List<TimeReader> times;
  private final Repetitions repetitions = new Repetitions();

  RowMapper(Mapping mapping) {
    this.mapping = mapping;
    this.times =
        mapping.signals().stream()
            .map(rule -> new TimeReader(rule.time().format(), rule.time().zone()))
            .toList();
  }

  /** What {@code row} says, in the mapping's order. */
  List<Said> map(Row.Sound row) {
    byte[] content = sha256(row.content());
    int repetition = repetitions.next(ByteBuffer.wrap(content).getLong());
    List<Said> said = new ArrayList<>(mapping.signals().size());
    for (int i = 0; i < mapping.signals().size(); i++) {
      said.add(say(i, row, content, repetition));
    }
    return said;
  }

  private Said say(int index, Row.Sound row, byte[] content, int repetition) {
    SignalRule rule = mapping.signals().get(index);
    if (!rule.onlyIf().stream().allMatch(test -> holds(test, row))
        || rule.skipIf().stream().anyMatch(test -> holds(test, row))) {
      return new Said.Skipped();
    }
    try {
      String id =
          rule.key().isEmpty() ? rowId(index, content, repetition) : keyId(index, rule, row);
      return new Said.Message(Json.write(message(index, rule, row, id)));
    } catch (Unusable e) {
      return new Said.Bad(String.valueOf(e.getMessage()));
    }
  }

  private boolean holds(Test test, Row.Sound row) {
    return test.values().contains(Row.text(row, test.column(), mapping.absent()).orElse(""));
  }

  private Data message(int index, SignalRule rule, Row.Sound row, String id) {
    Data.Builder message = new Data.Builder().put("type", rule.kind()).put("messageId", id);
    rule.user()
        .map(template -> filled(template, row))
        .ifPresent(user -> message.put("userId", user));
    rule.anonymous()
        .map(template -> filled(template, row))
        .ifPresent(anonymous -> message.put("anonymousId", anonymous));
    String time = filled(rule.time().template(), row);
    if (time == null) {
      throw new Unusable("time: there is none");
    }
    message.put("timestamp", instant(index, "time", time).toString());
    rule.members()
        .forEach((name, value) -> {
          Object made = value(index, name, value, row);
          if (made != null) {
            message.put(name, made);
          }
        });
    rule.data().forEach((name, values) -> message.put(name, data(index, values, row)));
    return message.build();
  }

  private Data data(int index, Map<String, Value> values, Row.Sound row) {
    Data.Builder data = new Data.Builder();
    values.forEach((name, value) -> {
      Object made = value(index, name, value, row);
      if (made != null) {
        data.put(name, made);
      }
    });
    return data.build();
  }

  private @Nullable String filled(Template template, Row.Sound row) {
    String text = template.fill(column -> Row.text(row, column, mapping.absent()).orElse(null));
    return text == null || text.isBlank() ? null : text;
  }

  private @Nullable Object value(int index, String name, Value value, Row.Sound row) {
    if (value.type() == Mapping.Type.AS_IS && value.template().isOneColumn()) {
      Object asIs = row.value(value.template().columns().getFirst());
      return asIs instanceof String || asIs == null ? filled(value.template(), row) : asIs;
    }
    String text = filled(value.template(), row);
    if (text == null) {
      return null;
    }
    return switch (value.type()) {
      case AS_IS, TEXT -> text;
      case INTEGER -> integer(name, text);
      case NUMBER -> number(name, text);
      case BOOLEAN -> flag(name, text);
      case TIME -> instant(index, name, text).toString();
    };
  }

  private Instant instant(int index, String name, String text) {
    try {
      return times.get(index).read(text);
    } catch (DateTimeException e) {
      throw new Unusable("%s: '%s' %s".formatted(name, text, e.getMessage()));
    }
  }

  private static Object integer(String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new Unusable("%s: '%s' is no whole number".formatted(name, text));
    }
  }

  private static Object number(String name, String text) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new Unusable("%s: '%s' is no number".formatted(name, text));
  }

  private static Object flag(String name, String text) {
    return switch (text.toLowerCase(java.util.Locale.ROOT)) {
      case "true", "yes", "y", "1" -> true;
      case "false", "no", "n", "0" -> false;
      default -> throw new Unusable("%s: '%s' is neither true nor false".formatted(name, text));
    };
  }

  private String keyId(int index, SignalRule rule, Row.Sound row) {
    StringBuilder key = new StringBuilder();
    for (String column : rule.key()) {
      Optional<String> value = Row.text(row, column, mapping.absent());
      if (value.isEmpty()) {
        throw new Unusable("%s: the key column is empty".formatted(column));
      }
      key.append(value.get()).append('\u001f');
    }
    return "key-%d-%s".formatted(index, hex(sha256(key.toString())));
  }

  static String rowId(int index, byte[] content, int repetition) {
    return "row-%d-%s-%d".formatted(index, hex(content), repetition);
  }

  private static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash, 0, ID_BYTES);
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
