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
 *               version    byte    2; 1 knew no flag 4
 *               flags      byte    1: withdrawn, 2: found late, 4: settles later than it was found
 *               sequence   long    of the record in {@link Outbox} that tells of it last
 *               foundAt    long    milliseconds since 1970
 *               settlesAt  long    milliseconds since 1970, if flagged
 *               reason     text    why it was withdrawn, if flagged
 *               effect     the rest: see {@link EffectFormat}
 * </pre>
 *
 * @param withdrawn why it stands no longer, or null
 * @param foundAt when it was found first
 * @param late found more than {@code stale} after its instant
 * @param settlesAt from when something irreversible may be done for it, if it is not late
 */
record EffectRecord(
    Effect effect,
    @Nullable String withdrawn,
    Instant foundAt,
    boolean late,
    Instant settlesAt,
    long sequence) {
  private static final int VERSION = 2;
  private static final int WITHDRAWN = 1;
  private static final int LATE = 2;
  private static final int SETTLES = 4;

  /** Whether it stands. */
  boolean stands() {
    return withdrawn == null;
  }

  EffectRecord withdrawn(String reason, long newSequence) {
    return new EffectRecord(effect, reason, foundAt, late, settlesAt, newSequence);
  }

  /** It stands after all, as is found only now. */
  EffectRecord restored(Effect again, boolean isLate, Instant settles, long newSequence) {
    return new EffectRecord(again, null, foundAt, late || isLate, settles, newSequence);
  }

  /** The same, with the evidence as it is known by now. */
  EffectRecord with(Effect again) {
    return new EffectRecord(again, withdrawn, foundAt, late, settlesAt, sequence);
  }

  /** This record as it is told of, of a customer. */
  RecordedEffect told(Id customer) {
    return new RecordedEffect(
        sequence, customer, effect, withdrawn, foundAt, late, late ? null : settlesAt);
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
    boolean settles = !settlesAt.equals(foundAt);
    out.writeByte(VERSION);
    out.writeByte((stands() ? 0 : WITHDRAWN) | (late ? LATE : 0) | (settles ? SETTLES : 0));
    out.writeLong(sequence).writeLong(foundAt.toEpochMilli());
    if (settles) {
      out.writeLong(settlesAt.toEpochMilli());
    }
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
    if (version < 1 || version > VERSION) {
      throw new DamagedBytes("effect has version %d, expected %d".formatted(version, VERSION));
    }
    int flags = in.readByte();
    long sequence = in.readLong();
    Instant foundAt = Instant.ofEpochMilli(in.readLong());
    Instant settlesAt = (flags & SETTLES) != 0 ? Instant.ofEpochMilli(in.readLong()) : foundAt;
    String reason = (flags & WITHDRAWN) != 0 ? in.readText() : null;
    Effect effect = EffectFormat.read(in);
    return new EffectRecord(effect, reason, foundAt, (flags & LATE) != 0, settlesAt, sequence);
  }
}
