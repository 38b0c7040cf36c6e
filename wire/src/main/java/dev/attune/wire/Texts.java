package dev.attune.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Texts met lately, so that the same bytes need not become a new text every time. Keeps the newest
 * of each place; never more than {@value #PLACES}. One thread.
 */
final class Texts {
  private static final int PLACE_BITS = 12;
  private static final int PLACES = 1 << PLACE_BITS;
  private static final long MIX = 0x9E3779B97F4A7C15L;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] @Nullable [] bytes = new byte[PLACES][];
  private final @Nullable String[] texts = new String[PLACES];

  /** The text that {@code length} bytes from {@code at} are in UTF-8. */
  String of(byte[] from, int at, int length) {
    int place = place(from, at, length);
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

  /** Where a text lies: its length, beginning and end tell enough of those that come together. */
  private static int place(byte[] from, int at, int length) {
    long hash = length;
    if (length >= Long.BYTES) {
      hash += (long) LONG.get(from, at) + MIX * (long) LONG.get(from, at + length - Long.BYTES);
    } else {
      for (int i = at; i < at + length; i++) {
        hash = 31 * hash + from[i];
      }
    }
    return (int) ((hash * MIX) >>> (Long.SIZE - PLACE_BITS));
  }
}
