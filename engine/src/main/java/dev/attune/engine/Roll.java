package dev.attune.engine;

import dev.attune.wire.BinaryReader.DamagedBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everybody there is at one state of the store, in the order of their canonical ids: who is
 * remembered, and whose imported past still waits to be folded. Thread-safe; close it when nobody
 * asks any more.
 */
final class Roll implements AutoCloseable {
  private static final byte[] END = {(byte) 0xFF};

  private final Scan customers;
  private final Scan pending;
  private byte @Nullable [] customer;
  private byte @Nullable [] waiting;

  Roll(Source source) {
    customers = source.sweep(Family.CUSTOMERS, new byte[0], END);
    pending = source.sweep(Family.PENDING, new byte[0], END);
    customer = next(customers);
    waiting = next(pending);
  }

  private static byte @Nullable [] next(Scan scan) {
    return scan.next() ? scan.key() : null;
  }

  /** The next ones, at most so many; none at the end. */
  synchronized List<Recorded> next(int most) {
    List<Recorded> next = new ArrayList<>(most);
    while (next.size() < most) {
      byte[] known = customer;
      byte[] late = waiting;
      if (known == null && late == null) {
        return next;
      }
      int order = known == null ? 1 : late == null ? -1 : Arrays.compareUnsigned(known, late);
      byte[] key = order <= 0 ? known : late;
      if (key != null) {
        // The limit of who waits may rise with what is still to be folded.
        next.add(new Recorded(Keys.readId(key), order < 0 ? limit(customers.value()) : 0));
      }
      customer = order <= 0 ? next(customers) : known;
      waiting = order >= 0 ? next(pending) : late;
    }
    return next;
  }

  private static int limit(byte[] record) {
    try {
      return CustomerRecord.limit(record);
    } catch (DamagedBytes e) {
      assert e.getMessage() != null;
      return 0; // what cannot be read says nothing
    }
  }

  @Override
  public synchronized void close() {
    customers.close();
    pending.close();
  }
}
