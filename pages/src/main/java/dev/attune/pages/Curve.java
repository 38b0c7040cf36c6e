package dev.attune.pages;

import gg.jte.Content;
import java.time.LocalDate;
import java.util.List;

/**
 * How many there were at the end of each of some days: a line over an honest zero.
 *
 * @param days in their order
 */
public record Curve(List<Point> days) {
  private static final double WIDTH = 360;
  private static final double HEIGHT = 48;

  /** How many there were on a day. */
  public record Point(LocalDate day, long count) {}

  public Curve {
    days = List.copyOf(days);
  }

  /** The picture; nothing where there are fewer than two days. */
  public Content svg(Words words) {
    Markup svg = new Markup();
    if (days.size() < 2) {
      return svg;
    }
    long most = Math.max(1, days.stream().mapToLong(Point::count).max().orElse(1));
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < days.size(); i++) {
      double x = WIDTH * i / (days.size() - 1);
      double y = HEIGHT - 1 - (HEIGHT - 4) * days.get(i).count() / most;
      line.append(i == 0 ? 'M' : 'L').append(Math.round(x * 10) / 10.0);
      line.append(' ').append(Math.round(y * 10) / 10.0);
    }
    Point first = days.getFirst();
    Point last = days.getLast();
    svg.open(
        "svg",
        "class",
        "curve",
        "viewBox",
        "0 0 360 48",
        "preserveAspectRatio",
        "none",
        "role",
        "img",
        "aria-label",
        words.say(
            "playbook.curve",
            first.count(),
            words.day(first.day()),
            last.count(),
            words.day(last.day())));
    svg.leaf("path", "class", "curve-area", "d", line + "L360 48L0 48Z");
    svg.leaf("path", "class", "zero", "d", "M0 47.5H360");
    svg.leaf("path", "class", "curve-line", "d", line.toString());
    return svg.close("svg");
  }
}
