package dev.attune.server;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What was typed in a form about the playbook, which may be as long as a playbook is.
 *
 * @param fields the first value of each
 */
record Typed(Map<String, String> fields) {
  /** A text of 1 MB may be thrice as long when it is sent. */
  private static final int MOST_BYTES = 4_000_000;

  /** More options than a playbook has, and all other fields. */
  private static final int MOST_FIELDS = 3_000;

  Typed {
    fields = Map.copyOf(fields);
  }

  static Typed of(Request request) {
    String body = new String(request.entity().read(MOST_BYTES), StandardCharsets.UTF_8);
    return new Typed(body.isEmpty() ? Map.of() : Paths.query(body, MOST_FIELDS));
  }

  String of(String field) {
    return fields.getOrDefault(field, "");
  }

  /**
   * A whole number.
   *
   * @throws Refusal if it is none from 1 to {@code most}
   */
  int number(String field, int most) {
    String text = of(field).strip();
    int value = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    if (value < 1 || value > most) {
      throw Refusal.caller(
          422,
          "bad-value",
          "%s is \"%s\": expected a whole number from 1 to %d".formatted(field, text, most));
    }
    return value;
  }
}
