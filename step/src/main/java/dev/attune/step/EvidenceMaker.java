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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says what a decision rests on. */
final class EvidenceMaker {
  /** Of a fact with {@code per}: enough to see, few enough to read. */
  private static final int MOST_ENTRIES = 20;

  private static final int LONGEST_TEXT = 200;

  private final State state;
  private final View view;

  EvidenceMaker(State state, View view) {
    this.state = state;
    this.view = view;
  }

  Evidence none() {
    return state.plan.nothing;
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
    Rested rested = new Rested();
    for (int i = 0; i < reads.facts().size(); i++) {
      int fact = reads.facts().get(i).fact();
      if (!isRepeated(reads.facts(), i)) {
        List<Signal.Address> signals = new ArrayList<>();
        long counted = readFact(fact, values, signals);
        rested.add(state.plan.playbook.facts().get(fact).event(), signals, counted);
      }
    }
    for (String property : new TreeSet<>(view.hasSignal() ? reads.properties() : Set.of())) {
      Object value = Counting.scalar(view.signal().content().properties().get(property));
      put(
          values,
          "signal.properties." + property,
          value instanceof String text ? cut(text) : value);
    }
    for (String trait : new TreeSet<>(reads.traits())) {
      put(values, "traits." + trait, state.trait(trait));
    }
    for (int segment : new TreeSet<>(reads.segments())) {
      values.put("segments." + nameOf(segment), state.holds(segment));
    }
    if (around != null) {
      put(values, "traits." + String.join(".", around.trait()), state.traitAt(around.trait()));
    }
    return rested.evidence(state.plan.version, values.build());
  }

  /** What a sequence, a silence or the end of a goal rests on. */
  Evidence of(List<Signal.Address> signals) {
    Rested rested = new Rested();
    rested.add("", signals, signals.size());
    return rested.evidence(state.plan.version, Data.EMPTY);
  }

  /** Notes what a fact tells, and its newest signals; returns how many it counts. */
  long readFact(int fact, Data.Builder values, List<Signal.Address> signals) {
    Fact told = state.plan.playbook.facts().get(fact);
    String name = told.declared() ? "facts." + told.name() : told.name();
    Gauge gauge = state.plan.gauge(fact);
    Memory memory = view.memory(fact);
    if (memory != null) {
      put(values, name, gauge.value(memory, view.at()));
      gauge.newest(memory, view.at(), Evidence.MOST, signals);
      return gauge.counted(memory, view.at());
    }
    StreamPlan stream = state.plan.keyed(fact);
    if (stream == null) {
      return 0;
    }
    Data.Builder entries = new Data.Builder();
    long counted = 0;
    int shown = 0;
    for (Map.Entry<String, Memory> entry : state.keyed(stream).seen(gauge, view.at()).entrySet()) {
      long before = counted;
      counted += gauge.counted(entry.getValue(), view.at());
      if (shown++ < MOST_ENTRIES) {
        put(entries, entry.getKey(), gauge.value(entry.getValue(), view.at()));
        gauge.newest(
            entry.getValue(), view.at(), (int) Math.max(0, Evidence.MOST - before), signals);
      }
    }
    values.put(name, entries.build());
    int leftOut = state.keyed(stream).leftOut(gauge, view.at());
    if (leftOut > 0) {
      values.put(name + " left out", (long) leftOut);
    }
    return counted;
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }

  private static boolean isRepeated(List<Reads.Sensitivity> facts, int index) {
    for (int i = 0; i < index; i++) {
      if (facts.get(i).fact() == facts.get(index).fact()) {
        return true;
      }
    }
    return false;
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
