package dev.attune.step;

import dev.attune.customer.Signal;
import dev.attune.playbook.Fact;
import dev.attune.playbook.Reads.Sensitivity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact at work: asked what it shows of a customer. It belongs to the plan and keeps nothing
 * itself; its cursors and totals are cells of a {@link Memory}. Asked with instants that never go
 * back. Immutable.
 */
interface Gauge {
  /** When time alone never changes it. */
  long NEVER = Long.MAX_VALUE;

  /** The value at {@code now}, as {@link dev.attune.playbook.Scope#fact} wants it. */
  @Nullable Object value(Memory memory, long now);

  /** The value at {@code now} as a number, NaN where there is none. */
  double number(Memory memory, long now);

  /** The next instant after {@code now} at which time alone changes the value. */
  long nextChange(Memory memory, long now);

  /**
   * The next instant after {@code now} at which time alone may turn {@code facts.x OPERATOR limit}.
   */
  long nextTurn(Memory memory, Sensitivity.Threshold comparison, long now);

  /** The signal because of which time alone changes the value exactly at {@code due}, if any. */
  Signal.@Nullable Address turnedAt(Memory memory, long due);

  /** How many signals count at {@code now}. */
  long counted(Memory memory, long now);

  /** Adds the newest signals that count at {@code now} to {@code into}, at most {@code most}. */
  void newest(Memory memory, long now, int most, List<Signal.Address> into);

  /** A gauge that keeps a total of its own; what it counted it forgets. */
  interface Total extends Gauge {
    Fact fact();

    /**
     * Counts a signal that has what the fact reads.
     *
     * @param at its instant
     * @param micros the number that the fact reads, as millionths
     * @param value what else the fact reads
     */
    void enter(Memory memory, long at, int sender, long micros, @Nullable Object value);

    /** How many things it must remember; more than a handful only for distinct. */
    int size(Memory memory);

    /**
     * Begins with what signals meant that are gone.
     *
     * @param sender who sent the last of them
     */
    void begin(Memory memory, Lifetime before, int sender);

    void write(Memory memory, Encoder out);

    void read(Memory memory, Decoder in);
  }

  /** A gauge that reads a log with a cursor. */
  interface Cursor extends Gauge {
    /** Brings the cursor to {@code now}, so that the log can let go of what is before it. */
    void letGo(Memory memory, long now);

    /** Begins anew when next asked, since the codes of its values have changed. */
    void forgetCodes(Memory memory);
  }
}
