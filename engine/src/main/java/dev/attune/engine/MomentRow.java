package dev.attune.engine;

import dev.attune.customer.Change.Ending;
import dev.attune.customer.Id;
import dev.attune.wire.BinaryReader;
import dev.attune.wire.BinaryReader.DamagedBytes;
import dev.attune.wire.BinaryWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A moment as the desk keeps it; its cause and evidence are those of the effect that opened it.
 *
 * <pre>
 *   moments   effect(16 bytes)  ->  version byte 1
 *                                   flags   byte 1: taken, 2: closed, 4: withdrawn, 8: withdrawn, yet acted on
 *                                   customer text, rule text, openedAt long, expires long, triggers varint
 *                                   takenBy text, closedAt long and ending byte, reason text: each if flagged
 * </pre>
 *
 * @param withdrawn why it would not have opened, or null
 * @param acted whether a person did something with it: then it stays on the desk
 */
record MomentRow(
    String id,
    Id customer,
    String rule,
    Instant openedAt,
    Instant expires,
    int triggers,
    @Nullable String takenBy,
    @Nullable Instant closedAt,
    @Nullable Ending ending,
    @Nullable String withdrawn,
    boolean acted) {
  private static final int VERSION = 1;
  private static final int TAKEN = 1;
  private static final int CLOSED = 2;
  private static final int WITHDRAWN = 4;
  private static final int ACTED = 8;

  MomentView.State state() {
    if (ending != null) {
      return MomentView.State.CLOSED;
    }
    return withdrawn != null && !acted ? MomentView.State.WITHDRAWN : MomentView.State.OPEN;
  }

  static byte[] key(String id) {
    return Keys.effect(new BinaryWriter(16), id).toBytes();
  }

  byte[] encode() {
    BinaryWriter out = new BinaryWriter(128);
    out.writeByte(VERSION)
        .writeByte(
            (takenBy != null ? TAKEN : 0)
                | (ending != null ? CLOSED : 0)
                | (withdrawn != null ? WITHDRAWN : 0)
                | (acted ? ACTED : 0));
    out.writeText(customer.toString()).writeText(rule);
    out.writeLong(openedAt.toEpochMilli()).writeLong(expires.toEpochMilli()).writeVarint(triggers);
    if (takenBy != null) {
      out.writeText(takenBy);
    }
    if (ending != null && closedAt != null) {
      out.writeLong(closedAt.toEpochMilli()).writeByte(EffectFormat.code(ending));
    }
    if (withdrawn != null) {
      out.writeText(withdrawn);
    }
    return out.toBytes();
  }

  static MomentRow decode(String id, byte[] bytes) {
    BinaryReader in = new BinaryReader(bytes);
    int version = in.readByte();
    if (version != VERSION) {
      throw new DamagedBytes("moment has version %d, expected %d".formatted(version, VERSION));
    }
    int flags = in.readByte();
    Id customer = Id.parse(in.readText());
    String rule = in.readText();
    Instant openedAt = Instant.ofEpochMilli(in.readLong());
    Instant expires = Instant.ofEpochMilli(in.readLong());
    int triggers = in.readCount();
    String takenBy = (flags & TAKEN) != 0 ? in.readText() : null;
    boolean closed = (flags & CLOSED) != 0;
    Instant closedAt = closed ? Instant.ofEpochMilli(in.readLong()) : null;
    Ending ending = closed ? EffectFormat.ending(in.readByte()) : null;
    String withdrawn = (flags & WITHDRAWN) != 0 ? in.readText() : null;
    boolean acted = (flags & ACTED) != 0;
    return new MomentRow(
        id, customer, rule, openedAt, expires, triggers, takenBy, closedAt, ending, withdrawn,
        acted);
  }
}
