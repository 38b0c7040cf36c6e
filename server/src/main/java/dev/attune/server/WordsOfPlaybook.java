package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.playbook.Playbooks;
import dev.attune.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Every word a playbook may have, with what it means, as its JSON Schema says. */
final class WordsOfPlaybook {
  private WordsOfPlaybook() {}

  /** Read once: the schema is part of the program. */
  private static final class All {
    static final Map<String, String> WORDS = read();

    private static Map<String, String> read() {
      Map<String, String> words = new TreeMap<>();
      collect(Json.read(Playbooks.schemaText().getBytes(StandardCharsets.UTF_8)), words);
      return Collections.unmodifiableMap(words);
    }

    private static void collect(Data schema, Map<String, String> words) {
      schema.forEach((name, value) -> {
        if (name.equals("properties") && value instanceof Data properties) {
          properties.forEach((word, said) -> {
            String says = said instanceof Data each ? each.text("description") : null;
            words.merge(
                word, says == null ? "" : says, (one, other) -> one.isEmpty() ? other : one);
          });
        }
        if (value instanceof Data inner) {
          collect(inner, words);
        } else if (value instanceof Iterable<?> items) {
          items.forEach(item -> {
            if (item instanceof Data inner) {
              collect(inner, words);
            }
          });
        }
      });
    }
  }

  static Map<String, String> all() {
    return All.WORDS;
  }
}
