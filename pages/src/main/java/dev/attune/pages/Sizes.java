package dev.attune.pages;

import gg.jte.Content;
import java.time.LocalDate;
import java.util.List;

/**
 * How large something was at the end of each of some days: a line above an honest zero, its first
 * and last value beside it.
 *
 * @param days in their order
 */
public record Sizes(List<Day> days) {
  private static final double WIDTH = 320;
  private static final double HEIGHT = 72;

  /**
   * One of them.
   *
   * @param date which day
   * @param size how large it was
   */
  public record Day(LocalDate date, long size) {}

  public Sizes {
    days = List.copyOf(days);
  }

  /** The picture; nothing where there are fewer than two days. */
  public Content svg(Words words) {
    Markup svg = new Markup();
    if (days.size() < 2) {
      return svg;
    }
    long most = Math.max(1, days.stream().mapToLong(Day::size).max().orElse(1));
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < days.size(); i++) {
      double x = WIDTH * i / (days.size() - 1);
      double y = HEIGHT - (HEIGHT - 8) * days.get(i).size() / most;
      line.append(i == 0 ? "M" : "L").append(Math.round(x * 10) / 10.0);
      line.append(' ').append(Math.round(y * 10) / 10.0);
    }
    Day first = days.getFirst();
    Day last = days.getLast();
    svg.open(
        "svg",
        "class",
        "sizes",
        "viewBox",
        "0 0 " + (int) WIDTH + " " + (int) (HEIGHT + 18),
        "role",
        "img",
        "aria-label",
        words.say(
            "sizes.label",
            first.size(),
            words.day(first.date()),
            last.size(),
            words.day(last.date())));
    svg.leaf(
        "path",
        "class",
        "size-area",
        "d",
        line + "L" + (int) WIDTH + " " + (int) HEIGHT + "L0 " + (int) HEIGHT + "Z");
    svg.leaf("path", "class", "size-line", "d", line.toString());
    svg.leaf("path", "class", "zero", "d", "M0 " + HEIGHT + "H" + WIDTH);
    svg.line("text", words.day(first.date()), "class", "tick", "x", 0.0, "y", HEIGHT + 14);
    svg.line(
        "text",
        words.day(last.date()),
        "class",
        "tick",
        "x",
        WIDTH,
        "y",
        HEIGHT + 14,
        "text-anchor",
        "end");
    return svg.close("svg");
  }
}
