package dev.attune.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.playbook.Hours.Span;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoursTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Hours OFFICE =
      new Hours(List.of(span(DayOfWeek.MONDAY, 8, 18), span(DayOfWeek.FRIDAY, 8, 16)));
  private static final Hours NIGHT = new Hours(List.of(span(DayOfWeek.SATURDAY, 22, 6)));

  @Test
  void beginsOnTheMinuteAndEndsBeforeIt() {
    assertThat(OFFICE.covers(Instant.parse("2026-03-02T06:59:59Z"), BERLIN)).isFalse();
    assertThat(OFFICE.covers(Instant.parse("2026-03-02T07:00:00Z"), BERLIN)).isTrue();
    assertThat(OFFICE.covers(Instant.parse("2026-03-02T16:59:59Z"), BERLIN)).isTrue();
    assertThat(OFFICE.covers(Instant.parse("2026-03-02T17:00:00Z"), BERLIN)).isFalse();
    assertThat(OFFICE.covers(Instant.parse("2026-03-03T12:00:00Z"), BERLIN)).isFalse();
  }

  @Test
  void goesOnAfterMidnight() {
    assertThat(NIGHT.covers(Instant.parse("2026-03-07T20:59:59Z"), BERLIN)).isFalse();
    assertThat(NIGHT.covers(Instant.parse("2026-03-07T21:00:00Z"), BERLIN)).isTrue();
    assertThat(NIGHT.covers(Instant.parse("2026-03-08T04:59:59Z"), BERLIN)).isTrue();
    assertThat(NIGHT.covers(Instant.parse("2026-03-08T05:00:00Z"), BERLIN)).isFalse();
  }

  @Test
  void knowsWhenWorkBeginsNextWhateverTheClocksDo() {
    // The clocks go forward in the night from the 28th to the 29th of March.
    assertThat(OFFICE.next(Instant.parse("2026-03-27T15:00:00Z"), BERLIN))
        .isEqualTo(Instant.parse("2026-03-30T06:00:00Z"));
    assertThat(OFFICE.next(Instant.parse("2026-03-20T15:00:00Z"), BERLIN))
        .isEqualTo(Instant.parse("2026-03-23T07:00:00Z"));
    Instant atWork = Instant.parse("2026-03-20T14:00:00Z");
    assertThat(OFFICE.next(atWork, BERLIN)).isEqualTo(atWork);
  }

  @Test
  void isAlwaysThereIfNothingIsSaid() {
    Instant night = Instant.parse("2026-12-24T23:00:00Z");

    assertThat(Hours.ALWAYS.covers(night, BERLIN)).isTrue();
    assertThat(Hours.ALWAYS.next(night, BERLIN)).isEqualTo(night);
  }

  private static Span span(DayOfWeek day, int from, int until) {
    return new Span(day, LocalTime.of(from, 0), LocalTime.of(until, 0));
  }
}
