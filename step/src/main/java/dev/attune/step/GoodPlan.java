package dev.attune.step;

import dev.attune.customer.Signal;
import dev.attune.playbook.Condition;
import dev.attune.playbook.Good;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What shows that moments of one rule ended well.
 *
 * @param watch of the condition whose turning true shows it, or -1: signals show it
 */
record GoodPlan(Good good, int watch) {
  /** The events of signals that may show it. */
  Set<String> events() {
    return switch (good) {
      case Good.Returned returned -> {
        Set<String> events = new HashSet<>(Good.Returned.SESSION);
        events.add(Good.Returned.BOUGHT);
        yield events;
      }
      case Good.Came came -> Set.of(came.event());
      case Good.Became became -> Set.of();
    };
  }

  /** Until just before when it may come after a moment that opened then. */
  Instant until(Moment moment) {
    return moment.openedAt().plus(good.within());
  }

  /** Whether the signal in view is good for what is awaited. */
  boolean comes(View view, Moment.Await await) {
    Signal signal = view.signal();
    return switch (good) {
      case Good.Returned returned -> {
        Duration passed = Duration.between(await.since(), signal.occurredAt());
        yield signal.event().equals(Good.Returned.BOUGHT)
            || (Good.Returned.SESSION.contains(signal.event())
                && passed.compareTo(Good.Returned.LATER) >= 0);
      }
      case Good.Came(String event, Optional<Condition> where, Duration within) ->
          signal.event().equals(event)
              && where.map(condition -> condition.test(view).holds()).orElse(true);
      case Good.Became became -> false;
    };
  }
}
