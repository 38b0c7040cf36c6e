package dev.attune.wire;

import dev.attune.customer.Id;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells ids from what senders put where they have none. */
final class Ids {
  /**
   * What software writes when it does not know who somebody is. Joining on it would join everybody.
   */
  private static final Set<String> PLACEHOLDERS =
      Set.of(
          "null",
          "undefined",
          "none",
          "nil",
          "nan",
          "0",
          "-1",
          "anonymous",
          "guest",
          "unknown",
          "true",
          "false",
          "[object object]",
          "00000000-0000-0000-0000-000000000000");

  private static final int LONGEST_PLACEHOLDER = 36;

  private Ids() {}

  /** The id, or null where {@code text} is absent, blank or a placeholder. */
  static @Nullable String usable(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    String bare = text.strip();
    boolean placeholder =
        bare.length() <= LONGEST_PLACEHOLDER
            && PLACEHOLDERS.contains(bare.toLowerCase(Locale.ROOT));
    return placeholder ? null : text;
  }

  /** What is wrong with an id that is there, or null. */
  static @Nullable String problem(String id) {
    if (id.length() > Id.MAX_LENGTH) {
      return "has %d characters, at most %d are taken".formatted(id.length(), Id.MAX_LENGTH);
    }
    for (int i = 0; i < id.length(); i++) {
      if (Character.isISOControl(id.charAt(i))) {
        return "has a control character";
      }
    }
    return id.equals(Json.whole(id)) ? null : "has half a character (an unpaired surrogate)";
  }
}
