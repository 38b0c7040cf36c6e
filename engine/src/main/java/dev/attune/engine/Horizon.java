package dev.attune.engine;

import dev.attune.customer.Kind;
import dev.attune.wire.BinaryReader;
import dev.attune.wire.BinaryWriter;
import dev.attune.wire.StoredSignal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far back everything is known, where the playbook does not keep signals for ever. It moves on
 * and never back; customers are brought to it one after the other.
 *
 * <pre>
 *   meta   'r'   ->  cut long, line long
 *          'c'   ->  the sweep that brings customers to it: the last that is done, as {@link Keys#id}; absent:
 *                    all are
 * </pre>
 *
 * @param cut signals before it are removed, and refused where they come later
 * @param line effects before it are history: behind it everything is decided from signals that are
 *     kept
 */
record Horizon(Instant cut, Instant line) {
  private static final byte[] KEY = {'r'};
  private static final byte[] SWEEP = {'c'};
  private static final Set<Kind> ROUTES =
      EnumSet.of(Kind.IDENTIFY, Kind.ALIAS, Kind.GROUP, Kind.TRACK, Kind.PAGE, Kind.SCREEN);

  /** Why a signal that comes from before the cut is refused. */
  Reject refuse(StoredSignal signal) {
    String message =
        "it happened at %s; signals from before %s are removed, so it can no longer be counted"
            .formatted(signal.occurredAt(), cut);
    return new Reject(
        signal.id().source(),
        signal.receivedAt(),
        "too-old",
        message,
        "timestamp",
        ROUTES.contains(signal.kind()) ? signal.kind().word() : "batch",
        signal.body(),
        true);
  }

  static @Nullable Horizon of(Source source) {
    byte[] value = source.get(Family.META, KEY);
    if (value == null) {
      return null;
    }
    BinaryReader in = new BinaryReader(value);
    return new Horizon(Instant.ofEpochMilli(in.readLong()), Instant.ofEpochMilli(in.readLong()));
  }

  void put(Commit commit) {
    BinaryWriter out = new BinaryWriter(2 * Long.BYTES);
    out.writeLong(cut.toEpochMilli()).writeLong(line.toEpochMilli());
    commit.put(Family.META, KEY, out.toBytes());
  }

  /** The last customer who was brought to it; empty at the beginning, null when all are. */
  static byte @Nullable [] sweep(Source source) {
    return source.get(Family.META, SWEEP);
  }

  static void sweep(Commit commit, byte @Nullable [] last) {
    if (last == null) {
      commit.delete(Family.META, SWEEP);
    } else {
      commit.put(Family.META, SWEEP, last);
    }
  }
}
