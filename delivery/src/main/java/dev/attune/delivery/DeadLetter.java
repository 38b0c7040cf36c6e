package dev.attune.delivery;

import dev.attune.customer.Data;
import java.time.Duration;
import java.time.Instant;

/**
 * What was not taken in all its tries. What it says stays in the feed; when that forgets it, so is
 * this.
 *
 * @param type what a receiver would have decided by
 * @param at when it was given up
 * @param problem why the last try failed
 */
public record DeadLetter(
    long position, String effect, String type, int tries, Instant at, String problem) {
  /** As long as the feed keeps what it says. */
  static final Duration KEPT = Duration.ofDays(7);

  static DeadLetter of(Waiting waiting, Instant now) {
    return new DeadLetter(
        waiting.position(),
        waiting.effect(),
        waiting.type(),
        waiting.tries(),
        now,
        waiting.problem());
  }

  /** Under which it was sent. */
  public String id() {
    return effect + "_" + position;
  }

  /** As it is kept and shown. */
  public Data data() {
    return new Data.Builder()
        .put("id", id())
        .put("position", position)
        .put("effect", effect)
        .put("type", type)
        .put("tries", tries)
        .put("at", at.toString())
        .put("problem", problem)
        .build();
  }

  static DeadLetter of(Data data) {
    return new DeadLetter(
        Kept.number(data, "position"),
        Kept.text(data, "effect"),
        Kept.text(data, "type"),
        (int) Kept.number(data, "tries"),
        Kept.instant(data, "at"),
        Kept.text(data, "problem"));
  }
}
