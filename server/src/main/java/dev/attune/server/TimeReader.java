package dev.attune.server;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads times as a mapping describes them. A date without a time is the start of that day; a local
 * time that a change of clocks skips is moved on as {@link ZonedDateTime#of} does.
 */
final class TimeReader {
  private final Function<String, Instant> reader;

  /**
   * Prepares for one way of writing.
   *
   * @throws IllegalArgumentException if {@code format} is no pattern
   */
  TimeReader(String format, Optional<ZoneId> zone) {
    this.reader =
        switch (format) {
          case "epoch-seconds" -> text -> Instant.ofEpochMilli(Math.round(number(text) * 1_000));
          case "epoch-millis" -> text -> Instant.ofEpochMilli(Math.round(number(text)));
          case "iso" ->
              pattern(iso(), zone, "is no time such as 2026-01-31 or 2026-01-31T09:30:00Z");
          default ->
              pattern(lenient(format), zone, "is no time such as " + format + mistaken(format));
        };
  }

  /**
   * The instant.
   *
   * @throws DateTimeException if the text is no such time
   */
  Instant read(String text) {
    return reader.apply(text).truncatedTo(ChronoUnit.MILLIS);
  }

  private static DateTimeFormatter iso() {
    return new DateTimeFormatterBuilder()
        .append(DateTimeFormatter.ISO_LOCAL_DATE)
        .optionalStart()
        .optionalStart()
        .appendLiteral('T')
        .optionalEnd()
        .optionalStart()
        .appendLiteral(' ')
        .optionalEnd()
        .append(DateTimeFormatter.ISO_LOCAL_TIME)
        .optionalEnd()
        .optionalStart()
        .appendOffset("+HH:mm", "Z")
        .optionalEnd()
        .toFormatter(Locale.ROOT);
  }

  private static DateTimeFormatter lenient(String format) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(format)
        .toFormatter(Locale.ENGLISH);
  }

  /** Letters of a pattern that mean another thing than most people think. */
  private static String mistaken(String format) {
    if (format.contains("mm") && !format.contains("M")) {
      return "; months are MM, mm are minutes";
    }
    if (format.contains("DD") && !format.contains("d")) {
      return "; days of a month are dd, DD are those of a year";
    }
    return format.contains("YY") && !format.contains("y")
        ? "; years are yyyy, YYYY are those of weeks"
        : "";
  }

  private static Function<String, Instant> pattern(
      DateTimeFormatter formatter, Optional<ZoneId> zone, String otherwise) {
    return text -> {
      TemporalAccessor parsed;
      try {
        parsed =
            formatter.parseBest(
                text,
                ZonedDateTime::from,
                OffsetDateTime::from,
                LocalDateTime::from,
                LocalDate::from);
      } catch (DateTimeException e) {
        throw new DateTimeException(otherwise, e);
      }
      if (!isDay(formatter.parseUnresolved(text, new ParsePosition(0)))) {
        throw new DateTimeException("is a day that its month does not have");
      }
      return switch (parsed) {
        case ZonedDateTime time -> time.toInstant();
        case OffsetDateTime time -> time.toInstant();
        case LocalDateTime time -> inZone(time, zone);
        case LocalDate date -> inZone(date.atTime(LocalTime.MIN), zone);
        default -> throw new DateTimeException(otherwise);
      };
    };
  }

  /** Parsing takes the 31st of a short month for its last day: nobody wrote that. */
  private static boolean isDay(TemporalAccessor written) {
    ChronoField year =
        written.isSupported(ChronoField.YEAR) ? ChronoField.YEAR : ChronoField.YEAR_OF_ERA;
    boolean isDate =
        Stream.of(year, ChronoField.MONTH_OF_YEAR, ChronoField.DAY_OF_MONTH)
            .allMatch(written::isSupported);
    return !isDate
        || YearMonth.of(
                Math.toIntExact(written.getLong(year)),
                Math.toIntExact(written.getLong(ChronoField.MONTH_OF_YEAR)))
            .isValidDay(Math.toIntExact(written.getLong(ChronoField.DAY_OF_MONTH)));
  }

  private static Instant inZone(LocalDateTime time, Optional<ZoneId> zone) {
    return time.atZone(
            zone.orElseThrow(
                () -> new DateTimeException("has no offset; give the mapping's time a zone")))
        .toInstant();
  }

  private static double number(String text) {
    try {
      double value = Double.parseDouble(text);
      if (Math.abs(value) < 1e16) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new DateTimeException("is no number");
  }
}
