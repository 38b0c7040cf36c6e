package dev.attune.step;

import dev.attune.customer.Data;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link Encoder} wrote. */
final class Decoder {
  private final byte[] bytes;
  private int at;

  Decoder(byte[] bytes) {
    this.bytes = bytes;
  }

  int raw() {
    return bytes[at++] & 0xFF;
  }

  long count() {
    long value = 0;
    int shift = 0;
    while (true) {
      byte next = bytes[at++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
      shift += 7;
    }
  }

  int size() {
    return (int) count();
  }

  long whole() {
    long value = count();
    return (value >>> 1) ^ -(value & 1);
  }

  String text() {
    int length = size();
    String value = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return value;
  }

  @Nullable String optionalText() {
    return raw() == 0 ? null : text();
  }

  @Nullable Object value() {
    int tag = raw();
    return switch (tag) {
      case Encoder.NULL -> null;
      case Encoder.FALSE -> false;
      case Encoder.TRUE -> true;
      case Encoder.WHOLE -> whole();
      case Encoder.REAL -> Double.longBitsToDouble(fixed());
      case Encoder.TEXT -> text();
      case Encoder.LIST -> list();
      case Encoder.OBJECT -> object();
      default -> throw new IllegalStateException("damaged customer state: value tag " + tag);
    };
  }

  boolean atEnd() {
    return at == bytes.length;
  }

  private List<Object> list() {
    int length = size();
    List<Object> list = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      list.add(present(value()));
    }
    return List.copyOf(list);
  }

  private Data object() {
    int length = size();
    Data.Builder builder = new Data.Builder();
    for (int i = 0; i < length; i++) {
      builder.put(text(), present(value()));
    }
    return builder.build();
  }

  private static Object present(@Nullable Object value) {
    return value == null ? Data.Nothing.NULL : value;
  }

  private long fixed() {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = (value << 8) | raw();
    }
    return value;
  }
}
