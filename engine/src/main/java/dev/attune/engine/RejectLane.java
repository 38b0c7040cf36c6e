package dev.attune.engine;

import dev.attune.wire.BinaryReader;
import dev.attune.wire.BinaryWriter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Refused messages, by the time they came.
 *
 * <pre>
 *   rejects   instant(receivedAt) position long, index 4 bytes  ->  as in {@link EntryFormat}
 * </pre>
 *
 * <p>The position is the journal entry's and the index the place in it; the id that people see is
 * the key in hexadecimal digits.
 */
final class RejectLane {
  private static final int KEY = Long.BYTES + Long.BYTES + Integer.BYTES;

  private RejectLane() {}

  static void keep(Commit commit, long position, int index, Reject reject) {
    byte[] key =
        ByteBuffer.allocate(KEY)
            .putLong(reject.receivedAt().toEpochMilli() ^ Long.MIN_VALUE)
            .putLong(position)
            .putInt(index)
            .array();
    BinaryWriter out = new BinaryWriter(reject.body().length + 256);
    EntryFormat.write(out, reject);
    commit.put(Family.REJECTS, key, out.toBytes());
  }

  /** Reads one as it is kept. */
  static KeptReject read(byte[] key, byte[] value) {
    return new KeptReject(
        HexFormat.of().formatHex(key), EntryFormat.readReject(new BinaryReader(value)));
  }

  /** The key that an id stands for, if it is one. */
  static Optional<byte[]> key(String id) {
    if (id.length() != 2 * KEY) {
      return Optional.empty();
    }
    try {
      return Optional.of(HexFormat.of().parseHex(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Forgets what came before {@code oldest}. */
  static void forgetOld(Store store, Instant oldest) {
    byte[] until = Keys.instant(new BinaryWriter(Long.BYTES), oldest).toBytes();
    store.forget(Family.REJECTS, new byte[Long.BYTES], until);
  }
}
