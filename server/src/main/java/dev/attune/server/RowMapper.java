package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.server.Mapping.SignalRule;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  private static final int ID_BYTES = 16;

  private final Mapping mapping;
  private final MessageMaker maker;
  private final Repetitions repetitions = new Repetitions();

  RowMapper(Mapping mapping) {
    this.mapping = mapping;
    this.maker = new MessageMaker(mapping.signals(), mapping.absent());
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
    return maker.make(
        index,
        row,
        () -> {
          demandCustomer(rule, row);
          return rule.key().isEmpty() ? rowId(index, content, repetition) : keyId(index, rule, row);
        },
        Data.EMPTY);
  }

  private void demandCustomer(SignalRule rule, Row.Sound row) {
    List<Template> ids = Stream.concat(rule.user().stream(), rule.anonymous().stream()).toList();
    if (ids.stream().anyMatch(template -> isFilled(template, row))) {
      return;
    }
    String columns =
        ids.stream()
            .flatMap(template -> template.columns().stream())
            .distinct()
            .collect(Collectors.joining(", "));
    throw new MessageMaker.Unusable(
        "no customer is named: nothing stands in %s; a mapping file can leave such rows out (skip-if)"
            .formatted(columns));
  }

  private boolean isFilled(Template template, Row.Sound row) {
    String text = template.fill(column -> Row.text(row, column, mapping.absent()).orElse(null));
    return text != null && !text.isBlank();
  }

  private String keyId(int index, SignalRule rule, Row.Sound row) {
    StringBuilder key = new StringBuilder();
    for (String column : rule.key()) {
      Optional<String> value = Row.text(row, column, mapping.absent());
      if (value.isEmpty()) {
        throw new MessageMaker.Unusable("%s: the key column is empty".formatted(column));
      }
      key.append(value.get()).append('\u001f');
    }
    return "key-%s-%s".formatted(inOrder(index), hex(sha256(key.toString())));
  }

  /**
   * A number whose text sorts as numbers do: what one row says at one instant is taken in the order
   * of the mapping, and ids decide it.
   */
  private static String inOrder(int index) {
    String digits = Integer.toString(index);
    return digits.length() == 1 ? digits : (char) ('a' + digits.length() - 2) + digits;
  }

  static String rowId(int index, byte[] content, int repetition) {
    return "row-%s-%s-%d".formatted(inOrder(index), hex(content), repetition);
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
