package dev.attune.engine;

import dev.attune.customer.Effect;
import dev.attune.step.Sitting;
import java.util.List;

/**
 * A customer after their inputs, not yet written.
 *
 * @param before what the version before still had to say up to the line of the present one
 * @param effects what was decided, in order
 * @param heard how many signals there were
 * @param limit how many a window may count before they are set aside
 */
record Folded(
    Identity who,
    Hearing hearing,
    List<Effect> before,
    List<Effect> effects,
    int heard,
    int limit) {
  /** The customer as they stand. */
  Sitting sitting() {
    return hearing.sitting();
  }
}
