package dev.attune.simulator;

import dev.attune.customer.Kind;
import java.time.Instant;

/**
 * One message as one of Meridian's systems sends it.
 *
 * <p>The JSON is in Segment's shape: {@code type}, {@code messageId}, {@code userId} or {@code
 * anonymousId}, {@code timestamp}, {@code context}, and what the type asks for; without {@code
 * sentAt}, so that a year of history can be sent in a minute. Feedback has {@code text} and, where
 * given, {@code rating}, {@code channel} and {@code about}.
 *
 * @param kind what the JSON's {@code type} says
 * @param occurredAt what the JSON's {@code timestamp} says
 * @param arrivesAt when it comes in: as it occurs, unless a {@link Delivery} asks for more
 * @param json UTF-8, under 32 KB; not to be changed
 */
// The array is shared, not copied: millions of these are made only to be written to a socket.
@SuppressWarnings("ArrayRecordComponent")
public record Message(
    Sender sender, Kind kind, Instant occurredAt, Instant arrivesAt, byte[] json) {
  Message arriving(Instant at) {
    return new Message(sender, kind, occurredAt, at, json);
  }
}
