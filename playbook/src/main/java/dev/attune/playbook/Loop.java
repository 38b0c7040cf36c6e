package dev.attune.playbook;

import dev.attune.customer.Data;
import dev.attune.customer.Signal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code exists} or {@code all} over the items of a list or the names of an object.
 *
 * @param all whether every item counts, or one is enough
 */
record Loop(Term range, Claim body, boolean all) implements Claim {
  @Override
  public Truth test(Scope scope) {
    List<?> items =
        switch (range.value(scope)) {
          case List<?> list -> list;
          case Data data -> data.names();
          case null, default -> null;
        };
    if (items == null) {
      return Truth.UNKNOWN;
    }
    Truth truth = Truth.of(all);
    for (Object item : items) {
      Truth next = body.test(new Turn(scope, item));
      truth = all ? truth.and(next) : truth.or(next);
      if (truth == Truth.of(!all)) {
        return truth;
      }
    }
    return truth;
  }

  /** The item of the turn that {@code scope} belongs to, or null outside a loop. */
  static @Nullable Object item(Scope scope) {
    return scope instanceof Turn turn ? turn.item() : null;
  }

  /** One turn of a loop: everything outside, and the item. */
  private record Turn(Scope outside, Object item) implements Scope {
    @Override
    public @Nullable Object fact(int index) {
      return outside.fact(index);
    }

    @Override
    public double number(int index) {
      return outside.number(index);
    }

    @Override
    public Map<String, Object> entries(int index) {
      return outside.entries(index);
    }

    @Override
    public @Nullable Object trait(String name) {
      return outside.trait(name);
    }

    @Override
    public boolean inSegment(int index) {
      return outside.inSegment(index);
    }

    @Override
    public Signal signal() {
      return outside.signal();
    }
  }
}
