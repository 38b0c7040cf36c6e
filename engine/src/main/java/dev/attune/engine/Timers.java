package dev.attune.engine;

import dev.attune.customer.Id;
import dev.attune.wire.BinaryReader;
import dev.attune.wire.BinaryWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * When customers are to be woken. A timer may stand too early, never too late: what is due, the
 * customer's own state decides when it is woken. So a signal that only moves the next due instant
 * further away writes no timer.
 *
 * <pre>
 *   timers   instant(due) id (canonical)  ->  nothing
 * </pre>
 *
 * <p>Belongs to the fold.
 */
final class Timers {
  private static final byte[] FIRST = new byte[Long.BYTES];

  private final Store store;

  /** No timer stands before it: keys that were deleted need not be walked over again. */
  private byte[] from = FIRST;

  Timers(Store store) {
    this.store = store;
  }

  /** A customer and the instant at which they are to be woken. */
  record Timer(long due, Id customer) {}

  /** The earliest timers that are due at {@code now}, at most so many. */
  List<Timer> due(long now, int most) {
    List<Timer> timers = new ArrayList<>();
    try (Scan scan = store.scan(Family.TIMERS, from, prefix(now + 1))) {
      while (timers.size() < most && scan.next()) {
        timers.add(read(scan.key()));
      }
    }
    from = timers.isEmpty() ? prefix(now + 1) : prefix(timers.getFirst().due());
    return timers;
  }

  /** When the earliest timer is due, or {@link CustomerRecord#NO_TIMER}. */
  long earliest() {
    try (Scan scan = store.scan(Family.TIMERS, from, prefix(Long.MAX_VALUE))) {
      return scan.next() ? read(scan.key()).due() : CustomerRecord.NO_TIMER;
    }
  }

  /** Sets one. */
  void set(Commit commit, long due, Id customer) {
    commit.put(Family.TIMERS, key(due, customer));
    byte[] prefix = prefix(due);
    if (Arrays.compareUnsigned(prefix, from) < 0) {
      from = prefix;
    }
  }

  /** Takes one away. */
  static void clear(Commit commit, long due, Id customer) {
    commit.delete(Family.TIMERS, key(due, customer));
  }

  /** Looks for timers from the beginning again, after a commit that failed. */
  void reset() {
    from = FIRST;
  }

  static byte[] key(long due, Id customer) {
    byte[] id = Keys.id(customer);
    return new BinaryWriter(id.length + Long.BYTES)
        .writeLong(due ^ Long.MIN_VALUE)
        .writeRaw(id, 0, id.length)
        .toBytes();
  }

  static Timer read(byte[] key) {
    long due = new BinaryReader(key).readLong() ^ Long.MIN_VALUE;
    return new Timer(due, Keys.readId(key, Long.BYTES, key.length));
  }

  private static byte[] prefix(long due) {
    return new BinaryWriter(Long.BYTES).writeLong(due ^ Long.MIN_VALUE).toBytes();
  }
}
