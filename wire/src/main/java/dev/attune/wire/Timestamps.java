package dev.attune.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Reads ISO-8601 date-times with an offset: {@code 2026-11-21T17:26:19.271Z}, {@code 2026-11-21
 * 18:26:19+0100}. Fractions of a second of any length are cut to milliseconds. A time without an
 * offset is nobody's time and is not read.
 */
final class Timestamps {
  private static final long SECONDS_A_DAY = 86_400;

  private final String text;
  private int at;

  private Timestamps(String text) {
    this.text = text;
  }

  /** The instant, or nothing where the text is no date-time with an offset. */
  static Optional<Instant> read(String text) {
    try {
      return Optional.of(Instant.ofEpochMilli(new Timestamps(text.strip()).millis()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private long millis() {
    int year = digits(4);
    expect('-');
    int month = digits(2);
    expect('-');
    long day = LocalDate.of(year, month, digits(2)).toEpochDay();
    if (!skip('T') && !skip('t')) {
      expect(' ');
    }
    int hour = below(24, digits(2));
    expect(':');
    int minute = below(60, digits(2));
    int second = skip(':') ? below(61, digits(2)) : 0;
    int fraction = skip('.') || skip(',') ? fraction() : 0;
    int offset = offset();
    if (at != text.length()) {
      throw new DateTimeException("text goes on after the offset");
    }
    long seconds = day * SECONDS_A_DAY + hour * 3_600L + minute * 60L + second - offset;
    return seconds * 1_000 + fraction;
  }

  private int fraction() {
    int start = at;
    int millis = 0;
    for (int scale = 100; at < text.length() && isDigit(text.charAt(at)); scale /= 10) {
      millis += (text.charAt(at++) - '0') * scale;
    }
    if (at == start) {
      throw new DateTimeException("no digits after the point");
    }
    return millis;
  }

  private int offset() {
    if (skip('Z') || skip('z')) {
      return 0;
    }
    int sign = skip('-') ? -1 : 1;
    if (sign > 0) {
      expect('+');
    }
    int hours = below(19, digits(2));
    if (at == text.length()) {
      return sign * hours * 3_600;
    }
    skip(':');
    return sign * (hours * 3_600 + below(60, digits(2)) * 60);
  }

  private int digits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      if (at >= text.length() || !isDigit(text.charAt(at))) {
        throw new DateTimeException("digit expected");
      }
      value = value * 10 + text.charAt(at++) - '0';
    }
    return value;
  }

  private static int below(int limit, int value) {
    if (value >= limit) {
      throw new DateTimeException("out of range");
    }
    return value;
  }

  private static boolean isDigit(char letter) {
    return letter >= '0' && letter <= '9';
  }

  private boolean skip(char letter) {
    if (at < text.length() && text.charAt(at) == letter) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char letter) {
    if (!skip(letter)) {
      throw new DateTimeException("expected " + letter);
    }
  }
}
