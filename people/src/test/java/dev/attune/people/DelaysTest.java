package dev.attune.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DelaysTest {
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

  @Test
  void doublesAfterAFewFreeTriesUpToTheBound() {
    Delays delays = new Delays(LONGEST);
    Instant now = START;
    for (int i = 0; i < Delays.FREE; i++) {
      assertThat(delays.wait("eve", now)).isEmpty();
      delays.count("eve", now);
    }
    long expected = 1;
    for (int i = 0; i < 30; i++) {
      assertThat(delays.wait("eve", now)).contains(Duration.ofSeconds(expected));
      now = now.plusSeconds(expected);
      assertThat(delays.wait("eve", now)).isEmpty();
      delays.count("eve", now);
      expected = Math.min(expected * 2, LONGEST.toSeconds());
    }
    assertThat(delays.wait("ana", now)).isEmpty();
  }

  /** However somebody spreads their tries, few are looked at in a day. */
  @Property(tries = 100)
  void boundsHowManyTriesADayHas(@ForAll @IntRange(min = 1, max = 900) int every) {
    Delays delays = new Delays(LONGEST);
    int looked = 0;
    for (Instant now = START;
        now.isBefore(START.plus(Duration.ofDays(1)));
        now = now.plusSeconds(every)) {
      if (delays.wait("eve", now).isEmpty()) {
        delays.count("eve", now);
        looked++;
      }
    }
    assertThat(looked).isLessThanOrEqualTo(120);
  }

  @Test
  void forgetsAnHourAfterTheLastWrongTry() {
    Delays delays = new Delays(LONGEST);
    for (int i = 0; i < 8; i++) {
      delays.count("eve", START);
    }
    assertThat(delays.wait("eve", START)).isPresent();
    delays.count("eve", START.plus(Duration.ofMinutes(61)));
    assertThat(delays.wait("eve", START.plus(Duration.ofMinutes(61)))).isEmpty();
  }

  @Test
  void remembersNoMoreThanItMay() {
    Delays delays = new Delays(LONGEST);
    for (int i = 0; i < 10; i++) {
      delays.count("eve", START);
    }
    for (int i = 0; i <= Delays.MOST; i++) {
      delays.count("name " + i, START);
    }
    assertThat(delays.wait("eve", START)).isEmpty();
  }
}
