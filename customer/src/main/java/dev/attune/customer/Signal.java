package dev.attune.customer;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, as a sender reported it.
 *
 * <p>Signals compare by the one total order in which a customer is folded: {@code occurredAt}, then
 * the kind's rank, then the id (INV-004). When it arrived plays no part.
 *
 * @param userId the company's id of the person, where it was known
 * @param anonymousId the device's id, where there was one; at least one of the two is present
 * @param occurredAt by the sender's clock, corrected for skew; whole milliseconds
 * @param context what the sender's library knew: {@code timezone}, {@code page}...
 */
public record Signal(
    SignalId id,
    Origin origin,
    @Nullable String userId,
    @Nullable String anonymousId,
    Instant occurredAt,
    Data context,
    Content content)
    implements Comparable<Signal> {
  private static final Comparator<Signal> ORDER =
      Comparator.comparing(Signal::occurredAt)
          .thenComparingInt(signal -> signal.content().kind().rank())
          .thenComparing(Signal::id);

  public Signal {
    if (userId == null && anonymousId == null) {
      throw new IllegalArgumentException("signal names nobody: " + id);
    }
    if (!occurredAt.equals(occurredAt.truncatedTo(ChronoUnit.MILLIS))) {
      throw new IllegalArgumentException("occurredAt is finer than a millisecond: " + occurredAt);
    }
  }

  /** The id whose timeline holds this signal: the user id where there is one. */
  public Id sender() {
    if (userId != null) {
      return Id.user(userId);
    }
    if (anonymousId == null) {
      throw new IllegalStateException("signal names nobody: " + id);
    }
    return Id.anonymous(anonymousId);
  }

  /** Where this signal stands: enough to find it in a timeline. */
  public Address address() {
    return new Address(sender(), occurredAt);
  }

  /** What a playbook calls it. */
  public String event() {
    return content.event();
  }

  @Override
  public int compareTo(Signal other) {
    return ORDER.compare(this, other);
  }

  /** A place in a timeline: whose, and when. */
  public record Address(Id sender, Instant at) {}
}
