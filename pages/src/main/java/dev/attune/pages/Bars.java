package dev.attune.pages;

import gg.jte.Content;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often something happened on each of some days: bars from an honest zero.
 *
 * @param from the first day
 * @param to the last day
 * @param counts of the days on which it happened
 * @param most what the highest bar of all pictures beside it stands for
 */
public record Bars(LocalDate from, LocalDate to, Map<LocalDate, Long> counts, long most) {
  private static final double HEIGHT = 40;
  private static final double WIDTH = 360;

  public Bars {
    counts = Map.copyOf(counts);
  }

  /** The picture. */
  public Content svg(Words words) {
    long days = Math.max(1, ChronoUnit.DAYS.between(from, to) + 1);
    double step = WIDTH / days;
    long sum = counts.values().stream().mapToLong(Long::longValue).sum();
    Markup svg = new Markup();
    svg.open(
        "svg",
        "class",
        "bars",
        "viewBox",
        "0 0 360 40",
        "preserveAspectRatio",
        "none",
        "role",
        "img",
        "aria-label",
        words.say("playbook.bars", sum, words.day(from), words.day(to)));
    svg.leaf("path", "class", "zero", "d", "M0 39.5H360");
    new TreeMap<>(counts)
        .forEach((day, count) -> {
          double x = step * ChronoUnit.DAYS.between(from, day);
          double height = Math.max(1.5, (HEIGHT - 2) * count / Math.max(1, most));
          svg.open(
              "rect",
              "class",
              "bar-on",
              "x",
              x,
              "y",
              HEIGHT - height,
              "width",
              Math.max(0.8, step - Math.min(1.5, step / 4)),
              "height",
              height);
          svg.line("title", words.say("playbook.bar", words.day(day), count)).close("rect");
        });
    return svg.close("svg");
  }
}
