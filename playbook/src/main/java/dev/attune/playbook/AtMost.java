package dev.attune.playbook;

import java.time.Duration;

/** How often one customer may be given an option within any time of a length; free ones too. */
public record AtMost(int times, Duration within) {
  public AtMost {
    if (times < 1 || !within.isPositive()) {
      throw new IllegalArgumentException("at most " + times + " within " + within);
    }
  }
}
