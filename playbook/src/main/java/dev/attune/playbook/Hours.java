package dev.attune.playbook;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * When a team is at work, by the clock on its wall.
 *
 * @param spans none means always
 */
public record Hours(List<Span> spans) {
  /** Day and night. */
  public static final Hours ALWAYS = new Hours(List.of());

  public Hours {
    spans = List.copyOf(spans);
  }

  /**
   * From a time of a day until just before another; if that is not later, until then on the next
   * day.
   */
  public record Span(DayOfWeek day, LocalTime from, LocalTime until) {
    private boolean endsNextDay() {
      return !until.isAfter(from);
    }

    private boolean covers(LocalDate date, LocalTime time) {
      if (date.getDayOfWeek() == day && !time.isBefore(from)) {
        return endsNextDay() || time.isBefore(until);
      }
      return endsNextDay() && date.getDayOfWeek() == day.plus(1) && time.isBefore(until);
    }
  }

  /** Whether the team is at work at an instant. */
  public boolean covers(Instant at, ZoneId zone) {
    ZonedDateTime wall = at.atZone(zone);
    return spans.isEmpty()
        || spans.stream().anyMatch(span -> span.covers(wall.toLocalDate(), wall.toLocalTime()));
  }

  /** The first instant, {@code at} or later, at which the team is at work. */
  public Instant next(Instant at, ZoneId zone) {
    if (covers(at, zone)) {
      return at;
    }
    LocalDate today = at.atZone(zone).toLocalDate();
    Optional<Instant> next = Optional.empty();
    // A change of the clock may swallow a beginning; the one a week later then counts.
    for (int day = 0; day <= 14 && next.isEmpty(); day++) {
      LocalDate date = today.plusDays(day);
      next =
          spans.stream()
              .filter(span -> span.day() == date.getDayOfWeek())
              .map(span -> date.atTime(span.from()).atZone(zone).toInstant())
              .filter(start -> !start.isBefore(at) && covers(start, zone))
              .min(Instant::compareTo);
    }
    return next.orElse(at);
  }
}
