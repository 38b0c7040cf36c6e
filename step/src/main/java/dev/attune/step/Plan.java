package dev.attune.step;

import dev.attune.playbook.Condition;
import dev.attune.playbook.Fact;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.MomentRule.Trigger;
import dev.attune.playbook.Playbook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A playbook worked out once: which streams, watches and rules a signal of each event can touch, so
 * that it costs only what it can change. Immutable.
 */
final class Plan {
  private static final ForEvent NOTHING = new ForEvent(List.of(), List.of());

  final Playbook playbook;
  final int version;
  final long from;
  final List<WatchPlan> watches;
  final Dependents dependents;
  final List<StreamPlan> streams;
  final List<MomentRule> silences;
  private final Map<String, MomentRule> rules = new HashMap<>();
  private final Map<String, ForEvent> byEvent = new HashMap<>();
  private final ForEvent anyEvent;

  /** What signals of one event can touch directly. */
  record ForEvent(List<StreamPlan> streams, List<MomentRule> moments) {}

  Plan(Playbook playbook, int version, long from) {
    this.playbook = playbook;
    this.version = version;
    this.from = from;
    watches = WatchPlan.of(playbook);
    dependents = new Dependents(watches);
    streams = StreamPlan.of(playbook.facts(), dependents);
    silences =
        playbook.moments().stream().filter(m -> m.trigger() instanceof Trigger.Silence).toList();
    playbook.moments().forEach(rule -> rules.put(rule.name(), rule));
    anyEvent = new ForEvent(List.of(), momentsOn(Optional.empty()));
    for (String event : events()) {
      List<StreamPlan> own = streams.stream().filter(s -> s.event().equals(event)).toList();
      byEvent.put(event, new ForEvent(own, momentsOn(Optional.of(event))));
    }
  }

  ForEvent on(String event) {
    ForEvent own = byEvent.get(event);
    return own != null ? own : anyEvent.moments().isEmpty() ? NOTHING : anyEvent;
  }

  Optional<MomentRule> rule(String name) {
    return Optional.ofNullable(rules.get(name));
  }

  /** The top-level properties that any rule reads. */
  Set<String> properties() {
    Set<String> names = new TreeSet<>();
    for (Fact fact : playbook.facts()) {
      if (fact.of() != null) {
        names.add(fact.of().getFirst());
      }
      if (fact.where() != null) {
        names.addAll(fact.where().reads().properties());
      }
    }
    for (MomentRule rule : playbook.moments()) {
      if (rule.trigger() instanceof Trigger.When when) {
        names.addAll(when.condition().reads().properties());
      }
    }
    return Set.copyOf(names);
  }

  private Set<String> events() {
    Set<String> events = new TreeSet<>();
    streams.forEach(stream -> events.add(stream.event()));
    for (MomentRule rule : playbook.moments()) {
      switch (rule.trigger()) {
        case Trigger.When when -> when.condition().reads().events().ifPresent(events::addAll);
        case Trigger.Silence silence -> {
          events.add(silence.after());
          events.add(silence.without());
        }
        case Trigger.Becomes becomes -> {}
        case Trigger.Near near -> {}
      }
    }
    return events;
  }

  /** The rules that a signal of {@code event} may trigger; without one, of events no rule names. */
  private List<MomentRule> momentsOn(Optional<String> event) {
    List<MomentRule> touched = new ArrayList<>();
    for (MomentRule rule : playbook.moments()) {
      boolean touches =
          switch (rule.trigger()) {
            case Trigger.When(Condition condition, var around) ->
                condition
                    .reads()
                    .events()
                    .map(events -> event.isPresent() && events.contains(event.get()))
                    .orElse(true);
            case Trigger.Silence silence ->
                event
                    .map(e -> e.equals(silence.after()) || e.equals(silence.without()))
                    .orElse(false);
            case Trigger.Becomes becomes -> false;
            case Trigger.Near near -> false;
          };
      if (touches) {
        touched.add(rule);
      }
    }
    return List.copyOf(touched);
  }
}
