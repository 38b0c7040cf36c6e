package dev.attune.simulator;

/**
 * How messages reach their receiver, as shares from 0 to 1.
 *
 * @param duplicates sent a second time, byte for byte, seconds to hours later
 * @param late held back by a phone without a network, minutes to three days
 * @param outOfOrder overtaken by messages of the next seconds
 */
public record Delivery(double duplicates, double late, double outOfOrder) {
  /** Each message once, as it occurs. */
  public static final Delivery PERFECT = new Delivery(0, 0, 0);

  /** As real senders do: 1 % twice, 5 % late, 5 % out of order. */
  public static final Delivery REAL = new Delivery(0.01, 0.05, 0.05);

  public Delivery {
    check("duplicates", duplicates);
    check("late", late);
    check("outOfOrder", outOfOrder);
  }

  private static void check(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(name + " is a share from 0 to 1, not " + share);
    }
  }
}
