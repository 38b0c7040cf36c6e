package dev.attune.pages;

import gg.jte.Content;
import java.time.Instant;
import java.util.List;

/**
 * How one person's tries went, as dots in the order of time: full where they reached it, hollow
 * where not.
 *
 * @param tries oldest first, at most {@value #MOST}
 */
public record Dots(List<Try> tries) {
  /** Enough to see a run, few enough for one line. */
  public static final int MOST = 24;

  private static final int STEP = 12;

  /**
   * One of them.
   *
   * @param at when it was decided
   * @param attained or else missed
   */
  public record Try(Instant at, boolean attained) {}

  public Dots {
    tries =
        List.copyOf(tries.size() > MOST ? tries.subList(tries.size() - MOST, tries.size()) : tries);
  }

  /** The picture. */
  public Content svg(Words words) {
    long attained = tries.stream().filter(Try::attained).count();
    Markup svg = new Markup();
    svg.open(
        "svg",
        "class",
        "dots",
        "viewBox",
        "0 0 " + STEP * MOST + " 12",
        "role",
        "img",
        "aria-label",
        words.say("dots.label", attained, tries.size() - attained, tries.size()));
    for (int i = 0; i < tries.size(); i++) {
      Try each = tries.get(i);
      String key = each.attained() ? "dots.attained" : "dots.missed";
      svg.open(
              "circle",
              "class",
              each.attained() ? "dot-on" : "dot-off",
              "cx",
              STEP * i + 6.0,
              "cy",
              6.0,
              "r",
              each.attained() ? 4.0 : 3.2)
          .line("title", words.say(key, words.exact(each.at())))
          .close("circle");
    }
    return svg.close("svg");
  }
}
