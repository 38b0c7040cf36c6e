package dev.attune.delivery;

import dev.attune.customer.Change;
import dev.attune.customer.Data;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An effect as the feed tells it, or that it stands no longer.
 *
 * @param position its place among all that is told
 * @param effect the effect's own id
 * @param isWithdrawn whether it stands no longer
 * @param foundLate found too late for anything to happen by itself
 * @param at the instant from which it holds
 * @param settlesAt from when something irreversible may happen; null if it was found late: never
 * @param data what a receiver is told of it
 */
public record Told(
    long position,
    String effect,
    Change change,
    boolean isWithdrawn,
    boolean foundLate,
    Instant at,
    @Nullable Instant settlesAt,
    Supplier<Data> data) {
  /**
   * Under which it is sent, however often. An effect that is withdrawn may stand again later, and
   * then is news again: so the id is the effect's and the place at which it was told.
   */
  public String id() {
    return effect + "_" + position;
  }

  /** What a receiver decides by: {@code moment.opened}, {@code segment.left.withdrawn}... */
  public String type() {
    String whose =
        switch (change) {
          case Change.Opened opened -> "moment.";
          case Change.Renewed renewed -> "moment.";
          case Change.Good good -> "moment.";
          case Change.Closed closed -> "moment.";
          case Change.Entered entered -> "segment.";
          case Change.Left left -> "segment.";
          case Change.Gathered gathered -> "segment.";
          case Change.Attained attained -> "goal.";
          case Change.Missed missed -> "goal.";
          case Change.SetAside aside -> "customer.";
          case Change.LeftOut left -> "fact.";
          case Change.Stopped stopped -> "event.";
          case Change.Resumed resumed -> "event.";
        };
    return whose + Interest.kind(change) + (isWithdrawn ? "." + Interest.WITHDRAWN : "");
  }

  /** The whole message. */
  Data message() {
    return Data.of("type", type(), "timestamp", at.toString(), "data", data.get());
  }

  /** Whether it opens a moment, so that what is irreversible may follow. */
  boolean opens() {
    return !isWithdrawn && change instanceof Change.Opened;
  }

  /** The id of the effect that is no longer worth telling once this is told, or null. */
  @Nullable String overtakes() {
    if (isWithdrawn) {
      return effect;
    }
    return change instanceof Change.Closed closed ? closed.moment() : null;
  }
}
