package dev.attune.simulator;

import java.util.Locale;

/** What the sky does on a day. */
enum Weather {
  CLEAR(1.0, 1.0),
  RAIN(1.12, 1.7),
  SNOW(0.85, 2.4),
  HEAT(0.9, 1.1);

  private final double pull;
  private final double lateness;

  Weather(double pull, double lateness) {
    this.pull = pull;
    this.lateness = lateness;
  }

  /** How much more people want to be driven. */
  double pull() {
    return pull;
  }

  /** How much later drivers are. */
  double lateness() {
    return lateness;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
