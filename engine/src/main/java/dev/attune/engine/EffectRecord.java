package dev.attune.engine;

import dev.attune.customer.Effect;
import dev.attune.customer.Id;
import dev.attune.wire.BinaryReader;
import dev.attune.wire.BinaryReader.DamagedBytes;
import dev.attune.wire.BinaryWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An effect that was recorded, and what became of it.
 *
 * <pre>
 *   effects   id (canonical) 0x00 instant(at) effect(16 bytes)  ->
 *               version    byte    1
 *               flags      byte    1: withdrawn, 2: found late
 *               sequence   long    of the record in {@link Outbox} that tells of it last
 *               foundAt    long    milliseconds since 1970
 *               reason     text    why it was withdrawn, if flagged
 *               effect     the rest: see {@link EffectFormat}
 * </pre>
 *
 * @param withdrawn why it stands no longer, or null
 * @param foundAt when it was found first
 * @param late found more than {@code stale} after its instant
 */
record EffectRecord(
    Effect effect, @Nullable String withdrawn, Instant foundAt, boolean late, long sequence) {
  private static final int VERSION = 1;
  private static final int WITHDRAWN = 1;
  private static final int LATE = 2;

  /** Whether it stands. */
  boolean stands() {
    return withdrawn == null;
  }

  EffectRecord withdrawn(String reason, long newSequence) {
    return new EffectRecord(effect, reason, foundAt, late, newSequence);
  }

  /** It stands after all. */
  EffectRecord restored(Effect again, long newSequence) {
    return new EffectRecord(again, null, foundAt, late, newSequence);
  }

  /** The same, with the evidence as it is known by now. */
  EffectRecord with(Effect again) {
    return new EffectRecord(again, withdrawn, foundAt, late, sequence);
  }

  /** Every record of a customer, by time. */
  static List<EffectRecord> of(Source source, Id customer) {
    List<EffectRecord> records = new ArrayList<>();
    try (Scan scan = source.scan(Family.EFFECTS, prefix(customer))) {
      while (scan.next()) {
        records.add(decode(scan.value()));
      }
    }
    return records;
  }

  static byte[] prefix(Id customer) {
    return Keys.idThen(new BinaryWriter(64), customer).toBytes();
  }

  static byte[] prefix(Id customer, Instant at) {
    return Keys.instant(Keys.idThen(new BinaryWriter(64), customer), at).toBytes();
  }

  static byte[] key(Id customer, Effect effect) {
    return key(customer, effect.at(), effect.id());
  }

  static byte[] key(Id customer, Instant at, String effect) {
    BinaryWriter key = Keys.instant(Keys.idThen(new BinaryWriter(64), customer), at);
    return Keys.effect(key, effect).toBytes();
  }

  byte[] encode() {
    BinaryWriter out = new BinaryWriter(512);
    encode(out);
    return out.toBytes();
  }

  void encode(BinaryWriter out) {
    out.writeByte(VERSION).writeByte((stands() ? 0 : WITHDRAWN) | (late ? LATE : 0));
    out.writeLong(sequence).writeLong(foundAt.toEpochMilli());
    if (withdrawn != null) {
      out.writeText(withdrawn);
    }
    EffectFormat.write(out, effect);
  }

  static EffectRecord decode(byte[] bytes) {
    return decode(new BinaryReader(bytes));
  }

  static EffectRecord decode(BinaryReader in) {
    int version = in.readByte();
    if (version != VERSION) {
      throw new DamagedBytes("effect has version %d, expected %d".formatted(version, VERSION));
    }
    int flags = in.readByte();
    long sequence = in.readLong();
    Instant foundAt = Instant.ofEpochMilli(in.readLong());
    String reason = (flags & WITHDRAWN) != 0 ? in.readText() : null;
    Effect effect = EffectFormat.read(in);
    return new EffectRecord(effect, reason, foundAt, (flags & LATE) != 0, sequence);
  }
}
