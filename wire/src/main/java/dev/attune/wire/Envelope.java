package dev.attune.wire;

import dev.attune.customer.Kind;
import dev.attune.customer.Origin;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What intake knows of a message before reading it. In bytes, in the shapes of {@link
 * BinaryWriter}:
 *
 * <pre>
 *   source      text
 *   origin      byte     as in {@link StoredSignal}
 *   receivedAt  long     milliseconds since 1970
 *   flags       byte     1: has a kind, 2: has sentAt, 4: has a context
 *   kind        byte     as in {@link StoredSignal}, if flagged
 *   sentAt      long     seconds since 1970, then nanoseconds as a varint, if flagged
 *   context     bytes    if flagged
 *   limit       varint
 * </pre>
 *
 * @param source name of the source whose key came with it
 * @param receivedAt when the whole request was there; cut to milliseconds
 * @param kind where the route says it; otherwise the message's {@code type} does
 * @param sentAt the batch's, by the sender's clock; wins over the message's own
 * @param context the batch's context, a JSON object, to be merged under the message's own
 * @param limit how many bytes a message may have
 */
public record Envelope(
    String source,
    Origin origin,
    Instant receivedAt,
    Optional<Kind> kind,
    Optional<Instant> sentAt,
    Optional<byte[]> context,
    int limit) {
  private static final int HAS_KIND = 1;
  private static final int HAS_SENT_AT = 2;
  private static final int HAS_CONTEXT = 4;

  /** What Segment's routes take. */
  public static final int MESSAGE_LIMIT = 32 * 1024;

  /** What feedback and imports take. */
  public static final int RECORD_LIMIT = 1024 * 1024;

  public Envelope {
    receivedAt = receivedAt.truncatedTo(ChronoUnit.MILLIS);
    if (source.isEmpty() || limit <= 0) {
      throw new IllegalArgumentException("source '%s', limit %d".formatted(source, limit));
    }
  }

  /** A message on its own whose {@code type} says its kind. */
  public static Envelope of(String source, Origin origin, Instant receivedAt) {
    return new Envelope(
        source,
        origin,
        receivedAt,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        MESSAGE_LIMIT);
  }

  /** The same, for one kind. */
  public Envelope of(Kind kind) {
    return new Envelope(source, origin, receivedAt, Optional.of(kind), sentAt, context, limit);
  }

  /** The same, inside a batch. */
  public Envelope in(Batch batch) {
    return new Envelope(source, origin, receivedAt, kind, batch.sentAt(), batch.context(), limit);
  }

  /** The same, with another limit. */
  public Envelope upTo(int bytes) {
    return new Envelope(source, origin, receivedAt, kind, sentAt, context, bytes);
  }

  /** Writes it. */
  public void write(BinaryWriter out) {
    out.writeText(source).writeByte(StoredSignal.code(StoredSignal.ORIGINS, origin));
    out.writeLong(receivedAt.toEpochMilli());
    out.writeByte(
        (kind.isPresent() ? HAS_KIND : 0)
            | (sentAt.isPresent() ? HAS_SENT_AT : 0)
            | (context.isPresent() ? HAS_CONTEXT : 0));
    kind.ifPresent(it -> out.writeByte(StoredSignal.code(StoredSignal.KINDS, it)));
    sentAt.ifPresent(it -> out.writeLong(it.getEpochSecond()).writeVarint(it.getNano()));
    context.ifPresent(out::writeBytes);
    out.writeVarint(limit);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws BinaryReader.DamagedBytes if it is something else
   */
  public static Envelope read(BinaryReader in) {
    String source = in.readText();
    Origin origin = StoredSignal.decoded(StoredSignal.ORIGINS, in.readByte());
    Instant receivedAt = Instant.ofEpochMilli(in.readLong());
    int flags = in.readByte();
    Optional<Kind> kind =
        (flags & HAS_KIND) == 0
            ? Optional.empty()
            : Optional.of(StoredSignal.decoded(StoredSignal.KINDS, in.readByte()));
    Optional<Instant> sentAt =
        (flags & HAS_SENT_AT) == 0
            ? Optional.empty()
            : Optional.of(Instant.ofEpochSecond(in.readLong(), in.readVarint()));
    Optional<byte[]> context =
        (flags & HAS_CONTEXT) == 0 ? Optional.empty() : Optional.of(in.readBytes());
    return new Envelope(source, origin, receivedAt, kind, sentAt, context, (int) in.readVarint());
  }
}
