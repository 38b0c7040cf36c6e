package dev.attune.step;

import dev.attune.playbook.MomentRule.Around;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Dates as traits state them: ISO 8601, with or without a time, with or without an offset. */
final class Dates {
  private static final int DATE_LENGTH = "2026-01-31".length();

  private Dates() {}

  /** A span of instants: from {@code start} until just before {@code end}. */
  record Span(long start, long end) {
    boolean contains(long instant) {
      return start <= instant && instant < end;
    }
  }

  /** The span around a date, or null if the value is none. */
  static @Nullable Span span(@Nullable Object value, Around around, ZoneId zone) {
    if (!(value instanceof String text)) {
      return null;
    }
    try {
      Span date = date(text.strip(), zone);
      return new Span(
          Math.addExact(date.start, around.from().toMillis()),
          Math.addExact(date.end, around.to().toMillis()));
    } catch (DateTimeException | ArithmeticException e) {
      return null; // a trait is what a sender wrote: no date is no date
    }
  }

  private static Span date(String text, ZoneId zone) {
    if (text.length() == DATE_LENGTH) {
      LocalDate day = LocalDate.parse(text);
      return new Span(
          day.atStartOfDay(zone).toInstant().toEpochMilli(),
          day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli());
    }
    long instant = instant(text, zone).toEpochMilli();
    return new Span(instant, instant);
  }

  private static Instant instant(String text, ZoneId zone) {
    int time = text.indexOf('T');
    boolean offset =
        text.endsWith("Z") || text.indexOf('+', time) > 0 || text.indexOf('-', time) > 0;
    return time > 0 && !offset
        ? LocalDateTime.parse(text).atZone(zone).toInstant()
        : OffsetDateTime.parse(text).toInstant();
  }
}
