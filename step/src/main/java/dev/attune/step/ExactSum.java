package dev.attune.step;

import java.math.BigInteger;

/**
 * A sum of millionths in 128 bits: {@code 2^64} values of any size fit, and what is taken away
 * leaves no residue. Mutable; one thread.
 */
final class ExactSum {
  private long high;
  private long low;

  ExactSum() {}

  ExactSum(long high, long low) {
    this.high = high;
    this.low = low;
  }

  void add(long micros) {
    long sum = low + micros;
    high += (micros >> 63) + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
    low = sum;
  }

  void remove(long micros) {
    add(-micros); // a value is never Long.MIN_VALUE: Micros bounds it
  }

  long high() {
    return high;
  }

  long low() {
    return low;
  }

  double toDouble() {
    if (high == low >> 63) {
      return Micros.toDouble(low);
    }
    BigInteger exact =
        BigInteger.valueOf(high).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(low)));
    return exact.doubleValue() / 1_000_000;
  }
}
