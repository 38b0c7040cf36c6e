package dev.attune.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When something that was not taken is tried again: after a time chosen by chance between nothing
 * and a bound that doubles with each try (full jitter), so that those who failed together do not
 * come back together.
 */
final class Backoff {
  /** Then it is a dead letter. */
  static final int MOST_TRIES = 24;

  /** Then too. */
  static final Duration MOST_TIME = Duration.ofDays(1);

  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration MOST = Duration.ofHours(2);
  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final int MOST_DOUBLINGS = 20;

  private Backoff() {}

  /** Whether there is no further try after {@code tries}, the first of them at {@code since}. */
  static boolean isOver(int tries, Instant since, Instant now) {
    return tries >= MOST_TRIES || !now.isBefore(since.plus(MOST_TIME));
  }

  /** When to try again after {@code tries}; not before the receiver wants it, within reason. */
  static Instant next(int tries, Outcome outcome, Instant now, RandomGenerator random) {
    long bound =
        Math.min(MOST.toMillis(), FIRST.toMillis() << Math.clamp(tries - 1, 0, MOST_DOUBLINGS));
    Duration wait = Duration.ofMillis(Math.max(LEAST.toMillis(), random.nextLong(bound + 1)));
    Duration asked = asked(outcome).orElse(Duration.ZERO);
    return now.plus(wait.compareTo(asked) >= 0 ? wait : asked);
  }

  private static Optional<Duration> asked(Outcome outcome) {
    return outcome instanceof Outcome.Declined declined
        ? declined.retryAfter().map(asked -> asked.compareTo(MOST) > 0 ? MOST : asked)
        : Optional.empty();
  }
}
