package dev.attune.simulator;

import java.util.List;
import java.util.stream.Stream;

/** All lives. */
final class Lives {
  static final List<Life> ALL =
      Stream.of(
              WorkLives.ALL,
              FamilyLives.ALL,
              AgeLives.ALL,
              HealthLives.ALL,
              PlaceLives.ALL,
              SeasonLives.ALL,
              LoyaltyLives.ALL,
              MarketLives.ALL)
          .flatMap(List::stream)
          .toList();

  private Lives() {}

  /** The life at a place between 0 and 1. */
  static Life at(double place) {
    double sum = 0;
    for (Life life : ALL) {
      sum += life.share();
      if (place < sum) {
        return life;
      }
    }
    return SeasonLives.OCCASIONAL;
  }
}
