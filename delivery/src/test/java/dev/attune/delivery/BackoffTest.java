package dev.attune.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Outcome LOST = new Outcome.Unreached("lost");

  private final Random random = new Random(1);

  @Test
  void waitsByChanceUpToABoundThatDoubles() {
    for (int tries = 1; tries <= 30; tries++) {
      Duration bound = Duration.ofSeconds(Math.min(7_200, 10L << Math.min(tries - 1, 20)));
      Duration most = Duration.ZERO;
      Duration least = bound;
      for (int i = 0; i < 200; i++) {
        Duration wait = Duration.between(NOW, Backoff.next(tries, LOST, NOW, random));
        assertThat(wait).isBetween(Duration.ofSeconds(1), bound);
        most = wait.compareTo(most) > 0 ? wait : most;
        least = wait.compareTo(least) < 0 ? wait : least;
      }
      assertThat(most).as("the jitter is full").isGreaterThan(bound.multipliedBy(8).dividedBy(10));
      assertThat(least).isLessThan(bound.multipliedBy(2).dividedBy(10));
    }
  }

  @Test
  void waitsAsLongAsTheReceiverAsksWithinReason() {
    Outcome soon = new Outcome.Declined(429, Optional.of(Duration.ofMinutes(5)));
    Outcome never = new Outcome.Declined(503, Optional.of(Duration.ofDays(9)));

    assertThat(Backoff.next(1, soon, NOW, random)).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
    assertThat(Backoff.next(1, never, NOW, random)).isEqualTo(NOW.plus(Duration.ofHours(2)));
  }

  @Test
  void endsAfterADayOrItsTries() {
    assertThat(Backoff.isOver(23, NOW, NOW.plus(Duration.ofHours(23)))).isFalse();
    assertThat(Backoff.isOver(24, NOW, NOW.plus(Duration.ofHours(1)))).isTrue();
    assertThat(Backoff.isOver(2, NOW, NOW.plus(Duration.ofHours(24)))).isTrue();
  }
}
