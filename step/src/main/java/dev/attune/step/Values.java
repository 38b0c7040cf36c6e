package dev.attune.step;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The different values of one column, numbered from 1 by first appearance; 0 is no value. Mutable;
 * one thread.
 */
final class Values {
  private static final int FEW = 8;

  private @Nullable Object[] values = new Object[4];
  private int size = 1;
  private @Nullable Map<Object, Integer> codes;

  /** How many numbers are given, 0 included. */
  int size() {
    return size;
  }

  @Nullable Object value(int code) {
    return values[code];
  }

  /** The number of {@code value}, given now if it is new. */
  int code(@Nullable Object value) {
    if (value == null) {
      return 0;
    }
    if (codes != null) {
      Integer code = codes.get(value);
      return code == null ? add(value) : code;
    }
    for (int code = 1; code < size; code++) {
      if (value.equals(values[code])) {
        return code;
      }
    }
    return add(value);
  }

  private int add(Object value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size] = value;
    if (size == FEW) {
      codes = new HashMap<>();
      for (int code = 1; code < size; code++) {
        codes.put(Objects.requireNonNull(values[code]), code);
      }
    }
    if (codes != null) {
      codes.put(value, size);
    }
    return size++;
  }
}
