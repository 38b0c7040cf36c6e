package dev.attune.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is told of all customers, in order and numbered without gaps, for some days. Thread-safe.
 */
public interface Feed {
  /** The newest position there is. */
  long last();

  /** The oldest position that is kept; one more than {@link #last} if there is none. */
  long oldest();

  /** What was told after a position, oldest first, at most {@code limit}. */
  List<Told> after(long position, int limit);

  /** What was told at a position; nothing if it is no longer kept. */
  default Optional<Told> at(long position) {
    return after(position - 1, 1).stream().filter(told -> told.position() == position).findFirst();
  }

  /** Waits until there is something after a position, but no longer than {@code most}. */
  boolean await(long position, Duration most) throws InterruptedException;

  /**
   * Whether something irreversible may be done now for a moment that was told to have opened: it is
   * still open and stands, was found in time and has settled.
   */
  boolean mayAct(Told opened);
}
