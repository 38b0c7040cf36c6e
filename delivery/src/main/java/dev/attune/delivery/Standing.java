package dev.attune.delivery;

import dev.attune.customer.Data;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a webhook has heard, and how it does.
 *
 * @param position everything up to it was read; what of it is still to be sent waits by name
 * @param failingSince since when nothing was taken; nothing if the last was
 * @param off why nothing is sent to it, if so
 * @param missed how many effects were forgotten before it heard of them
 */
public record Standing(
    long position, Optional<Instant> failingSince, Optional<Off> off, long missed) {
  /** Why and since when nothing is sent. */
  public record Off(String reason, Instant since) {}

  static Standing at(long position) {
    return new Standing(position, Optional.empty(), Optional.empty(), 0);
  }

  boolean isOn() {
    return off.isEmpty();
  }

  Standing reading(long read) {
    long gap = Math.max(0, read - position - 1);
    return new Standing(position, failingSince, off, missed + gap);
  }

  Standing read(long until) {
    return new Standing(until, failingSince, off, missed);
  }

  Standing taken() {
    return new Standing(position, Optional.empty(), off, missed);
  }

  Standing failed(Instant now) {
    return new Standing(position, Optional.of(failingSince.orElse(now)), off, missed);
  }

  Standing off(String reason, Instant now) {
    return new Standing(position, failingSince, Optional.of(new Off(reason, now)), missed);
  }

  Standing on() {
    return new Standing(position, Optional.empty(), Optional.empty(), missed);
  }

  Data data() {
    Data.Builder data = new Data.Builder().put("position", position).put("missed", missed);
    failingSince.ifPresent(since -> data.put("failingSince", since.toString()));
    off.ifPresent(
        why -> data.put("offBecause", why.reason()).put("offSince", why.since().toString()));
    return data.build();
  }

  static Standing of(Data data) {
    return new Standing(
        Kept.number(data, "position"),
        Kept.optionalInstant(data, "failingSince"),
        Kept.optionalText(data, "offBecause")
            .map(reason -> new Off(reason, Kept.instant(data, "offSince"))),
        Kept.number(data, "missed"));
  }
}
