package dev.attune.playbook;

import dev.attune.playbook.Reads.Operator;

/**
 * What a comparison of a trend says: how many more or fewer than in the window before. A trend is a
 * whole number, so {@code > 0} and {@code >= 1} are said alike.
 */
final class TrendWords {
  private final Plain plain;

  TrendWords(Plain plain) {
    this.plain = plain;
  }

  /**
   * {@code more completed rides in the last 7 days than in those before}.
   *
   * @param one of what is counted
   * @param many of what is counted
   * @param length of the window
   */
  String having(Operator operator, double value, String one, String many, String length) {
    Limit limit = limit(operator, value);
    double size = Math.abs(limit.value());
    return plain.say(limit.phrase(), size == 1 ? one : many, length, plain.number(size));
  }

  /** A phrase, and the number that stands in it. */
  private record Limit(String phrase, double value) {}

  private static Limit limit(Operator operator, double value) {
    return switch (operator) {
      case MORE -> atLeast(Math.floor(value) + 1);
      case AT_LEAST -> atLeast(Math.ceil(value));
      case LESS -> atMost(Math.ceil(value) - 1);
      case AT_MOST -> atMost(Math.floor(value));
      case EQUAL -> new Limit(value == 0 ? "trend.as-many" : way(value) + ".equal", value);
      case UNEQUAL -> new Limit(value == 0 ? "trend.not-as-many" : way(value) + ".unequal", value);
    };
  }

  private static Limit atLeast(double value) {
    if (value == 0) {
      return new Limit("trend.as-many-or-more", value);
    }
    // One more is all of them that are more: several of what is counted, not one.
    return value == 1
        ? new Limit("trend.more", 0)
        : new Limit(way(value) + (value > 0 ? ".at-least" : ".at-most"), value);
  }

  private static Limit atMost(double value) {
    if (value == 0) {
      return new Limit("trend.as-many-or-fewer", value);
    }
    return value == -1
        ? new Limit("trend.fewer", 0)
        : new Limit(way(value) + (value < 0 ? ".at-least" : ".at-most"), value);
  }

  private static String way(double value) {
    return value > 0 ? "trend.more" : "trend.fewer";
  }
}
