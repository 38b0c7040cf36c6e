package dev.attune.playbook;

import dev.attune.customer.Data;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The functions of conditions that make a value of one value: sizes, conversions, parts of times.
 * What cannot be converted is unknown: null.
 */
final class Functions {
  /** Behind every second that CEL knows. */
  private static final long LATEST = 1_000_000_000_000L;

  private static final Pattern SPAN =
      Pattern.compile("(\\d{1,15}(?:\\.\\d{0,9})?|\\.\\d{1,9})(h|ms|us|ns|m|s)");

  private static final Map<String, BigDecimal> NANOS =
      Map.of(
          "h", BigDecimal.valueOf(3_600_000_000_000L),
          "m", BigDecimal.valueOf(60_000_000_000L),
          "s", BigDecimal.valueOf(1_000_000_000L),
          "ms", BigDecimal.valueOf(1_000_000L),
          "us", BigDecimal.valueOf(1_000L),
          "ns", BigDecimal.ONE);

  private static final Map<String, Function> ALL =
      Map.ofEntries(
          Map.entry("size", Functions::size),
          Map.entry("timestamp", Functions::timestamp),
          Map.entry("duration", Functions::duration),
          Map.entry("int", Functions::whole),
          Map.entry("double", Functions::fraction),
          Map.entry("getFullYear", part(ZonedDateTime::getYear)),
          Map.entry("getMonth", part(time -> time.getMonthValue() - 1)),
          Map.entry("getDayOfYear", part(time -> time.getDayOfYear() - 1)),
          Map.entry("getDayOfMonth", part(time -> time.getDayOfMonth() - 1)),
          Map.entry("getDate", part(ZonedDateTime::getDayOfMonth)),
          Map.entry("getDayOfWeek", part(time -> time.getDayOfWeek().getValue() % 7)),
          Map.entry("getHours", part(ZonedDateTime::getHour, Duration::toHours)),
          Map.entry("getMinutes", part(ZonedDateTime::getMinute, Duration::toMinutes)),
          Map.entry("getSeconds", part(ZonedDateTime::getSecond, Duration::toSeconds)),
          Map.entry(
              "getMilliseconds",
              part(time -> time.getNano() / 1_000_000, span -> span.toMillis() % 1_000)));

  private Functions() {}

  /** A function of a value, with a second one that may say in which zone. */
  interface Function {
    /** The result, or null where there is none. */
    @Nullable Object of(Object value, @Nullable Object zone);
  }

  /** The whole number in a part of a time. */
  private interface Part<T> {
    long of(T time);
  }

  static Set<String> names() {
    return new TreeSet<>(ALL.keySet());
  }

  /** The function called {@code name}, or null if there is none. */
  static @Nullable Function named(String name) {
    return ALL.get(name);
  }

  /** The zone called {@code name}, or null if there is none. */
  static @Nullable ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException unknown) {
      return null;
    }
  }

  private static @Nullable Object size(Object value, @Nullable Object zone) {
    return switch (value) {
      case String text -> (long) text.codePointCount(0, text.length());
      case List<?> list -> (long) list.size();
      case Data data -> (long) data.size();
      default -> null;
    };
  }

  private static @Nullable Object timestamp(Object value, @Nullable Object zone) {
    return switch (value) {
      case Instant instant -> instant;
      case String text -> {
        try {
          yield Arithmetic.known(Instant.parse(text));
        } catch (DateTimeParseException none) {
          yield null;
        }
      }
      case Long seconds when seconds > -LATEST && seconds < LATEST ->
          Arithmetic.known(Instant.ofEpochSecond(seconds));
      default -> null;
    };
  }

  private static @Nullable Object duration(Object value, @Nullable Object zone) {
    return switch (value) {
      case Duration duration -> duration;
      case String text -> {
        boolean negative = text.startsWith("-");
        Duration sum = spans(negative || text.startsWith("+") ? text.substring(1) : text);
        yield sum == null ? null : negative ? sum.negated() : sum;
      }
      default -> null;
    };
  }

  private static @Nullable Duration spans(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    Matcher span = SPAN.matcher(text);
    BigDecimal nanos = BigDecimal.ZERO;
    int end = 0;
    while (end < text.length() && span.find(end) && span.start() == end) {
      BigDecimal unit = NANOS.getOrDefault(span.group(2), BigDecimal.ZERO);
      nanos = nanos.add(new BigDecimal(span.group(1)).multiply(unit));
      end = span.end();
    }
    if (end == 0 || end < text.length()) {
      return null;
    }
    BigDecimal[] seconds = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000L));
    if (seconds[0].precision() - seconds[0].scale() > 18) {
      return null;
    }
    return Arithmetic.known(Duration.ofSeconds(seconds[0].longValue(), seconds[1].longValue()));
  }

  private static @Nullable Object whole(Object value, @Nullable Object zone) {
    return switch (value) {
      case Long whole -> whole;
      case Double number when Math.abs(number) < 0x1p63 -> (long) (double) number;
      case Instant instant -> instant.getEpochSecond();
      case String text -> {
        try {
          yield Long.valueOf(text);
        } catch (NumberFormatException none) {
          yield null;
        }
      }
      default -> null;
    };
  }

  private static @Nullable Object fraction(Object value, @Nullable Object zone) {
    return switch (value) {
      case Number number -> number.doubleValue();
      case String text -> {
        try {
          yield Arithmetic.finite(Double.parseDouble(text));
        } catch (NumberFormatException none) {
          yield null;
        }
      }
      default -> null;
    };
  }

  private static Function part(Part<ZonedDateTime> part) {
    return (value, zone) -> value instanceof Instant instant ? of(instant, zone, part) : null;
  }

  private static Function part(Part<ZonedDateTime> part, Part<Duration> ofDuration) {
    return (value, zone) ->
        switch (value) {
          case Instant instant -> of(instant, zone, part);
          case Duration duration -> ofDuration.of(duration);
          default -> null;
        };
  }

  private static @Nullable Object of(
      Instant instant, @Nullable Object zone, Part<ZonedDateTime> part) {
    ZoneId place =
        switch (zone) {
          case null -> ZoneOffset.UTC;
          case String name -> zone(name);
          default -> null;
        };
    return place == null ? null : part.of(instant.atZone(place));
  }
}
