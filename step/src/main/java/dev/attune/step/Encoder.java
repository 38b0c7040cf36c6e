package dev.attune.step;

import dev.attune.customer.Data;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a customer's state. Whole numbers are LEB128 varints, signed ones zigzag first; texts are
 * UTF-8 behind their length; values begin with a tag. {@link Decoder} reads the same.
 */
final class Encoder {
  static final int NULL = 0;
  static final int FALSE = 1;
  static final int TRUE = 2;
  static final int WHOLE = 3;
  static final int REAL = 4;
  static final int TEXT = 5;
  static final int LIST = 6;
  static final int OBJECT = 7;

  private byte[] bytes = new byte[512];
  private int size;

  void raw(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  /** Writes zero or more. */
  void count(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** Writes any whole number; those near zero are short. */
  void whole(long value) {
    count((value << 1) ^ (value >> 63));
  }

  void text(String value) {
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    count(encoded.length);
    room(encoded.length);
    System.arraycopy(encoded, 0, bytes, size, encoded.length);
    size += encoded.length;
  }

  void optionalText(@Nullable String value) {
    raw(value == null ? 0 : 1);
    if (value != null) {
      text(value);
    }
  }

  /** Writes a value of {@link Data}, or null. */
  void value(@Nullable Object value) {
    switch (value) {
      case null -> raw(NULL);
      case Data.Nothing nothing -> raw(NULL);
      case Boolean flag -> raw(flag ? TRUE : FALSE);
      case Long whole -> {
        raw(WHOLE);
        whole(whole);
      }
      case Double real -> {
        raw(REAL);
        fixed(Double.doubleToRawLongBits(real));
      }
      case String text -> {
        raw(TEXT);
        text(text);
      }
      case List<?> list -> {
        raw(LIST);
        count(list.size());
        list.forEach(this::value);
      }
      case Data data -> {
        raw(OBJECT);
        count(data.size());
        data.forEach((name, inner) -> {
          text(name);
          value(inner);
        });
      }
      default -> throw new IllegalArgumentException("no value of a signal: " + value.getClass());
    }
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void fixed(long value) {
    room(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }
}
