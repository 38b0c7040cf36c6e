package dev.attune.simulator;

import dev.attune.customer.Data;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Writes JSON as UTF-8, the same bytes for the same values on every machine. Commas are put where
 * they belong. Not thread-safe; can be used again after {@link #take}.
 */
final class JsonText {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private byte[] bytes = new byte[2048];
  private int length;

  /** What was written; begins anew. */
  byte[] take() {
    byte[] taken = Arrays.copyOf(bytes, length);
    length = 0;
    return taken;
  }

  JsonText open(char bracket) {
    separate();
    put(bracket);
    return this;
  }

  JsonText close(char bracket) {
    put(bracket);
    return this;
  }

  JsonText name(String name) {
    value(name);
    put(':');
    return this;
  }

  JsonText member(String name, String value) {
    name(name);
    return value(value);
  }

  JsonText member(String name, Instant value) {
    name(name);
    return value(value.toString());
  }

  JsonText member(String name, double value) {
    name(name);
    return raw(Double.toString(value));
  }

  /** Text that is JSON already. */
  JsonText raw(String json) {
    for (int i = 0; i < json.length(); i++) {
      put(json.charAt(i));
    }
    return this;
  }

  /** Bytes that are JSON already, with a comma of their own where one is needed. */
  JsonText raw(byte[] json) {
    room(json.length);
    System.arraycopy(json, 0, bytes, length, json.length);
    length += json.length;
    return this;
  }

  JsonText value(String text) {
    separate();
    put('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        put('\\');
        put(c);
      } else if (c < ' ') {
        raw("\\u00").put((char) HEX[c >> 4]).put((char) HEX[c & 15]);
      } else if (c < 0x80) {
        put(c);
      } else if (Character.isHighSurrogate(c)) {
        i++;
        beyond(Character.toCodePoint(c, text.charAt(i)));
      } else {
        beyond(c);
      }
    }
    return put('"');
  }

  JsonText value(Object value) {
    switch (value) {
      case String text -> value(text);
      case Data data -> object(data);
      case List<?> list -> {
        open('[');
        list.forEach(this::value);
        close(']');
      }
      case Data.Nothing nothing -> {
        separate();
        raw("null");
      }
      default -> {
        separate();
        raw(value.toString());
      }
    }
    return this;
  }

  JsonText object(Data data) {
    open('{');
    data.forEach((name, value) -> name(name).value(value));
    return close('}');
  }

  private void separate() {
    if (length == 0) {
      return;
    }
    byte last = bytes[length - 1];
    if (last != '{' && last != '[' && last != ':') {
      put(',');
    }
  }

  private void beyond(int c) {
    if (c < 0x800) {
      put((char) (0xC0 | (c >> 6)));
    } else if (c < 0x10000) {
      put((char) (0xE0 | (c >> 12)));
      put((char) (0x80 | ((c >> 6) & 0x3F)));
    } else {
      put((char) (0xF0 | (c >> 18)));
      put((char) (0x80 | ((c >> 12) & 0x3F)));
      put((char) (0x80 | ((c >> 6) & 0x3F)));
    }
    put((char) (0x80 | (c & 0x3F)));
  }

  private JsonText put(char c) {
    room(1);
    bytes[length++] = (byte) c;
    return this;
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
  }

  /** Thirty-two hexadecimal digits with four dashes, made of two numbers. */
  static String uuid(long high, long low) {
    byte[] text = new byte[36];
    int at = 0;
    for (int digit = 0; digit < 32; digit++) {
      if (digit == 8 || digit == 12 || digit == 16 || digit == 20) {
        text[at++] = '-';
      }
      long half = digit < 16 ? high : low;
      text[at++] = HEX[(int) (half >>> (60 - 4 * (digit & 15))) & 15];
    }
    return new String(text, StandardCharsets.US_ASCII);
  }
}
