package dev.attune.engine;

import dev.attune.customer.Id;
import dev.attune.wire.BinaryReader;
import dev.attune.wire.BinaryWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded, in the order in which it was, for those who tell the world outside.
 *
 * <pre>
 *   outbox   sequence, 8 bytes, highest first  ->  writtenAt long, customer text, an {@link EffectRecord};
 *                                                the text is empty if it is about no customer
 * </pre>
 *
 * <p>Kept {@link #KEPT}; whoever reads keeps its own place and must not fall behind further.
 */
final class Outbox {
  /** As long as the journal behind it. */
  static final Duration KEPT = Duration.ofDays(7);

  private Outbox() {}

  /** Tells of a record, under the record's sequence. */
  static void tell(Commit commit, @Nullable Id customer, EffectRecord record, Instant now) {
    BinaryWriter out = new BinaryWriter(512);
    out.writeLong(now.toEpochMilli()).writeText(customer == null ? "" : customer.toString());
    record.encode(out);
    commit.put(Family.OUTBOX, key(record.sequence()), out.toBytes());
  }

  /** What was told behind {@code sequence} up to {@code last}, oldest first. */
  static List<RecordedEffect> read(Source source, long sequence, long last, int limit) {
    List<RecordedEffect> told = new ArrayList<>();
    if (sequence >= last) {
      return told;
    }
    try (Scan scan = source.scan(Family.OUTBOX, key(sequence + 1), key(last + 1))) {
      while (told.size() < limit && scan.next()) {
        BinaryReader in = new BinaryReader(scan.value());
        Instant writtenAt = Instant.ofEpochMilli(in.readLong());
        String customer = in.readText();
        EffectRecord record = EffectRecord.decode(in);
        told.add(
            new RecordedEffect(
                ByteBuffer.wrap(scan.key()).getLong(),
                customer.isEmpty() ? null : Id.parse(customer),
                record.effect(),
                record.withdrawn(),
                writtenAt,
                record.late(),
                record.late() ? null : record.settlesAt()));
      }
    }
    return told;
  }

  /** The first number that is kept; one more than {@code last} if there is none. */
  static long oldest(Source source, long last) {
    try (Scan scan = source.scan(Family.OUTBOX, key(0), key(last + 1))) {
      return scan.next() ? ByteBuffer.wrap(scan.key()).getLong() : last + 1;
    }
  }

  /** Forgets what is older than {@link #KEPT}. */
  static void forgetOld(Store store, Instant now) {
    long oldest = now.minus(KEPT).toEpochMilli();
    long until = 0;
    try (Scan scan = store.scan(Family.OUTBOX, key(0), key(Long.MAX_VALUE))) {
      while (scan.next() && new BinaryReader(scan.value()).readLong() < oldest) {
        until = ByteBuffer.wrap(scan.key()).getLong() + 1;
      }
    }
    if (until > 0) {
      store.forget(Family.OUTBOX, key(0), key(until));
    }
  }

  static byte[] key(long sequence) {
    return new BinaryWriter(Long.BYTES).writeLong(sequence).toBytes();
  }
}
