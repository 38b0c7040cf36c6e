package dev.attune.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Texts met lately, so that the same bytes need not become a new text every time. Keeps the newest
 * of each place; never more than {@value #PLACES}. One thread.
 */
final class Texts {
  private static final int PLACES = 1 << 12;

  private final byte[] @Nullable [] bytes = new byte[PLACES][];
  private final @Nullable String[] texts = new String[PLACES];

  /** The text that {@code length} bytes from {@code at} are in UTF-8. */
  String of(byte[] from, int at, int length) {
    int hash = length;
    for (int i = at; i < at + length; i++) {
      hash = 31 * hash + from[i];
    }
    int place = (hash ^ hash >>> 15) & (PLACES - 1);
    byte[] known = bytes[place];
    String text = texts[place];
    if (known != null
        && text != null
        && Arrays.equals(known, 0, known.length, from, at, at + length)) {
      return text;
    }
    String made = new String(from, at, length, StandardCharsets.UTF_8);
    bytes[place] = Arrays.copyOfRange(from, at, at + length);
    texts[place] = made;
    return made;
  }
}
