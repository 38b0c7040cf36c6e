package dev.attune.simulator;

/**
 * How much goes on in a {@link Simulation#live live} company.
 *
 * @param signalsPerMinute about so many, troubles not counted
 * @param troublesPerHour how often something goes wrong for somebody; every third time, something
 *     goes very well for somebody else
 */
public record Pace(double signalsPerMinute, double troublesPerHour) {
  /** A few signals a second, and a trouble every minute or so. */
  public static final Pace LIVELY = new Pace(150, 45);

  public Pace {
    check("signalsPerMinute", signalsPerMinute);
    check("troublesPerHour", troublesPerHour);
  }

  private static void check(String name, double value) {
    if (!(value > 0 && value <= 1_000_000)) {
      throw new IllegalArgumentException(name + " is more than 0, at most a million: " + value);
    }
  }
}
