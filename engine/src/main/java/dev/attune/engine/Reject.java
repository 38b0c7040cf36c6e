package dev.attune.engine;

import dev.attune.wire.Envelope;
import dev.attune.wire.Received;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A message that was refused, as it is kept in the reject lane.
 *
 * @param source name of the source whose key came with it
 * @param receivedAt when it came
 * @param reason stable word for why, such as {@code no-id}
 * @param message for people: what was expected and what was found
 * @param field the part it is about, or null
 * @param route where it came in, so that it can be sent there again: {@code track}, {@code
 *     batch}...
 * @param body the message as it came, at most {@value #KEPT} bytes of it
 * @param whole whether the body is all of it
 */
@SuppressWarnings("ArrayRecordComponent") // Bodies are passed on; rejects are not compared.
public record Reject(
    String source,
    Instant receivedAt,
    String reason,
    String message,
    @Nullable String field,
    String route,
    byte[] body,
    boolean whole) {
  /** Enough to send again whatever a route takes but the longest records. */
  public static final int KEPT = 64 * 1024;

  public Reject {
    if (body.length > KEPT) {
      body = Arrays.copyOf(body, KEPT);
      whole = false;
    }
  }

  /** The same with another message for people, and another body. */
  Reject with(String said, byte[] kept, boolean isWhole) {
    return new Reject(source, receivedAt, reason, said, field, route, kept, isWhole);
  }

  /** A message that came in by {@code route}, and why it is no signal. */
  public static Reject of(
      Received.Refused refused, byte[] message, Envelope envelope, String route) {
    return new Reject(
        envelope.source(),
        envelope.receivedAt(),
        refused.reason().code(),
        refused.message(),
        refused.field(),
        route,
        message,
        true);
  }
}
