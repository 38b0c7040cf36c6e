package dev.attune.step;

import dev.attune.customer.Cause;
import dev.attune.customer.Change;
import dev.attune.customer.Effect;
import dev.attune.customer.Evidence;
import java.util.ArrayList;
import java.util.function.Supplier;

/** Adds to the effects that were decided about a customer and not taken yet. One thread. */
final class Effects {
  private static final String NO_ID = "-";

  private final State state;

  Effects(State state) {
    this.state = state;
  }

  /** Tells of a change, and what it rests on: nothing but the signal itself. */
  void add(Cause cause, Change change) {
    add(cause, change, () -> state.plan.nothing);
  }

  /** Tells of a change. What it rests on is looked for only if it is told. */
  Effect add(Cause cause, Change change, Supplier<Evidence> because) {
    boolean isTold = !state.plan.brief || change instanceof Change.Opened;
    Effect effect =
        isTold
            ? Effect.of(cause, change, because.get())
            : new Effect(NO_ID, cause, change, state.plan.nothing);
    if (state.decided == null) {
      state.decided = new ArrayList<>(4);
    }
    state.decided.add(effect);
    return effect;
  }
}
