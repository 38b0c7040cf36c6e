package dev.attune.step;

import dev.attune.customer.Id;
import dev.attune.step.Summary.Kept;
import dev.attune.step.Summary.Open;
import dev.attune.step.Summary.Stated;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lets a customer begin with what signals meant that are gone: with the facts, traits and open
 * instances of goals of the cut. Windows begin empty, so that nothing may be said until they are
 * full again. Single use.
 */
final class Seeding {
  private final State state;
  private final Plan plan;
  private final Summary before;

  Seeding(State state, Summary before) {
    this.state = state;
    plan = state.plan;
    this.before = before;
  }

  /** Also says what is so from the beginning, if it is not before the line. */
  void seed() {
    Mark last = before.last;
    sender(last.sender());
    state.lastAt = last.at();
    state.lastRank = last.rank();
    state.lastMessageId = last.messageId();
    state.lastDue = before.cut;
    state.zone = before.zone == null ? null : before.zone.what();
    state.objects = before.objects != null && before.objects.what();
    traits();
    if (before.setAside >= state.limit) {
      state.setAside = true;
      return;
    }
    for (StreamPlan stream : plan.streams) {
      stream.totals.forEach(total -> fact(stream, total));
    }
    for (WaitPlan wait : plan.waits) {
      if (wait instanceof WaitPlan.Pursuit pursuit) {
        goal(pursuit);
      }
    }
    state.begun = new State.Begun(before.seenAt, segments());
    new Turn(state).begin(before.cut);
  }

  private void traits() {
    before.traits.forEach((name, stated) -> {
      boolean isProtected = plan.playbook.protectedTraits().contains(name);
      Stated counts = isProtected ? before.trusted.get(name) : stated;
      Object value = counts == null ? null : counts.value();
      if (counts != null && value != null) {
        Mark first = counts.first();
        state.traits.put(name, new State.Trait(value, first.at(), sender(first.sender())));
      }
    });
  }

  private void fact(StreamPlan stream, Gauge.Total total) {
    Kept kept = before.facts.get(Definition.of(total.fact(), plan.playbook));
    if (kept == null) {
      return;
    }
    kept.byKey()
        .forEach((key, lifetime) -> {
          if (lifetime.count > 0) {
            int sender = sender(Objects.requireNonNull(lifetime.last).sender());
            total.begin(memory(stream, key), lifetime, sender);
          }
        });
  }

  private Memory memory(StreamPlan stream, String key) {
    if (!stream.keyed) {
      return state.memory;
    }
    Keyed keyed = state.keyed(stream);
    Memory memory = keyed.all().get(key);
    return memory == null ? keyed.add(key) : memory;
  }

  private void goal(WaitPlan.Pursuit pursuit) {
    List<Open> open =
        new ArrayList<>(before.open.getOrDefault(Definition.of(pursuit.goal()), List.of()));
    open.sort(Comparator.comparing(Open::started));
    SignalLog log = state.waits(pursuit.index());
    for (Open each : open) {
      int index = log.append(each.started().at(), sender(each.started().sender()));
      @Nullable String key = each.key();
      if (key != null) {
        log.setValue(0, index, key);
      }
    }
    state.noteWait(pursuit.index());
  }

  private Map<Integer, Long> segments() {
    Map<Integer, Long> since = new HashMap<>();
    for (WatchPlan watch : plan.watches) {
      if (watch instanceof WatchPlan.InSegment in) {
        Long known = before.segments.get(plan.definitions.ofSegment(in.index()));
        if (known != null) {
          since.put(in.index(), known);
        }
      }
    }
    return since;
  }

  private int sender(Id id) {
    return state.senders.indexOf(id);
  }
}
