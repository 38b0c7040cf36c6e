package dev.attune.pages;

import gg.jte.Content;

/**
 * An amount as a bar from an honest zero. The amount itself stands beside it in words.
 *
 * @param amount zero or more
 * @param most what the longest of all bars beside it stands for
 */
public record Beam(double amount, double most) {
  private static final double WIDTH = 120;

  /** The picture. */
  public Content svg() {
    double length = most <= 0 ? 0 : Math.max(amount > 0 ? 1.5 : 0, WIDTH * amount / most);
    return new Markup()
        .open("svg", "class", "beam", "viewBox", "0 0 120 8", "aria-hidden", "true")
        .leaf(
            "rect",
            "class",
            "beam-ground",
            "x",
            0.0,
            "y",
            0.0,
            "width",
            WIDTH,
            "height",
            8.0,
            "rx",
            2.0)
        .leaf(
            "rect", "class", "beam-on", "x", 0.0, "y", 0.0, "width", length, "height", 8.0, "rx",
            2.0)
        .close("svg");
  }
}
