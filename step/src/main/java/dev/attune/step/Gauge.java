package dev.attune.step;

import dev.attune.customer.Signal;
import dev.attune.playbook.Reads.Sensitivity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact at work: asked what it shows of a customer. It belongs to the plan and keeps nothing
 * itself; its cursors and totals are cells of the customer's {@link State}. Asked with instants
 * that never go back. Immutable.
 */
interface Gauge {
  /** When time alone never changes it. */
  long NEVER = Long.MAX_VALUE;

  /** The value at {@code now}, as {@link dev.attune.playbook.Scope#fact} wants it. */
  @Nullable Object value(State state, long now);

  /** The value at {@code now} as a number, NaN where there is none. */
  double number(State state, long now);

  /** The next instant after {@code now} at which time alone changes the value. */
  long nextChange(State state, long now);

  /**
   * The next instant after {@code now} at which time alone may turn {@code facts.x OPERATOR limit}.
   */
  long nextTurn(State state, Sensitivity.Threshold comparison, long now);

  /**
   * The sender of the first signal that ceases to count exactly at {@code due}, as an index into
   * the customer's senders, or -1.
   */
  int leavesAt(State state, long due);

  /** How many signals count at {@code now}. */
  long counted(State state, long now);

  /** Adds the newest signals that count at {@code now} to {@code into}, at most {@code most}. */
  void newest(State state, long now, int most, List<Signal.Address> into);
}
