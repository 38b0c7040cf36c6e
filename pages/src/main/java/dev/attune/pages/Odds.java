package dev.attune.pages;

import gg.jte.Content;

/**
 * How often something came, and where the true share lies nineteen times in twenty: a dot on a
 * line. Of few it is not drawn: nobody shall trust it.
 *
 * @param of how many there are
 * @param count how many of them
 * @param low the lower end, from 0 to 1
 * @param high the upper end
 */
public record Odds(int of, int count, double low, double high) {
  private static final double WIDTH = 120;

  /** Whether there are enough to say anything. */
  public boolean isKnown() {
    return of >= Words.FEW;
  }

  /** In words: {@code 81 % of 64}. */
  public String text(Words words) {
    if (of == 0) {
      return words.say("odds.none");
    }
    return isKnown()
        ? words.say("odds.share", words.share(count, of), of)
        : words.say("odds.few", count, of);
  }

  /** The interval in words; empty of few. */
  public String range(Words words) {
    return isKnown() ? words.say("odds.range", Math.round(low * 100), Math.round(high * 100)) : "";
  }

  /** The picture; nothing of few. */
  public Content svg(Words words) {
    Markup svg = new Markup();
    if (!isKnown()) {
      return svg;
    }
    svg.open(
        "svg",
        "class",
        "odds",
        "viewBox",
        "0 0 120 12",
        "role",
        "img",
        "aria-label",
        text(words) + ", " + range(words));
    svg.leaf("path", "class", "odds-ground", "d", "M0 6H120");
    double from = low * WIDTH;
    double length = Math.max(1, (high - low) * WIDTH);
    svg.leaf(
        "rect",
        "class",
        "odds-range",
        "x",
        from,
        "y",
        3.0,
        "width",
        length,
        "height",
        6.0,
        "rx",
        3.0);
    svg.leaf("circle", "class", "odds-share", "cx", WIDTH * count / of, "cy", 6.0, "r", 3.5);
    return svg.close("svg");
  }
}
