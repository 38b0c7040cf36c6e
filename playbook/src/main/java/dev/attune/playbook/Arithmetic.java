package dev.attune.playbook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How values add up. A result that is out of range, not finite, or of operands that do not go
 * together is unknown: null.
 */
final class Arithmetic {
  /** The instants CEL knows: the years 1 to 9999. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");
  private static final Duration LONGEST = Duration.ofDays(3_652_500);

  private Arithmetic() {}

  /** The operation of a CEL operator, or null if it is none. */
  static Term.@Nullable Binary of(String function) {
    return switch (function) {
      case "_+_" -> Arithmetic::plus;
      case "_-_" -> Arithmetic::minus;
      case "_*_" -> (left, right) -> numbers(left, right, Math::multiplyExact, (a, b) -> a * b);
      case "_/_" -> Arithmetic::by;
      case "_%_" -> Arithmetic::modulo;
      default -> null;
    };
  }

  static @Nullable Object negated(Object value) {
    return switch (value) {
      case Long whole -> whole == Long.MIN_VALUE ? null : (Object) (-whole);
      case Double number -> -number;
      default -> null;
    };
  }

  /** The instant if CEL knows it. */
  static @Nullable Instant known(Instant instant) {
    return instant.isBefore(FIRST) || instant.isAfter(LAST) ? null : instant;
  }

  /** The duration if CEL knows it. */
  static @Nullable Duration known(Duration duration) {
    return duration.abs().compareTo(LONGEST) > 0 ? null : duration;
  }

  /** The number if it is one. */
  static @Nullable Double finite(double number) {
    return Double.isFinite(number) ? number : null;
  }

  private static @Nullable Object plus(Object left, Object right) {
    return switch (left) {
      case Number number -> numbers(number, right, Math::addExact, Double::sum);
      case String text when right instanceof String more -> text + more;
      case List<?> list when right instanceof List<?> more -> joined(list, more);
      case Instant instant when right instanceof Duration more -> later(instant, more);
      case Duration duration when right instanceof Instant instant -> later(instant, duration);
      case Duration duration when right instanceof Duration more -> sum(duration, more);
      default -> null;
    };
  }

  private static @Nullable Object minus(Object left, Object right) {
    return switch (left) {
      case Number number -> numbers(number, right, Math::subtractExact, (a, b) -> a - b);
      case Instant instant when right instanceof Instant earlier ->
          known(Duration.between(earlier, instant));
      case Instant instant when right instanceof Duration less -> later(instant, less.negated());
      case Duration duration when right instanceof Duration less -> sum(duration, less.negated());
      default -> null;
    };
  }

  private static @Nullable Object by(Object left, Object right) {
    if (!(right instanceof Number divisor) || divisor.doubleValue() == 0) {
      return null;
    }
    return numbers(left, right, Math::divideExact, (a, b) -> a / b);
  }

  private static @Nullable Object modulo(Object left, Object right) {
    return left instanceof Long whole && right instanceof Long divisor && divisor != 0
        ? (Object) (whole % divisor)
        : null;
  }

  private static @Nullable Object numbers(
      Object left, Object right, BinaryOperator<Long> whole, BinaryOperator<Double> broken) {
    if (!(left instanceof Number first) || !(right instanceof Number second)) {
      return null;
    }
    if (left instanceof Long && right instanceof Long) {
      try {
        return whole.apply(first.longValue(), second.longValue());
      } catch (ArithmeticException overflow) {
        return null;
      }
    }
    return finite(broken.apply(first.doubleValue(), second.doubleValue()));
  }

  private static @Nullable Object later(Instant instant, Duration by) {
    try {
      return known(instant.plus(by));
    } catch (DateTimeException | ArithmeticException outOfRange) {
      return null;
    }
  }

  private static @Nullable Object sum(Duration duration, Duration more) {
    try {
      return known(duration.plus(more));
    } catch (ArithmeticException outOfRange) {
      return null;
    }
  }

  private static List<Object> joined(List<?> list, List<?> more) {
    List<Object> joined = new ArrayList<>(list);
    joined.addAll(more);
    return joined;
  }
}
