package dev.attune.delivery;

import dev.attune.customer.Data;
import java.time.Instant;

/**
 * Something told that is still to be sent to one webhook: it has not settled, or was not taken.
 * What it says stays in the feed.
 *
 * @param tries how often it was sent
 * @param since when it was read, and from which its time to be tried counts
 * @param next when to send it
 * @param problem why it was not taken the last time; empty if it was not sent yet
 */
record Waiting(
    long position,
    String effect,
    String type,
    boolean isWithdrawn,
    int tries,
    Instant since,
    Instant next,
    String problem) {
  /** To be sent for the first time at {@code next}. */
  static Waiting first(Told told, Instant next) {
    return new Waiting(
        told.position(), told.effect(), told.type(), told.isWithdrawn(), 0, next, next, "");
  }

  Waiting at(Instant other) {
    return new Waiting(position, effect, type, isWithdrawn, tries, since, other, problem);
  }

  Waiting after(Outcome outcome, Instant again) {
    return new Waiting(
        position, effect, type, isWithdrawn, tries + 1, since, again, outcome.sentence());
  }

  Data data() {
    return new Data.Builder()
        .put("position", position)
        .put("effect", effect)
        .put("type", type)
        .put("withdrawn", isWithdrawn)
        .put("tries", tries)
        .put("since", since.toString())
        .put("next", next.toString())
        .put("problem", problem)
        .build();
  }

  static Waiting of(Data data) {
    return new Waiting(
        Kept.number(data, "position"),
        Kept.text(data, "effect"),
        Kept.text(data, "type"),
        Kept.flag(data, "withdrawn"),
        (int) Kept.number(data, "tries"),
        Kept.instant(data, "since"),
        Kept.instant(data, "next"),
        Kept.text(data, "problem"));
  }
}
