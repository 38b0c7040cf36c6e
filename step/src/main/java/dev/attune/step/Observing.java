package dev.attune.step;

/** How a person says that a moment is there. */
public final class Observing {
  /**
   * The property of an {@code Observed} signal that names a moment's rule: such a signal opens it,
   * whatever its condition, if its sender is not hearsay. A rule with {@code per} takes its key
   * from the signal as from any other.
   */
  public static final String MOMENT = "moment";

  private Observing() {}
}
