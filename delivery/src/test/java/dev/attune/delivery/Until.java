package dev.attune.delivery;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what another thread does. */
final class Until {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Until() {}

  static void holds(BooleanSupplier condition) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - until > 0) {
        throw new AssertionError("it never held");
      }
      Thread.onSpinWait();
    }
  }
}
