package dev.attune.step;

import org.jspecify.annotations.Nullable;

/** Numbers as whole millionths, so that sums are exact and what left a window leaves no residue. */
final class Micros {
  /** Stands for no number at all. */
  static final long ABSENT = Long.MIN_VALUE;

  /** Stands for a number too large to hold. */
  static final long TOO_LARGE = Long.MIN_VALUE + 1;

  private static final long ONE = 1_000_000;

  /** Two trillion: beyond any fare, far inside a long. */
  private static final long LARGEST = 2_000_000_000_000L * ONE;

  private Micros() {}

  /** Rounds half even to a millionth; {@link #ABSENT} if it is no number, {@link #TOO_LARGE}. */
  static long of(@Nullable Object value) {
    if (value instanceof Double real) {
      double scaled = StrictMath.rint(real * ONE);
      if (Double.isNaN(scaled)) {
        return ABSENT;
      }
      return StrictMath.abs(scaled) > LARGEST ? TOO_LARGE : (long) scaled;
    }
    if (value instanceof Long whole) {
      return whole > LARGEST / ONE || whole < -LARGEST / ONE ? TOO_LARGE : whole * ONE;
    }
    return ABSENT;
  }

  static double toDouble(long micros) {
    return (double) micros / ONE;
  }
}
