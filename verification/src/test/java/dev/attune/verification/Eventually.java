package dev.attune.verification;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for another process: there is nothing to be told by, so it is asked again and again. */
final class Eventually {
  private static final Duration BETWEEN = Duration.ofMillis(20);

  private Eventually() {}

  /**
   * Comes back as soon as {@code condition} holds.
   *
   * @param otherwise says how things are if it does not in time
   */
  static void within(Duration time, BooleanSupplier condition, Supplier<String> otherwise) {
    long deadline = System.nanoTime() + time.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + time + ": " + otherwise.get());
      }
      pause(BETWEEN);
    }
  }

  static void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
