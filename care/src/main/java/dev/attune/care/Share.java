package dev.attune.care;

/**
 * How many of some, with the interval in which the true share lies nineteen times in twenty
 * (Wilson's, which holds for few as well).
 *
 * @param of how many there are
 * @param count how many of them
 */
public record Share(int of, int count) {
  /** For an interval that misses once in twenty times. */
  private static final double Z = 1.959963984540054;

  public Share {
    if (count < 0 || count > of) {
      throw new IllegalArgumentException(count + " of " + of);
    }
  }

  /** From 0 to 1; of none it is 0. */
  public double value() {
    return of == 0 ? 0 : (double) count / of;
  }

  /** The lower end. */
  public double low() {
    return of == 0 ? 0 : Math.max(0, (centre() - reach()) / scale());
  }

  /** The upper end; of none nothing is known, so it is 1. */
  public double high() {
    return of == 0 ? 1 : Math.min(1, (centre() + reach()) / scale());
  }

  private double centre() {
    return value() + Z * Z / (2.0 * of);
  }

  private double reach() {
    double p = value();
    return Z * StrictMath.sqrt((p * (1 - p) + Z * Z / (4.0 * of)) / of);
  }

  private double scale() {
    return 1 + Z * Z / of;
  }
}
