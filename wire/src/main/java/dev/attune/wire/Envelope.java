package dev.attune.wire;

import dev.attune.customer.Kind;
import dev.attune.customer.Origin;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What intake knows of a message before reading it.
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
}
