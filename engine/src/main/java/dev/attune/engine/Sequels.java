package dev.attune.engine;

import dev.attune.customer.Kind;
import dev.attune.wire.StoredSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Finds what a customer said after something was done for them. */
final class Sequels {
  private static final Duration WITHIN = Duration.ofDays(30);
  private static final int MOST_SIGNALS = 2_000;

  private Sequels() {}

  /** The next feedback after a gesture, within a month; nothing if too much else came first. */
  static Optional<StoredSignal> said(Reading reading, GestureView gesture, Instant now) {
    Instant after = gesture.choice().at();
    Instant until = after.plus(WITHIN).isBefore(now) ? after.plus(WITHIN) : now;
    Identity who = reading.links().customer(gesture.customer());
    try (Merge timeline = reading.timelines().of(who, after)) {
      for (int i = 0; i < MOST_SIGNALS; i++) {
        StoredSignal next = timeline.next();
        if (next == null || next.occurredAt().isAfter(until)) {
          return Optional.empty();
        }
        if (next.kind() == Kind.FEEDBACK) {
          return Optional.of(next);
        }
      }
    }
    return Optional.empty();
  }
}
