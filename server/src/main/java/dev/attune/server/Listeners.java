package dev.attune.server;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Who listens to streams: so many in all and so many by one token, since each holds a connection
 * and reads for itself. Thread-safe: its lock guards the counts.
 */
final class Listeners implements AutoCloseable {
  static final int MOST = 100;
  static final int MOST_OF_TOKEN = 10;

  private static final Duration LATER = Duration.ofSeconds(10);

  private final Map<String, Integer> byToken = new HashMap<>();
  private int all;
  private volatile boolean isClosed;

  /**
   * Counts one more.
   *
   * @throws Refusal if that is one too many
   */
  synchronized void enter(String token) {
    int own = byToken.getOrDefault(token, 0);
    if (own >= MOST_OF_TOKEN || all >= MOST) {
      throw Refusal.tooMany(
          "too-many-streams",
          "%d streams are open by this token, %d in all; at most %d and %d are"
              .formatted(own, all, MOST_OF_TOKEN, MOST),
          LATER);
    }
    byToken.put(token, own + 1);
    all++;
  }

  synchronized void leave(String token) {
    byToken.computeIfPresent(token, (name, count) -> count == 1 ? null : count - 1);
    all--;
  }

  /** How many there are. */
  synchronized int count() {
    return all;
  }

  /** Whether all should end. */
  boolean isClosed() {
    return isClosed;
  }

  /** Ends all soon. */
  @Override
  public void close() {
    isClosed = true;
  }
}
