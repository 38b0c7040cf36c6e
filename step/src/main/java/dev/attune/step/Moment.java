package dev.attune.step;

import dev.attune.customer.Cause;
import dev.attune.customer.Change.Ending;
import dev.attune.customer.Signal;
import dev.attune.playbook.MomentRule;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A time when a customer is vulnerable, or open to delight, as their state remembers it: while it
 * is open, and after its closing for as long as it keeps another from opening.
 *
 * @param id the id of the effect that opened it
 * @param rule the name of its rule
 * @param key for a rule with {@code per}: the value it opened for; else null
 * @param cause what opened it
 * @param expires when it closes at the latest
 * @param triggers how often its reason came, at least once
 * @param lastTrigger when its reason came last
 * @param takenBy who looks after it, or null
 * @param closing when and why it closed, or null while it is open
 * @param awaits of what it is not known yet whether good comes: of the moment itself, and of what
 *     was done in it
 */
public record Moment(
    String id,
    String rule,
    @Nullable String key,
    Cause cause,
    Instant expires,
    int triggers,
    Instant lastTrigger,
    @Nullable String takenBy,
    @Nullable Closing closing,
    List<Await> awaits) {
  /** More at once are not waited for. */
  static final int MOST_AWAITS = 100;

  public Moment {
    awaits = List.copyOf(awaits);
  }

  /**
   * Something of which it is not known yet whether good comes.
   *
   * @param gesture null for the moment itself
   * @param since from when on it may come
   */
  public record Await(@Nullable String gesture, Instant since) {}

  /** When and why a moment closed. */
  public record Closing(Instant at, Ending ending) {}

  /** When it opened. */
  public Instant openedAt() {
    return cause.at();
  }

  /** Whether it is open. */
  public boolean isOpen() {
    return closing == null;
  }

  /** The signal that opened it, or that set the instant at which it opened. */
  public Signal.Address origin() {
    return switch (cause) {
      case Cause.BySignal by -> by.address();
      case Cause.ByTime by -> by.setBy();
      case Cause.ByAdoption by ->
          throw new IllegalStateException("an adoption opens no moment: " + id);
      case Cause.ByEvent by ->
          throw new IllegalStateException("an event that stops opens no moment: " + id);
    };
  }

  /** Whether it is a moment of a rule: for {@code key}, if the rule tells keys apart. */
  boolean isOf(MomentRule of, @Nullable String forKey) {
    return rule.equals(of.name()) && (of.per() == null || Objects.equals(key, forKey));
  }

  Moment renewed(Instant at) {
    return new Moment(id, rule, key, cause, expires, triggers + 1, at, takenBy, closing, awaits);
  }

  Moment awaiting(List<Await> others) {
    return new Moment(
        id, rule, key, cause, expires, triggers, lastTrigger, takenBy, closing, others);
  }

  Moment taken(@Nullable String by) {
    return new Moment(id, rule, key, cause, expires, triggers, lastTrigger, by, closing, awaits);
  }

  /** As it stood before it closed. */
  Moment reopened() {
    return new Moment(id, rule, key, cause, expires, triggers, lastTrigger, takenBy, null, awaits);
  }

  Moment closed(Instant at, Ending ending) {
    Closing closed = new Closing(at, ending);
    return new Moment(
        id, rule, key, cause, expires, triggers, lastTrigger, takenBy, closed, awaits);
  }
}
