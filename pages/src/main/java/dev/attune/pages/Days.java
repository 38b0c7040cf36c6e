package dev.attune.pages;

import gg.jte.Content;
import java.time.LocalDate;
import java.util.List;

/**
 * How a number of tries went on each of some days: bars from an honest zero, what was missed on top
 * in another colour.
 *
 * @param days in their order
 */
public record Days(List<Day> days) {
  private static final double HEIGHT = 28;
  private static final double STEP = 8;

  /**
   * One of them.
   *
   * @param date which day
   * @param attained how many were reached
   * @param missed how many were not
   */
  public record Day(LocalDate date, long attained, long missed) {
    long sum() {
      return attained + missed;
    }
  }

  public Days {
    days = List.copyOf(days);
  }

  /** The picture. */
  public Content svg(Words words) {
    long most = Math.max(1, days.stream().mapToLong(Day::sum).max().orElse(1));
    long attained = days.stream().mapToLong(Day::attained).sum();
    long sum = days.stream().mapToLong(Day::sum).sum();
    Markup svg = new Markup();
    svg.open(
        "svg",
        "class",
        "days",
        "viewBox",
        "0 0 " + (int) (STEP * days.size()) + " " + (int) HEIGHT,
        "role",
        "img",
        "aria-label",
        words.say("days.label", attained, sum, days.size()));
    for (int i = 0; i < days.size(); i++) {
      Day day = days.get(i);
      double high = HEIGHT * day.attained() / most;
      double missed = day.missed() == 0 ? 0 : Math.max(2, HEIGHT * day.missed() / most);
      double x = STEP * i;
      svg.open("g")
          .line(
              "title", words.say("days.day", words.day(day.date()), day.attained(), day.missed()));
      svg.leaf("rect", "class", "day-space", "x", x, "y", 0.0, "width", STEP, "height", HEIGHT);
      bar(svg, "day-on", x, HEIGHT - high, high);
      bar(svg, "day-off", x, Math.max(0, HEIGHT - high - missed), missed);
      svg.close("g");
    }
    return svg.close("svg");
  }

  private static void bar(Markup svg, String kind, double x, double y, double height) {
    if (height > 0) {
      svg.leaf(
          "rect", "class", kind, "x", x, "y", y, "width", STEP - 2, "height", height, "rx", 1.0);
    }
  }
}
