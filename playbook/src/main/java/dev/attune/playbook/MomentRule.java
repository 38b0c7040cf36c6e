package dev.attune.playbook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When customers of a kind are vulnerable, or open to delight.
 *
 * @param index its place in {@link Playbook#moments()}
 * @param per path of the property, below {@code properties}, for each of whose values there may be
 *     a moment of its own; a signal without it has no part in the rule. Null: one at a time
 * @param againAfter how long after its closing it may open again
 * @param expires how long it stays open at most
 * @param settle how long what time alone opened waits before anything irreversible is done
 */
public record MomentRule(
    int index,
    String name,
    Trigger trigger,
    @Nullable List<String> per,
    Tone tone,
    Duration againAfter,
    Duration expires,
    Duration settle,
    Words words) {
  public MomentRule {
    per = per == null ? null : List.copyOf(per);
  }

  /** Trouble and delight are equally welcome. */
  public enum Tone {
    /** The customer is vulnerable. */
    TROUBLE,
    /** The customer is open to delight. */
    DELIGHT
  }

  /** For the person who will help. */
  public record Words(Optional<String> title, Optional<String> feels, Optional<String> say) {}

  /** What opens it. */
  public sealed interface Trigger {
    /** A signal of which the condition holds, inside {@code around} where that is present. */
    record When(Condition condition, Optional<Around> around) implements Trigger {}

    /** The condition turns true, by a signal or by time passing. It closes when it turns back. */
    record Becomes(Condition condition) implements Trigger {}

    /** Time enters a span around a date. It closes when time or the date leaves it. */
    record Near(Around around) implements Trigger {}

    /**
     * After a signal of one event, none of another for a while. Every such signal starts a wait of
     * its own. It closes when the awaited event comes after all.
     */
    record Silence(String after, String without, Duration length) implements Trigger {}

    /**
     * A signal of the last step, before it signals of the steps before in their order, the first
     * less than {@code within} before the last. Others may lie between; one signal is one step. Of
     * several beginnings the earliest that is not too old is meant.
     */
    record Sequence(List<Step> steps, Duration within) implements Trigger {
      public Sequence {
        steps = List.copyOf(steps);
      }
    }
  }

  /**
   * One step of a sequence.
   *
   * @param where what its signal must be like; null for any
   */
  public record Step(String event, @Nullable Condition where) {
    /** As the playbook says it. */
    @Override
    public String toString() {
      return where == null ? event : event + " where " + where.text();
    }
  }

  /**
   * A span around a date that a trait holds: {@code [date + from, date + to)}. A date without a
   * time is a whole day in the customer's zone: {@code [start of day + from, end of day + to)}.
   *
   * @param trait where the date is among the traits, as a path
   */
  public record Around(List<String> trait, Duration from, Duration to) {
    public Around {
      trait = List.copyOf(trait);
      if (from.compareTo(to) > 0) {
        throw new IllegalArgumentException("around: from " + from + " is after to " + to);
      }
    }
  }
}
