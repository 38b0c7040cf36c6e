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
  private static final double TOP = 8;
  private static final String VIEW = "0 0 " + (int) WIDTH + " " + (int) (HEIGHT + 18);

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
    String line = line();
    String ground = (int) WIDTH + " " + (int) HEIGHT;
    svg.open("svg", "class", "sizes", "viewBox", VIEW, "role", "img", "aria-label", label(words));
    svg.leaf("path", "class", "size-area", "d", line + "L" + ground + "L0 " + (int) HEIGHT + "Z");
    svg.leaf("path", "class", "size-line", "d", line);
    svg.leaf("path", "class", "zero", "d", "M0 " + HEIGHT + "H" + WIDTH);
    tick(svg, words, days.getFirst(), 0.0, "start");
    tick(svg, words, days.getLast(), WIDTH, "end");
    return svg.close("svg");
  }

  private String line() {
    long most = Math.max(1, days.stream().mapToLong(Day::size).max().orElse(1));
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < days.size(); i++) {
      double x = WIDTH * i / (days.size() - 1);
      double y = HEIGHT - (HEIGHT - TOP) * days.get(i).size() / most;
      line.append(i == 0 ? "M" : "L").append(Markup.value(x)).append(' ').append(Markup.value(y));
    }
    return line.toString();
  }

  private String label(Words words) {
    Day first = days.getFirst();
    Day last = days.getLast();
    return words.say(
        "sizes.label", first.size(), words.day(first.date()), last.size(), words.day(last.date()));
  }

  private static void tick(Markup svg, Words words, Day day, double x, String anchor) {
    String said = words.say("sizes.tick", day.size(), words.day(day.date()));
    svg.line("text", said, "class", "tick", "x", x, "y", HEIGHT + 14, "text-anchor", anchor);
  }
}
