package dev.attune.engine;

import dev.attune.wire.BinaryReader;
import dev.attune.wire.BinaryReader.DamagedBytes;
import dev.attune.wire.BinaryWriter;
import dev.attune.wire.Envelope;
import dev.attune.wire.StoredSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the journal in bytes. The shapes are those of {@link BinaryWriter}:
 *
 * <pre>
 *   version     byte    1
 *   kind        byte    1 signals, 2 rejects, 3 adoption, 4 setting, 5 messages, 6 done
 *   appendedAt  long    milliseconds since 1970
 *   count       varint  how many signals, rejects or messages; 1 for the others
 *   signals:    flags   byte    1: of the past
 *               count x bytes   a {@link StoredSignal}
 *   rejects:    count x source text, receivedAt long, reason text, message text, route text, body bytes,
 *                       flags byte (1: body is whole, 2: has a field), field text if flagged
 *   adoption:   text text, who text, at long
 *   setting:    key text, flags byte (1: has a value), value bytes if flagged
 *   messages:   an {@link Envelope}, route text, count x bytes
 *   done:       a deed, see {@link DeedFormat}
 *   checksum    4 bytes CRC-32C of all before, highest first
 * </pre>
 */
final class EntryFormat {
  private static final int VERSION = 1;
  private static final int SIGNALS = 1;
  private static final int REJECTS = 2;
  private static final int ADOPTION = 3;
  private static final int SETTING = 4;
  private static final int MESSAGES = 5;
  private static final int DONE = 6;
  private static final int CHECKSUM = Integer.BYTES;
  private static final int PAST = 1;
  private static final int WHOLE = 1;
  private static final int HAS_FIELD = 2;

  private EntryFormat() {}

  /** An entry with what only the fold needs: each signal's bytes as they stand in the timeline. */
  record Read(Entry entry, Instant appendedAt, List<byte[]> encoded) {}

  static byte[] write(Entry entry, Instant appendedAt) {
    BinaryWriter out = new BinaryWriter(1024 + size(entry));
    out.writeByte(VERSION).writeByte(kind(entry)).writeLong(appendedAt.toEpochMilli());
    out.writeVarint(count(entry));
    switch (entry) {
      case Entry.Signals(List<StoredSignal> signals, boolean past) -> {
        out.writeByte(past ? PAST : 0);
        signals.forEach(signal -> out.writeBytes(signal.encode()));
      }
      case Entry.Messages(Envelope envelope, String route, List<byte[]> messages) -> {
        envelope.write(out);
        out.writeText(route);
        messages.forEach(out::writeBytes);
      }
      case Entry.Rejects(List<Reject> rejects) -> rejects.forEach(reject -> write(out, reject));
      case Entry.Adoption(String text, String who, Instant at) ->
          out.writeText(text).writeText(who).writeLong(at.toEpochMilli());
      case Entry.Setting(String key, Optional<byte[]> value) -> {
        out.writeText(key).writeByte(value.isPresent() ? 1 : 0);
        value.ifPresent(out::writeBytes);
      }
      case Entry.Done(Deed deed) -> DeedFormat.write(out, deed);
    }
    int checksum = checksum(out.array(), out.length());
    return out.writeByte(checksum >>> 24)
        .writeByte(checksum >>> 16)
        .writeByte(checksum >>> 8)
        .writeByte(checksum)
        .toBytes();
  }

  /**
   * Reads an entry.
   *
   * @throws DamagedBytes if it is not what was written
   */
  static Read read(byte[] bytes) {
    BinaryReader in = checked(bytes);
    int kind = in.readByte();
    Instant appendedAt = Instant.ofEpochMilli(in.readLong());
    int count = in.readCount();
    List<byte[]> encoded = new ArrayList<>();
    Entry entry =
        switch (kind) {
          case SIGNALS -> signals(in, count, encoded);
          case MESSAGES -> messages(in, count);
          case REJECTS -> rejects(in, count);
          case ADOPTION ->
              new Entry.Adoption(in.readText(), in.readText(), Instant.ofEpochMilli(in.readLong()));
          case SETTING ->
              new Entry.Setting(
                  in.readText(),
                  in.readByte() == 0 ? Optional.empty() : Optional.of(in.readBytes()));
          case DONE -> new Entry.Done(DeedFormat.read(in));
          default -> throw new DamagedBytes("journal entry has the unknown kind " + kind);
        };
    return new Read(entry, appendedAt, encoded);
  }

  /** How many signals an entry holds, or messages that may be some, by its first bytes. */
  static long signals(byte[] bytes) {
    BinaryReader in = new BinaryReader(bytes);
    in.readByte();
    int kind = in.readByte();
    in.readLong();
    return kind == SIGNALS || kind == MESSAGES ? in.readVarint() : 0;
  }

  static long signals(Entry entry) {
    return switch (entry) {
      case Entry.Signals signals -> signals.signals().size();
      case Entry.Messages messages -> messages.messages().size();
      case Entry.Rejects rejects -> 0;
      case Entry.Adoption adoption -> 0;
      case Entry.Setting setting -> 0;
      case Entry.Done done -> 0;
    };
  }

  private static BinaryReader checked(byte[] bytes) {
    if (bytes.length <= CHECKSUM) {
      throw new DamagedBytes("journal entry has %d bytes".formatted(bytes.length));
    }
    int end = bytes.length - CHECKSUM;
    int stated = 0;
    for (int i = end; i < bytes.length; i++) {
      stated = (stated << 8) | (bytes[i] & 0xFF);
    }
    if (stated != checksum(bytes, end)) {
      throw new DamagedBytes("journal entry does not have the checksum it was written with");
    }
    BinaryReader in = new BinaryReader(bytes, 0, end);
    int version = in.readByte();
    if (version != VERSION) {
      throw new DamagedBytes("journal entry has version %d, expected 1".formatted(version));
    }
    return in;
  }

  private static Entry signals(BinaryReader in, int count, List<byte[]> encoded) {
    boolean past = (in.readByte() & PAST) != 0;
    List<StoredSignal> signals = new ArrayList<>(Math.min(count, in.remaining()));
    for (int i = 0; i < count; i++) {
      byte[] bytes = in.readBytes();
      encoded.add(bytes);
      signals.add(StoredSignal.decode(bytes));
    }
    return new Entry.Signals(signals, past);
  }

  private static Entry messages(BinaryReader in, int count) {
    Envelope envelope = Envelope.read(in);
    String route = in.readText();
    List<byte[]> messages = new ArrayList<>(Math.min(count, in.remaining()));
    for (int i = 0; i < count; i++) {
      messages.add(in.readBytes());
    }
    return new Entry.Messages(envelope, route, messages);
  }

  private static Entry rejects(BinaryReader in, int count) {
    List<Reject> rejects = new ArrayList<>(Math.min(count, in.remaining()));
    for (int i = 0; i < count; i++) {
      rejects.add(readReject(in));
    }
    return new Entry.Rejects(rejects);
  }

  /** Writes one reject, as the reject lane keeps it too. */
  static void write(BinaryWriter out, Reject reject) {
    String field = reject.field();
    out.writeText(reject.source()).writeLong(reject.receivedAt().toEpochMilli());
    out.writeText(reject.reason()).writeText(reject.message()).writeText(reject.route());
    out.writeBytes(reject.body());
    out.writeByte((reject.whole() ? WHOLE : 0) | (field != null ? HAS_FIELD : 0));
    if (field != null) {
      out.writeText(field);
    }
  }

  /** Reads one reject. */
  static Reject readReject(BinaryReader in) {
    String source = in.readText();
    Instant receivedAt = Instant.ofEpochMilli(in.readLong());
    String reason = in.readText();
    String message = in.readText();
    String route = in.readText();
    byte[] body = in.readBytes();
    int flags = in.readByte();
    @Nullable String field = (flags & HAS_FIELD) != 0 ? in.readText() : null;
    boolean whole = (flags & WHOLE) != 0;
    return new Reject(source, receivedAt, reason, message, field, route, body, whole);
  }

  private static int kind(Entry entry) {
    return switch (entry) {
      case Entry.Signals signals -> SIGNALS;
      case Entry.Messages messages -> MESSAGES;
      case Entry.Rejects rejects -> REJECTS;
      case Entry.Adoption adoption -> ADOPTION;
      case Entry.Setting setting -> SETTING;
      case Entry.Done done -> DONE;
    };
  }

  private static int count(Entry entry) {
    return switch (entry) {
      case Entry.Signals signals -> signals.signals().size();
      case Entry.Messages messages -> messages.messages().size();
      case Entry.Rejects rejects -> rejects.rejects().size();
      case Entry.Adoption adoption -> 1;
      case Entry.Setting setting -> 1;
      case Entry.Done done -> 1;
    };
  }

  /** About how many bytes it takes, where that is many. */
  private static int size(Entry entry) {
    return entry instanceof Entry.Messages some
        ? some.messages().stream().mapToInt(message -> message.length + Short.BYTES).sum()
        : 0;
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
