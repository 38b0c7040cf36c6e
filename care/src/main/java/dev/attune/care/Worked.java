package dev.attune.care;

/**
 * How an option has worked in moments of one kind.
 *
 * @param gestures for which the time in which good may come is over
 * @param good after how many of them it came
 */
public record Worked(int gestures, int good) {
  /** Nothing is known of it. */
  public static final Worked UNKNOWN = new Worked(0, 0);

  /** Under so many one does not know. */
  public static final int ENOUGH = 20;

  public Worked {
    if (good < 0 || good > gestures) {
      throw new IllegalArgumentException("good came after " + good + " of " + gestures);
    }
  }

  /** Whether there are enough to say anything. */
  public boolean isKnown() {
    return gestures >= ENOUGH;
  }

  /** For ordering: what share one would expect, from 0 to 1; a half where it is not known. */
  double expected() {
    return isKnown() ? (good + 1.0) / (gestures + 2.0) : 0.5;
  }
}
