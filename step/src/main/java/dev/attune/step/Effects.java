package dev.attune.step;

import dev.attune.customer.Effect;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The effects decided since they were last taken, in order. Mutable; one thread. */
final class Effects {
  private @Nullable List<Effect> decided;

  void add(Effect effect) {
    if (decided == null) {
      decided = new ArrayList<>(4);
    }
    decided.add(effect);
  }

  List<Effect> take() {
    List<Effect> taken = decided == null ? List.of() : decided;
    decided = null;
    return taken;
  }
}
