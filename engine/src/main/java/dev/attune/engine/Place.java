package dev.attune.engine;

import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import java.time.Instant;
import java.util.Comparator;

/**
 * Where a signal stands in the one total order in which customers are folded (INV-004). No two
 * signals share a place, so a place also says which signal it is.
 *
 * @param at when it happened
 * @param rank of its kind among the signals of one instant
 * @param signal which one it is, the last to decide
 */
public record Place(Instant at, int rank, SignalId signal) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::at).thenComparingInt(Place::rank).thenComparing(Place::signal);

  /** The place of {@code signal}. */
  public static Place of(Signal signal) {
    return new Place(signal.occurredAt(), signal.content().kind().rank(), signal.id());
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
