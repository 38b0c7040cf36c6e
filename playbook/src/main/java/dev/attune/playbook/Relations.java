package dev.attune.playbook;

import dev.attune.customer.Data;
import dev.attune.customer.Data.Nothing;
import dev.attune.playbook.Reads.Operator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How values compare. Whole numbers and fractions compare by what they are worth, exactly; values
 * of different types do not compare, so the comparison is unknown.
 */
final class Relations {
  /** From here on not every whole number is a double. */
  private static final double EXACT = 0x1p53;

  private Relations() {}

  /** Whether {@code left} stands in the relation to {@code right}; null is an unknown value. */
  static Truth compare(@Nullable Object left, Operator operator, @Nullable Object right) {
    if (left == null || right == null) {
      return Truth.UNKNOWN;
    }
    return switch (operator) {
      case EQUAL -> equal(left, right);
      case UNEQUAL -> equal(left, right).not();
      case LESS, AT_MOST, MORE, AT_LEAST -> ordered(left, operator, right);
    };
  }

  /** As {@link #compare}, of two numbers; NaN is an unknown one. */
  static Truth compare(double left, Operator operator, double right) {
    if (Double.isNaN(left) || Double.isNaN(right)) {
      return Truth.UNKNOWN;
    }
    return Truth.of(
        switch (operator) {
          case LESS -> left < right;
          case AT_MOST -> left <= right;
          case MORE -> left > right;
          case AT_LEAST -> left >= right;
          case EQUAL -> left == right;
          case UNEQUAL -> left != right;
        });
  }

  /** Whether two values are the same. */
  static Truth equal(Object left, Object right) {
    return switch (left) {
      case Number number when right instanceof Number other -> Truth.of(order(number, other) == 0);
      case List<?> list when right instanceof List<?> other -> equalLists(list, other);
      case Data data when right instanceof Data other -> equalData(data, other);
      default -> left.getClass() == right.getClass() ? Truth.of(left.equals(right)) : Truth.UNKNOWN;
    };
  }

  /**
   * Whether {@code list} holds {@code element}. Unknown if it holds nothing of the element's type.
   */
  static Truth contains(List<?> list, Object element) {
    Truth found = list.isEmpty() ? Truth.FALSE : Truth.UNKNOWN;
    for (Object candidate : list) {
      Truth same = equal(element, candidate);
      if (same == Truth.TRUE) {
        return Truth.TRUE;
      }
      if (same == Truth.FALSE) {
        found = Truth.FALSE;
      }
    }
    return found;
  }

  /** The operator that says the same with its sides swapped. */
  static Operator mirrored(Operator operator) {
    return switch (operator) {
      case LESS -> Operator.MORE;
      case AT_MOST -> Operator.AT_LEAST;
      case MORE -> Operator.LESS;
      case AT_LEAST -> Operator.AT_MOST;
      case EQUAL, UNEQUAL -> operator;
    };
  }

  /** Whether a double holds {@code number} exactly. */
  static boolean isExact(Number number) {
    return number instanceof Double || Math.abs((double) number.longValue()) < EXACT;
  }

  private static Truth ordered(Object left, Operator operator, Object right) {
    return switch (left) {
      case Number number when right instanceof Number other ->
          holds(order(number, other), operator);
      case String text when right instanceof String other -> holds(text.compareTo(other), operator);
      case Instant instant when right instanceof Instant other ->
          holds(instant.compareTo(other), operator);
      case Duration duration when right instanceof Duration other ->
          holds(duration.compareTo(other), operator);
      case Boolean flag when right instanceof Boolean other ->
          holds(flag.compareTo(other), operator);
      default -> Truth.UNKNOWN;
    };
  }

  private static Truth holds(int order, Operator operator) {
    return Truth.of(
        switch (operator) {
          case LESS -> order < 0;
          case AT_MOST -> order <= 0;
          case MORE -> order > 0;
          case AT_LEAST -> order >= 0;
          case EQUAL -> order == 0;
          case UNEQUAL -> order != 0;
        });
  }

  private static int order(Number left, Number right) {
    if (left instanceof Long whole && right instanceof Long other) {
      return Long.compare(whole, other);
    }
    if (left instanceof Long whole) {
      return order((long) whole, right.doubleValue());
    }
    if (right instanceof Long whole) {
      return -order((long) whole, left.doubleValue());
    }
    double first = left.doubleValue();
    double second = right.doubleValue();
    return first < second ? -1 : first > second ? 1 : 0;
  }

  private static int order(long whole, double other) {
    if (Math.abs((double) whole) < EXACT) {
      return (double) whole < other ? -1 : (double) whole > other ? 1 : 0;
    }
    if (other >= 0x1p63) {
      return -1;
    }
    if (other < -0x1p63) {
      return 1;
    }
    // Beyond 2^53 a double has no fraction, and a smaller one is on the same side cut as whole.
    return Long.compare(whole, (long) other);
  }

  private static Truth equalLists(List<?> left, List<?> right) {
    if (left.size() != right.size()) {
      return Truth.FALSE;
    }
    Truth truth = Truth.TRUE;
    for (int i = 0; i < left.size(); i++) {
      truth = truth.and(equal(left.get(i), right.get(i)));
    }
    return truth;
  }

  private static Truth equalData(Data left, Data right) {
    if (left.size() != right.size()) {
      return Truth.FALSE;
    }
    Truth truth = Truth.TRUE;
    for (String name : left.names()) {
      Object first = left.get(name);
      Object second = right.get(name);
      truth = truth.and(first == null || second == null ? Truth.FALSE : equal(first, second));
    }
    return truth;
  }

  /** Whether {@code value} is JSON's null; unknown if there is no value. */
  static Truth isNull(@Nullable Object value) {
    return value == null ? Truth.UNKNOWN : Truth.of(value == Nothing.NULL);
  }
}
