package dev.attune.server;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Paths and queries as they stand in a request line. Segments are cut before they are decoded, so
 * that an id may hold a slash.
 */
final class Paths {
  private static final Pattern PROGRAMS = Pattern.compile("/(api|v1|health|metrics)(/.*)?");

  private Paths() {}

  /** Whether programs call it, whatever they say that they can read. */
  static boolean isForPrograms(String path) {
    return PROGRAMS.matcher(path).matches();
  }

  /**
   * The decoded segments of a path; one trailing slash does not count.
   *
   * @return null if an escape is broken or no UTF-8
   */
  static @Nullable List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    int from = path.startsWith("/") ? 1 : 0;
    int end = path.length() > 1 && path.endsWith("/") ? path.length() - 1 : path.length();
    while (from <= end) {
      int slash = path.indexOf('/', from);
      int to = slash < 0 || slash > end ? end : slash;
      String segment = decoded(path.substring(from, to), false);
      if (segment == null) {
        return null;
      }
      segments.add(segment);
      from = to + 1;
    }
    return segments;
  }

  /** The first value of each parameter; what cannot be decoded is left out. */
  static Map<String, String> query(String raw) {
    return query(raw, 100);
  }

  /** The same, of at most so many. */
  static Map<String, String> query(String raw, int most) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : raw.split("&", most)) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals), true);
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1), true);
      if (name != null && value != null && !name.isEmpty()) {
        parameters.putIfAbsent(name, value);
      }
    }
    return parameters;
  }

  /** {@code text} as one segment of a path. */
  static String encoded(String text) {
    StringBuilder path = new StringBuilder(text.length() + 8);
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      int value = each & 0xff;
      if (value < 128 && (Character.isLetterOrDigit(value) || "-._~:@".indexOf(value) >= 0)) {
        path.append((char) value);
      } else {
        path.append('%').append("%02X".formatted(value));
      }
    }
    return path.toString();
  }

  private static @Nullable String decoded(String text, boolean plusIsSpace) {
    if (text.indexOf('%') < 0 && !(plusIsSpace && text.indexOf('+') >= 0)) {
      return text;
    }
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(raw.length);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] == '%') {
        int value = i + 2 < raw.length ? (hex(raw[i + 1]) << 4) | hex(raw[i + 2]) : -1;
        if (value < 0) {
          return null;
        }
        bytes.put((byte) value);
        i += 2;
      } else {
        bytes.put(plusIsSpace && raw[i] == '+' ? (byte) ' ' : raw[i]);
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static int hex(byte digit) {
    return Character.digit(digit, 16);
  }
}
