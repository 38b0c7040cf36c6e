package dev.attune.engine;

import dev.attune.customer.Cause;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whose a cause is: the customer's to whom the signal belongs that caused it, or that set its
 * instant. A device may change hands, so the id alone does not say it. Belongs to the thread of its
 * timelines.
 */
final class Origins {
  private static final SignalId NONE = new SignalId("-", "-");

  private final Timelines timelines;

  Origins(Timelines timelines) {
    this.timelines = timelines;
  }

  /** Whether the cause is the customer's; an adoption is nobody's. */
  boolean isOf(Identity who, Cause cause) {
    return switch (cause) {
      case Cause.BySignal by -> owns(who, by.address(), by.signal());
      case Cause.ByTime by -> owns(who, by.setBy(), null);
      case Cause.ByAdoption by -> false;
      case Cause.ByEvent by -> false;
    };
  }

  private boolean owns(Identity who, Signal.Address address, @Nullable SignalId id) {
    for (Identity.Member member : who.members()) {
      if (member.id().equals(address.sender())) {
        return member.intervals().stream().anyMatch(interval -> contains(interval, address, id));
      }
    }
    return false;
  }

  private boolean contains(Interval interval, Signal.Address address, @Nullable SignalId id) {
    if (!isCutAt(interval, address.at())) {
      return interval.contains(new Place(address.at(), 0, NONE));
    }
    // The device changed hands in this very millisecond: only the signal itself tells.
    return timelines.placesAt(address).stream()
        .filter(place -> id == null || place.signal().equals(id))
        .findFirst()
        .map(interval::contains)
        .orElse(false);
  }

  private static boolean isCutAt(Interval interval, Instant at) {
    Place from = interval.from();
    Place until = interval.until();
    return (from != null && from.at().equals(at)) || (until != null && until.at().equals(at));
  }
}
