package dev.attune.simulator;

import java.util.List;

/**
 * A stream of random draws that is the same on every machine: SplitMix64 (Steele, Lea and Flood,
 * 2014), written out so that no release of Java can change it. Not thread-safe.
 */
final class Chance {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1.0p-53;

  private long state;

  private Chance(long state) {
    this.state = state;
  }

  /**
   * The stream that belongs to a key; streams of different keys have nothing to do with another.
   */
  static Chance of(long first, long second, long third) {
    return new Chance(mix(first, second, third));
  }

  /** A number that looks random and belongs to a key. */
  static long mix(long first, long second, long third) {
    return mix(mix(mix(first + GAMMA) ^ second) + GAMMA ^ third);
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** Any number. */
  long next() {
    state += GAMMA;
    return mix(state);
  }

  /** From 0 to just under 1. */
  double share() {
    return (next() >>> 11) * UNIT;
  }

  /** Whether something of this probability happens. */
  boolean happens(double probability) {
    return share() < probability;
  }

  /** From 0 to {@code bound - 1}. */
  int below(int bound) {
    return (int) (share() * bound);
  }

  /** From {@code low} to {@code high}, both included. */
  int between(int low, int high) {
    return low + below(high - low + 1);
  }

  /** From {@code low} to just under {@code high}. */
  double between(double low, double high) {
    return low + share() * (high - low);
  }

  /** Zero or more, mostly small. */
  double exponential(double mean) {
    return -mean * StrictMath.log(1 - share());
  }

  /** How many of many unlikely things happen, when {@code mean} do so on average. */
  int count(double mean) {
    double limit = StrictMath.exp(-mean);
    int count = 0;
    for (double product = share(); product > limit; product *= share()) {
      count++;
    }
    return count;
  }

  <T> T pick(List<T> from) {
    return from.get(below(from.size()));
  }
}
