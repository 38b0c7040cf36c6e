package dev.attune.step;

import dev.attune.customer.Signal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact at work: told what enters, asked what it shows. Asked with instants that never go back.
 * Mutable; one thread.
 */
interface Gauge {
  /** When time alone never changes it. */
  long NEVER = Long.MAX_VALUE;

  /** The value at {@code now}, as {@link dev.attune.playbook.Scope#fact} wants it. */
  @Nullable Object value(long now);

  /** The value at {@code now} as a number, NaN where there is none. */
  double number(long now);

  /** The next instant after {@code now} at which time alone changes the value. */
  long nextChange(long now);

  /**
   * The next instant after {@code now} at which time alone brings the count to {@code count} or
   * fewer; {@link #NEVER} unless this counts, and counts more.
   */
  long whenDownTo(long count, long now);

  /**
   * The sender of the first signal that ceases to count exactly at {@code due}, as an index into
   * the customer's senders, or -1.
   */
  int leavesAt(long due);

  /** How many signals count at {@code now}. */
  long counted(long now);

  /** Adds the newest signals that count at {@code now} to {@code into}, at most {@code most}. */
  void newest(long now, int most, Senders senders, List<Signal.Address> into);
}
