package dev.attune.pages;

import gg.jte.Content;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * When in the week something happens: a field of hours by weekdays, the fuller the darker.
 *
 * @param counts by weekday, then by hour: 7 times 24
 */
public record Week(List<Integer> counts) {
  private static final int HOURS = 24;
  private static final int CELL = 11;
  private static final int LEFT = 30;
  private static final int TOP = 2;
  private static final int SHADES = 5;

  public Week {
    counts = List.copyOf(counts);
    if (counts.size() != HOURS * 7) {
      throw new IllegalArgumentException("a week has 168 hours, got " + counts.size());
    }
  }

  /** The hours in which instants lie, by the clock of a zone. */
  public static Week of(Collection<Instant> instants, ZoneId zone) {
    int[] counts = new int[HOURS * 7];
    for (Instant each : instants) {
      ZonedDateTime wall = each.atZone(zone);
      counts[(wall.getDayOfWeek().getValue() - 1) * HOURS + wall.getHour()]++;
    }
    return new Week(Arrays.stream(counts).boxed().toList());
  }

  /** The picture, and a table of it for who cannot see it. */
  public Content svg(Words words) {
    int most = Math.max(1, Collections.max(counts));
    Markup svg = new Markup();
    svg.open(
        "svg",
        "class",
        "week",
        "viewBox",
        "0 0 " + (LEFT + HOURS * CELL) + " " + (TOP + 7 * CELL + 16),
        "role",
        "img",
        "aria-label",
        label(words));
    for (DayOfWeek day : DayOfWeek.values()) {
      double y = TOP + (day.getValue() - 1) * (double) CELL;
      svg.line("text", words.shortWeekday(day), "class", "tick", "x", 0.0, "y", y + CELL - 3.0);
      for (int hour = 0; hour < HOURS; hour++) {
        int count = at(day, hour);
        svg.leaf(
            "rect",
            "class",
            "heat heat-" + shade(count, most),
            "x",
            LEFT + hour * (double) CELL,
            "y",
            y,
            "width",
            CELL - 1.5,
            "height",
            CELL - 1.5,
            "rx",
            2.0);
      }
    }
    for (int hour = 0; hour < HOURS; hour += 6) {
      svg.line(
          "text",
          hour + ":00",
          "class",
          "tick",
          "x",
          LEFT + hour * (double) CELL,
          "y",
          TOP + 7 * CELL + 12.0);
    }
    return svg.close("svg");
  }

  private String label(Words words) {
    int sum = counts.stream().mapToInt(Integer::intValue).sum();
    if (sum == 0) {
      return words.say("week.none");
    }
    int fullest = counts.indexOf(Collections.max(counts));
    int weekend = IntStream.range(5 * HOURS, 7 * HOURS).map(counts::get).sum();
    return words.say(
        "week.label",
        words.weekday(DayOfWeek.of(fullest / HOURS + 1)),
        fullest % HOURS,
        words.share(weekend, sum));
  }

  private int at(DayOfWeek day, int hour) {
    return counts.get((day.getValue() - 1) * HOURS + hour);
  }

  static int shade(int count, int most) {
    return count == 0 ? 0 : Math.max(1, (int) Math.ceil((double) count * (SHADES - 1) / most));
  }
}
