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
  private static final String VIEW = "0 0 " + (LEFT + HOURS * CELL) + " " + (TOP + 7 * CELL + 16);

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

  /** The picture. */
  public Content svg(Words words) {
    Markup svg = new Markup();
    svg.open("svg", "class", "week", "viewBox", VIEW, "role", "img", "aria-label", label(words));
    int most = Math.max(1, Collections.max(counts));
    for (DayOfWeek day : DayOfWeek.values()) {
      double y = TOP + (day.getValue() - 1) * (double) CELL;
      String name = words.shortWeekday(day);
      svg.line("text", name, "class", "tick", "x", 0.0, "y", y + CELL - 3.0);
      for (int hour = 0; hour < HOURS; hour++) {
        cell(svg, x(hour), y, shade(at(day, hour), most));
      }
    }
    for (int hour = 0; hour < HOURS; hour += 6) {
      String time = hour + ":00";
      svg.line("text", time, "class", "tick", "x", x(hour), "y", TOP + 7 * CELL + 12.0);
    }
    return svg.close("svg");
  }

  private static double x(int hour) {
    return LEFT + hour * (double) CELL;
  }

  private static void cell(Markup svg, double x, double y, int shade) {
    double side = CELL - 1.5;
    String kind = "heat heat-" + shade;
    svg.leaf("rect", "class", kind, "x", x, "y", y, "width", side, "height", side, "rx", 2.0);
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
