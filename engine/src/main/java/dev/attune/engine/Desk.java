package dev.attune.engine;

import dev.attune.customer.Id;
import dev.attune.wire.BinaryWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Moments in the orders in which people look at them. Every key ends in instant(openedAt) effect(16
 * bytes) and has no value; the rows are {@link MomentRow}s.
 *
 * <pre>
 *   desk   1 rule 0x00               open ones of a rule
 *          2                         open ones
 *          3                         all of them
 *          4 id (canonical) 0x00     all of a customer
 * </pre>
 */
final class Desk {
  private static final int OPEN_OF_RULE = 1;
  private static final int OPEN = 2;
  private static final int ALL = 3;
  private static final int OF_CUSTOMER = 4;
  private static final int TAIL = Long.BYTES + 16;

  private Desk() {}

  /** Brings the desk from one row of a moment to another; {@code was} is null for a new one. */
  static void update(Commit commit, Counts counts, @Nullable MomentRow was, MomentRow is) {
    boolean wasOpen = was != null && was.state() == MomentView.State.OPEN;
    boolean isOpen = is.state() == MomentView.State.OPEN;
    counts.add(opened(is), (stands(is) ? 1 : 0) - (was != null && stands(was) ? 1 : 0));
    commit.put(Family.MOMENTS, MomentRow.key(is.id()), is.encode());
    if (was == null) {
      commit.put(Family.DESK, key(ALL, null, is));
    }
    if (was == null || !was.customer().equals(is.customer())) {
      if (was != null) {
        commit.delete(Family.DESK, ofCustomer(was));
      }
      commit.put(Family.DESK, ofCustomer(is));
    }
    if (isOpen && !wasOpen) {
      commit.put(Family.DESK, key(OPEN_OF_RULE, is.rule(), is));
      commit.put(Family.DESK, key(OPEN, null, is));
      counts.add(Counts.OPEN + is.rule(), 1);
    }
    if (wasOpen && !isOpen) {
      commit.delete(Family.DESK, key(OPEN_OF_RULE, is.rule(), is));
      commit.delete(Family.DESK, key(OPEN, null, is));
      counts.add(Counts.OPEN + is.rule(), -1);
    }
  }

  /** How many of a rule opened on each day of UTC on which any did and stand, in their order. */
  static Map<LocalDate, Long> openedByDay(Counts counts, String rule) {
    Map<LocalDate, Long> days = new LinkedHashMap<>();
    counts
        .all(Counts.OPENED + rule + "/")
        .forEach((day, count) -> {
          if (count > 0) {
            days.put(LocalDate.parse(day), count);
          }
        });
    return days;
  }

  /** Whether it is a moment that counts as opened. */
  static boolean stands(MomentRow row) {
    return row.state() != MomentView.State.WITHDRAWN;
  }

  /** The name under which it is counted. */
  static String opened(MomentRow row) {
    return Counts.OPENED + row.rule() + "/" + LocalDate.ofInstant(row.openedAt(), ZoneOffset.UTC);
  }

  /** The beginning of the keys of open moments, of one rule or of all. */
  static byte[] open(@Nullable String rule) {
    return rule == null
        ? new byte[] {OPEN}
        : Keys.textThen(new BinaryWriter(32).writeByte(OPEN_OF_RULE), rule).toBytes();
  }

  /** The beginning of the keys of all moments. */
  static byte[] all() {
    return new byte[] {ALL};
  }

  /** The beginning of the keys of a customer's moments. */
  static byte[] of(Id customer) {
    return Keys.idThen(new BinaryWriter(32).writeByte(OF_CUSTOMER), customer).toBytes();
  }

  /** The moment's id in a key. */
  static String moment(byte[] key) {
    return HexFormat.of().formatHex(key, key.length - 16, key.length);
  }

  /** A key behind {@code prefix} at an instant. */
  static byte[] at(byte[] prefix, Instant at) {
    BinaryWriter key = new BinaryWriter(prefix.length + Long.BYTES);
    return Keys.instant(key.writeRaw(prefix, 0, prefix.length), at).toBytes();
  }

  private static byte[] key(int order, @Nullable String rule, MomentRow row) {
    BinaryWriter key = new BinaryWriter(32 + TAIL).writeByte(order);
    if (rule != null) {
      Keys.textThen(key, rule);
    }
    return Keys.effect(Keys.instant(key, row.openedAt()), row.id()).toBytes();
  }

  private static byte[] ofCustomer(MomentRow row) {
    BinaryWriter key = new BinaryWriter(64 + TAIL).writeByte(OF_CUSTOMER);
    Keys.instant(Keys.idThen(key, row.customer()), row.openedAt());
    return Keys.effect(key, row.id()).toBytes();
  }
}
