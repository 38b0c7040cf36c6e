package dev.attune.step;

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
  final Playbook playbook;
  final int version;
  final long from;

  /** The top-level properties that any rule reads. */
  final Set<String> properties;

  final List<WatchPlan> watches;
  final Dependents dependents;
  final List<StreamPlan> streams;
  final List<SilencePlan> silences;

  /** The first cell of: whether watches hold, a bit each; since when; when time may turn them. */
  final int heldCell;

  final int sinceCell;
  final int nextCell;

  /** The first cell of: when the oldest wait of a silence ends. */
  final int waitCell;

  /** The first cell of: until when a moment's rule rests. */
  final int restCell;

  private final Gauge[] gauges;
  private final Cells cells = new Cells();
  private final Map<String, MomentRule> rules = new HashMap<>();
  private final Map<String, ForEvent> byEvent = new HashMap<>();
  private final ForEvent anyEvent;

  /** What signals of one event can touch directly. */
  record ForEvent(List<StreamPlan> streams, List<WhenPlan> moments, List<SilencePlan> silences) {}

  /** A moment that a signal opens. */
  record WhenPlan(MomentRule rule, Trigger.When trigger) {}

  Plan(Playbook playbook, int version, long from) {
    this.playbook = playbook;
    this.version = version;
    this.from = from;
    properties = propertiesOf(playbook);
    watches = WatchPlan.of(playbook);
    dependents = new Dependents(watches);
    silences = SilencePlan.of(playbook);
    heldCell = cells.numbers((watches.size() + Long.SIZE - 1) / Long.SIZE);
    nextCell = cells.numbers(watches.size());
    waitCell = cells.numbers(silences.size());
    restCell = cells.numbers(playbook.moments().size());
    gauges = new Gauge[playbook.facts().size()];
    streams = StreamPlan.of(playbook.facts(), dependents, cells, gauges);
    sinceCell = cells.numbers(watches.size());
    playbook.moments().forEach(rule -> rules.put(rule.name(), rule));
    anyEvent = new ForEvent(List.of(), momentsOn(Optional.empty()), List.of());
    for (String event : events()) {
      byEvent.put(
          event,
          new ForEvent(
              streams.stream().filter(s -> s.event.equals(event)).toList(),
              momentsOn(Optional.of(event)),
              silencesOn(event)));
    }
  }

  Gauge gauge(int fact) {
    return gauges[fact];
  }

  /** How many longs a customer has. */
  int cellCount() {
    return cells.numberCount();
  }

  /** How many objects a customer has. */
  int objectCount() {
    return cells.objectCount();
  }

  ForEvent on(String event) {
    ForEvent own = byEvent.get(event);
    return own != null ? own : anyEvent;
  }

  Optional<MomentRule> rule(String name) {
    return Optional.ofNullable(rules.get(name));
  }

  private static Set<String> propertiesOf(Playbook playbook) {
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
    streams.forEach(stream -> events.add(stream.event));
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
  private List<WhenPlan> momentsOn(Optional<String> event) {
    List<WhenPlan> touched = new ArrayList<>();
    for (MomentRule rule : playbook.moments()) {
      if (rule.trigger() instanceof Trigger.When when
          && when.condition()
              .reads()
              .events()
              .map(events -> event.isPresent() && events.contains(event.get()))
              .orElse(true)) {
        touched.add(new WhenPlan(rule, when));
      }
    }
    return List.copyOf(touched);
  }

  private List<SilencePlan> silencesOn(String event) {
    return silences.stream()
        .filter(silence ->
            event.equals(silence.trigger().after()) || event.equals(silence.trigger().without()))
        .toList();
  }
}
