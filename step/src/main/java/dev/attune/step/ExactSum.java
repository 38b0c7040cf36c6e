package dev.attune.step;

import java.math.BigInteger;

/**
 * Sums of millionths in 128 bits, the low half and then the high one, in two cells: {@code 2^64}
 * values of any size fit, and what is taken away leaves no residue.
 */
final class ExactSum {
  /** How many cells a sum takes. */
  static final int CELLS = 2;

  private ExactSum() {}

  static void add(long[] cells, int at, long micros) {
    long low = cells[at];
    long sum = low + micros;
    cells[at + 1] += (micros >> 63) + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
    cells[at] = sum;
  }

  static void remove(long[] cells, int at, long micros) {
    add(cells, at, -micros); // a value is never Long.MIN_VALUE: Micros bounds it
  }

  /** Whether the low half alone is the sum. */
  static boolean isLong(long[] cells, int at) {
    return cells[at + 1] == cells[at] >> 63;
  }

  static double toDouble(long[] cells, int at) {
    if (isLong(cells, at)) {
      return Micros.toDouble(cells[at]);
    }
    return toWhole(cells, at).doubleValue() / 1_000_000;
  }

  /** The sum in millionths. */
  static BigInteger toWhole(long[] cells, int at) {
    BigInteger high = BigInteger.valueOf(cells[at + 1]).shiftLeft(Long.SIZE);
    return high.add(new BigInteger(Long.toUnsignedString(cells[at])));
  }
}
