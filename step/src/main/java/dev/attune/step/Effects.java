package dev.attune.step;

import dev.attune.customer.Cause;
import dev.attune.customer.Change;
import dev.attune.customer.Data;
import dev.attune.customer.Effect;
import dev.attune.customer.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The effects decided since they were last taken, in order. Mutable; one thread. */
final class Effects {
  private static final String NO_ID = "-";

  private final Plan plan;
  private final Evidence nothing;
  private @Nullable List<Effect> decided;

  Effects(Plan plan) {
    this.plan = plan;
    nothing = new Evidence(plan.version, Data.EMPTY, List.of(), 0);
  }

  /** Tells of a change, and what it rests on: nothing but the signal itself. */
  void add(Cause cause, Change change) {
    add(cause, change, () -> nothing);
  }

  /** Tells of a change. What it rests on is looked for only if it is told. */
  Effect add(Cause cause, Change change, Supplier<Evidence> because) {
    boolean isTold = !plan.brief || change instanceof Change.Opened;
    Effect effect =
        isTold
            ? Effect.of(cause, change, because.get())
            : new Effect(NO_ID, cause, change, nothing);
    if (decided == null) {
      decided = new ArrayList<>(4);
    }
    decided.add(effect);
    return effect;
  }

  List<Effect> take() {
    List<Effect> taken = decided == null ? List.of() : decided;
    decided = null;
    return taken;
  }
}
