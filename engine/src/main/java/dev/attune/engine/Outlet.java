package dev.attune.engine;

import dev.attune.customer.Id;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the engine tells the world outside: effects and withdrawals, in the order in which they were
 * recorded, each under a number one higher than the one before it. Only what is synced is told, so
 * that no crash takes back what somebody has heard.
 *
 * <p>Every reader keeps its own place. Thread-safe.
 */
public final class Outlet {
  private static final int MOST = 500;

  private final Supplier<Reading> readings;
  private final Fold fold;

  Outlet(Supplier<Reading> readings, Fold fold) {
    this.readings = readings;
    this.fold = fold;
  }

  /**
   * What is kept, by number. If there is nothing, {@code oldest} is one more than {@code last}.
   *
   * @param last the newest that is synced
   */
  public record Kept(long oldest, long last) {}

  /** What is kept now. */
  public Kept kept() {
    long last = fold.syncedSequence();
    try (Reading reading = readings.get()) {
      return new Kept(Math.min(Outbox.oldest(reading.source(), last), last + 1), last);
    }
  }

  /** What was recorded after {@code sequence}, oldest first; at most {@code limit}. */
  public List<RecordedEffect> after(long sequence, int limit) {
    long last = fold.syncedSequence();
    try (Reading reading = readings.get()) {
      return Outbox.read(reading.source(), sequence, last, limit);
    }
  }

  /** What was recorded of the customer for whom {@code any} is an address, newest instant first. */
  public Page<RecordedEffect> of(Id any, Optional<String> cursor, int limit) {
    try (Reading reading = readings.get()) {
      return reading.effects(any, cursor, Math.clamp(limit, 1, MOST));
    }
  }

  /**
   * Waits until there is something after {@code sequence}, but no longer than {@code most}; tells
   * whether there is.
   */
  public boolean await(long sequence, Duration most) throws InterruptedException {
    return fold.awaitTold(sequence, most);
  }
}
