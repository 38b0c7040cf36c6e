package dev.attune.pages;

import gg.jte.Content;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * On which days of the last year something happened: weeks from left to right, days from Monday
 * down.
 *
 * @param counts how much on each day that had any
 * @param until the last day shown
 */
public record Year(Map<LocalDate, Integer> counts, LocalDate until) {
  private static final int WEEKS = 53;
  private static final double CELL = 7;
  private static final double TOP = 12;

  public Year {
    counts = Collections.unmodifiableMap(new TreeMap<>(counts));
  }

  /** The days on which instants lie, by the clock of a zone. */
  public static Year of(Collection<Instant> instants, ZoneId zone, Instant now) {
    Map<LocalDate, Integer> counts = new TreeMap<>();
    for (Instant each : instants) {
      counts.merge(each.atZone(zone).toLocalDate(), 1, Integer::sum);
    }
    return new Year(counts, now.atZone(zone).toLocalDate());
  }

  private LocalDate first() {
    return until.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).minusWeeks(WEEKS - 1L);
  }

  /** The picture. */
  public Content svg(Words words) {
    LocalDate first = first();
    int most = counts.values().stream().max(Integer::compare).orElse(1);
    Markup svg = new Markup();
    svg.open(
        "svg",
        "class",
        "year",
        "viewBox",
        "0 0 " + (int) (WEEKS * CELL) + " " + (int) (TOP + 7 * CELL),
        "role",
        "img",
        "aria-label",
        label(words, first));
    LocalDate day = first;
    for (int week = 0; week < WEEKS; week++) {
      double x = week * CELL;
      if (day.getDayOfMonth() <= 7 && week < WEEKS - 2) {
        svg.line("text", words.month(day), "class", "tick", "x", x, "y", 8.0);
      }
      for (int weekday = 0; weekday < 7 && !day.isAfter(until); weekday++) {
        svg.leaf(
            "rect",
            "class",
            "heat heat-" + Week.shade(counts.getOrDefault(day, 0), most),
            "x",
            x,
            "y",
            TOP + weekday * CELL,
            "width",
            CELL - 1.2,
            "height",
            CELL - 1.2,
            "rx",
            1.5);
        day = day.plusDays(1);
      }
    }
    return svg.close("svg");
  }

  private String label(Words words, LocalDate first) {
    long days = counts.keySet().stream().filter(day -> !day.isBefore(first)).count();
    return counts.isEmpty()
        ? words.say("year.none")
        : words.say("year.label", days, words.day(Collections.max(counts.keySet())));
  }
}
