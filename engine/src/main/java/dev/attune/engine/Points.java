package dev.attune.engine;

import dev.attune.customer.Id;
import dev.attune.step.Customer;
import dev.attune.wire.BinaryWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Long customers as they stood at some instants, one for about every thousand signals, so that a
 * late signal folds them anew from the newest point before it and not from their first signal on.
 *
 * <pre>
 *   points   id (canonical) 0x00 instant  ->  the state at the end of that millisecond: see {@link Customer}
 * </pre>
 *
 * <p>A point holds only as long as nothing is heard of its instant or before: what takes a customer
 * behind it drops it in the same commit. It is of the version that folded the customer last.
 */
final class Points {
  private Points() {}

  /** A customer after every signal, and all that time made due, up to and at an instant. */
  record Point(Instant at, Customer customer) {}

  /** The newest point before {@code instant}, or null. */
  static @Nullable Point newestBefore(Source source, Id customer, Instant instant) {
    byte[] prefix = prefix(customer);
    try (Scan scan = source.backward(Family.POINTS, prefix, key(customer, instant))) {
      return scan.next() ? read(scan.key(), scan.value()) : null;
    }
  }

  /** All points of a customer, oldest first. */
  static List<Point> of(Source source, Id customer) {
    List<Point> points = new ArrayList<>();
    try (Scan scan = source.scan(Family.POINTS, prefix(customer))) {
      while (scan.next()) {
        points.add(read(scan.key(), scan.value()));
      }
    }
    return points;
  }

  static void put(Commit commit, Id customer, Point point) {
    commit.put(Family.POINTS, key(customer, point.at), point.customer.bytes());
  }

  /** Drops all, or those behind {@code last}. */
  static void drop(Commit commit, Id customer, @Nullable Point last) {
    byte[] prefix = prefix(customer);
    byte[] from = last == null ? prefix : key(customer, last.at.plusMillis(1));
    commit.deleteRange(Family.POINTS, from, Keys.behind(prefix));
  }

  /** Whose point a key names. */
  static Id customer(byte[] key) {
    return Keys.readId(key, 0, key.length - Long.BYTES - 1);
  }

  static Point read(byte[] key, byte[] value) {
    long at = 0;
    for (int i = key.length - Long.BYTES; i < key.length; i++) {
      at = at << 8 | (key[i] & 0xFF);
    }
    return new Point(Keys.instant(at), Customer.of(value));
  }

  private static byte[] prefix(Id customer) {
    return Keys.idThen(new BinaryWriter(64), customer).toBytes();
  }

  private static byte[] key(Id customer, Instant at) {
    return Keys.instant(Keys.idThen(new BinaryWriter(64), customer), at).toBytes();
  }
}
