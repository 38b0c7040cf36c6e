package dev.attune.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * The acts that are to be sent, as whoever books gestures keeps them. Each report is safe when it
 * comes back; what is reported twice counts once. One thread asks for what is due and waits; any
 * thread reports.
 */
public interface ActQueue {
  /**
   * Acts to be sent by now, the oldest first, at most {@code limit}: none that is held, undone,
   * delivered or failed, and none before the time it was to be tried again. An act whose report was
   * lost with the process is due again.
   *
   * @param wanted asked of each by its id and its webhook's name: others are passed over
   */
  List<DueAct> due(Instant now, int limit, BiPredicate<String, String> wanted);

  /** The receiver has taken it. */
  void delivered(String id, Instant at);

  /** The receiver has not taken it; it becomes due again at {@code next}. */
  void tryAgain(String id, Instant next, String problem);

  /** It will not be tried again. */
  void failed(String id, Instant at, String problem);

  /**
   * Waits until something has changed since {@link #due} was asked last, or a further act has
   * become due, but no longer than {@code most}.
   */
  void await(Duration most) throws InterruptedException;
}
