package dev.attune.step;

import dev.attune.customer.Data;
import dev.attune.customer.Evidence;
import dev.attune.customer.Signal;
import dev.attune.playbook.Condition;
import dev.attune.playbook.Fact;
import dev.attune.playbook.MomentRule.Around;
import dev.attune.playbook.Reads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what a decision rests on. */
final class EvidenceMaker {
  private static final Comparator<Signal.Address> NEWEST_FIRST =
      Comparator.comparing(Signal.Address::at).reversed().thenComparing(Signal.Address::sender);

  private final State state;
  private final View view;

  EvidenceMaker(State state, View view) {
    this.state = state;
    this.view = view;
  }

  Evidence none() {
    return new Evidence(state.plan.version, Data.EMPTY, List.of(), 0);
  }

  Evidence of(Condition condition) {
    return of(condition, null);
  }

  Evidence of(Around around) {
    Data.Builder values = new Data.Builder();
    put(values, "traits." + String.join(".", around.trait()), state.traitAt(around.trait()));
    return new Evidence(state.plan.version, values.build(), List.of(), 0);
  }

  Evidence of(Condition condition, @Nullable Around around) {
    Reads reads = condition.reads();
    Data.Builder values = new Data.Builder();
    List<Signal.Address> signals = new ArrayList<>();
    long counted = 0;
    for (int index : reads.facts().stream().mapToInt(f -> f.fact()).distinct().toArray()) {
      Fact fact = state.plan.playbook.facts().get(index);
      put(values, "facts." + fact.name(), view.fact(index));
      counted += state.gauges[index].counted(view.at());
      state.gauges[index].newest(view.at(), Evidence.MOST, state.senders, signals);
    }
    reads.traits().stream()
        .sorted()
        .forEach(trait -> put(values, "traits." + trait, state.trait(trait)));
    reads.segments().stream()
        .sorted()
        .forEach(s -> values.put("segments." + nameOf(s), state.held[s]));
    if (around != null) {
      put(values, "traits." + String.join(".", around.trait()), state.traitAt(around.trait()));
    }
    return evidence(values.build(), signals, counted);
  }

  private Evidence evidence(Data values, List<Signal.Address> signals, long counted) {
    List<Signal.Address> newest =
        signals.stream().distinct().sorted(NEWEST_FIRST).limit(Evidence.MOST).toList();
    long seenTwice = signals.size() - signals.stream().distinct().count();
    long more = Math.max(0, counted - seenTwice - newest.size());
    return new Evidence(
        state.plan.version, values, newest, (int) Math.min(more, Integer.MAX_VALUE));
  }

  private String nameOf(int segment) {
    return state.plan.playbook.segments().get(segment).name();
  }

  private static void put(Data.Builder values, String name, @Nullable Object value) {
    if (value != null) {
      values.put(name, value instanceof Instant instant ? instant.toString() : value);
    }
  }
}
