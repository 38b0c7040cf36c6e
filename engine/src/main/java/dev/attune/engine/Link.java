package dev.attune.engine;

import dev.attune.customer.Id;
import java.util.Comparator;

/**
 * Why two ids are, or are no longer, one customer's.
 *
 * @param first the smaller of the two ids
 * @param at the place of the signal that says so; it names the signal and its source
 * @param by the person who said so; empty unless {@code how} is {@link How#CORRECTED}
 * @param joins whether it joins the two now; false when it was cut, or is itself the cut
 */
public record Link(Id first, Id second, How how, Place at, String by, boolean joins)
    implements Comparable<Link> {
  private static final Comparator<Link> ORDER =
      Comparator.comparing(Link::first).thenComparing(Link::second).thenComparing(Link::at);

  /** By what two ids are linked. */
  public enum How {
    /** A signal named both: a device in the hands of a user. The earliest such signal is given. */
    SEEN,
    /** A source that can be trusted said that one is the other's former name. */
    ALIAS,
    /** A person said so. */
    CORRECTED
  }

  @Override
  public int compareTo(Link other) {
    return ORDER.compare(this, other);
  }
}
