package dev.attune.playbook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What customers try to achieve, with how it is seen that they did. Each signal of {@code starts}
 * opens one instance. A signal of {@code attained} ends the oldest open instance of its key: as
 * attained where {@code where} holds of it, else as missed. What is still open {@code within} after
 * its start is missed then.
 *
 * @param index its place in {@link Playbook#goals()}
 * @param motive why they want it, where the playbook says so
 * @param title for people, where the playbook says one
 * @param starts the event that opens an instance
 * @param attained the event that ends one; it may be the same: it ends one, then opens one
 * @param per path of the property, below {@code properties}, whose value pairs the two; a signal
 *     without it has no part in the goal. Null: every instance is of one kind
 * @param where what an attaining signal must be like; null for any
 * @param within how long they have
 */
public record Goal(
    int index,
    String name,
    Optional<Motive> motive,
    Optional<String> title,
    String starts,
    String attained,
    @Nullable List<String> per,
    @Nullable Condition where,
    Duration within) {
  public Goal {
    per = per == null ? null : List.copyOf(per);
    if (!within.isPositive()) {
      throw new IllegalArgumentException("goal " + name + ": within " + within);
    }
  }

  /** Why a customer wants it. */
  public enum Motive {
    /** To get somewhere, or something done. */
    PROGRESS,
    /** To be one of us, or of others. */
    BELONGING,
    /** Because it is a pleasure. */
    JOY,
    /** To be rid of a worry. */
    RELIEF
  }

  /** What conditions read of a goal as {@code goals.NAME.WORD}, in the order of their facts. */
  static final List<Fact.Kind> READINGS =
      List.of(Fact.Kind.ATTAINED, Fact.Kind.MISSED, Fact.Kind.OPEN, Fact.Kind.RATE);
}
