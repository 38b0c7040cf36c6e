package dev.attune.engine;

import dev.attune.customer.Id;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Customers whose imported past is still to be folded. They are folded when the import pauses, and
 * from time to time while it goes on, less and less often; not signal by signal. Belongs to the
 * fold.
 *
 * <pre>
 *   pending   id (canonical)  ->  nothing
 * </pre>
 */
final class Pending {
  /** An import that is silent for so long has ended. */
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private static final long FIRST_ROUND = Duration.ofSeconds(5).toNanos();
  private static final long LONGEST_ROUND = Duration.ofMinutes(5).toNanos();
  private static final byte[] END = {(byte) 0xFF};

  /** Beyond it, waiting would cost more memory than folding costs time. */
  private static final int MOST = 300_000;

  private final Store store;
  private final Set<Id> waiting = new HashSet<>();
  private byte[] from = new byte[0];
  private long lastCame;
  private long roundBegan;
  private long round = FIRST_ROUND;
  private boolean draining;

  Pending(Store store) {
    this.store = store;
    load();
  }

  /** Reads what the last commit left. */
  void load() {
    waiting.clear();
    draining = false;
    try (Scan scan = store.scan(Family.PENDING, new byte[0], END)) {
      while (scan.next()) {
        waiting.add(Keys.readId(scan.key()));
      }
    }
  }

  boolean has(Id customer) {
    return !waiting.isEmpty() && waiting.contains(customer);
  }

  int size() {
    return waiting.size();
  }

  /** The customer's past is coming in. */
  void add(Commit commit, Id customer, long nanos) {
    if (waiting.isEmpty()) {
      roundBegan = nanos;
    }
    lastCame = nanos;
    if (waiting.add(customer)) {
      commit.put(Family.PENDING, Keys.id(customer));
    }
  }

  /** The customer is folded, or is no more. */
  void remove(Commit commit, Id customer) {
    if (!waiting.isEmpty() && waiting.remove(customer)) {
      commit.delete(Family.PENDING, Keys.id(customer));
    }
  }

  /** The customers to fold now, at most so many; mostly none. */
  List<Id> next(long nanos, int most) {
    if (waiting.isEmpty()) {
      return List.of();
    }
    boolean ended = nanos - lastCame >= PAUSE;
    if (!draining && !ended && nanos - roundBegan < round && waiting.size() < MOST) {
      return List.of();
    }
    if (!draining) {
      draining = true;
      from = new byte[0];
      round = ended ? FIRST_ROUND : Math.min(LONGEST_ROUND, 2 * round);
    }
    List<Id> next = new ArrayList<>();
    try (Scan scan = store.scan(Family.PENDING, from, END)) {
      while (next.size() < most && scan.next()) {
        from = scan.key();
        next.add(Keys.readId(from));
      }
    }
    if (next.size() < most) {
      draining = false;
      roundBegan = nanos;
    }
    return next;
  }
}
