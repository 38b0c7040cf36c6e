package dev.attune.server;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The fields that a page's form sent, each as typed; of a repeated one the first. */
record Form(Map<String, String> fields) {
  /** A file may have some hundreds of columns, each with a field of its own. */
  private static final int MOST_FIELDS = 3_000;

  static final String TYPE = "application/x-www-form-urlencoded";

  /** Enough for the longest playbook, every letter escaped. */
  static final int LIMIT = 4 * 1024 * 1024;

  Form {
    fields = Map.copyOf(fields);
  }

  /**
   * The form in a request's body.
   *
   * @throws Refusal if there is none
   */
  static Form of(Request request) {
    if (!type(request).equals(TYPE)) {
      throw Refusal.caller(415, "no-form", "expected a form: Content-Type " + TYPE);
    }
    return new Form(fields(request.entity().read(LIMIT)));
  }

  static Map<String, String> fields(byte[] body) {
    return Paths.query(new String(body, StandardCharsets.US_ASCII), MOST_FIELDS);
  }

  /** The type of a request's body, without parameters; empty if it says none. */
  static String type(Request request) {
    return request
        .header("content-type")
        .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
        .orElse("");
  }

  /** A field's text; empty if it was not sent. */
  String text(String name) {
    return fields.getOrDefault(name, "");
  }

  /** A field, if it was sent and is not blank. */
  Optional<String> filled(String name) {
    return Optional.of(text(name)).filter(text -> !text.isBlank());
  }

  /**
   * A field that must be filled.
   *
   * @throws Refusal if it is not
   */
  String demand(String name) {
    return filled(name)
        .orElseThrow(() -> Refusal.caller(422, "missing-field", "'%s' is empty".formatted(name)));
  }
}
