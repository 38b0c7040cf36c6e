package dev.attune.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Tells whether bytes are UTF-8. Eight bytes of plain ASCII are looked at in one go. */
final class Utf8 {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /**
   * Checks.
   *
   * @throws Json.BadJson if the bytes are not UTF-8
   */
  static void check(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int at = offset;
    while (at < end) {
      if (end - at >= Long.BYTES && ((long) LONG.get(bytes, at) & HIGH_BITS) == 0) {
        at += Long.BYTES;
      } else if (bytes[at] >= 0) {
        at++;
      } else {
        at += letter(bytes, at, end);
      }
    }
  }

  /** The length of the letter of several bytes at {@code at}. */
  private static int letter(byte[] bytes, int at, int end) {
    int first = bytes[at] & 0xFF;
    int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at + length > end) {
      throw bad(at);
    }
    int point = first & (0x7F >> length);
    for (int i = 1; i < length; i++) {
      if ((bytes[at + i] & 0xC0) != 0x80) {
        throw bad(at + i);
      }
      point = (point << 6) | (bytes[at + i] & 0x3F);
    }
    boolean overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
    boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    if (overlong || half || point > Character.MAX_CODE_POINT) {
      throw bad(at);
    }
    return length;
  }

  private static Json.BadJson bad(int at) {
    return new Json.BadJson("the text is not UTF-8 (at byte %d)".formatted(at));
  }
}
