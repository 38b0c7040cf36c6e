package dev.attune.server;

import dev.attune.playbook.Condition;
import dev.attune.playbook.Fact;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.MomentRule.Trigger;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.Reads;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is worth telling of the signals that a moment or segment rests on, through its facts and
 * segments too.
 */
final class Telling {
  private final Playbook playbook;
  private final Set<String> properties = new HashSet<>();
  private final Set<String> events = new HashSet<>();
  private boolean isAnyEvent;
  private final Set<Integer> facts = new HashSet<>();
  private final Set<Integer> segments = new HashSet<>();

  private Telling(Playbook playbook) {
    this.playbook = playbook;
  }

  /**
   * What a rule decides by.
   *
   * @param properties their names below {@code properties}
   * @param events the events of the signals; none if they may be of any
   */
  record Told(Set<String> properties, Set<String> events) {
    Told {
      properties = Set.copyOf(properties);
      events = Set.copyOf(events);
    }

    /** Of the signals that one fact counts, or that a moment waits behind. */
    Told of(Playbook playbook, String fact) {
      Optional<Fact> known =
          playbook.facts().stream().filter(each -> each.name().equals(fact)).findFirst();
      boolean isGoal = known.filter(each -> each.kind().readsGoal()).isPresent();
      boolean isEvent = known.isEmpty() && events.contains(fact);
      return isGoal
          ? new Told(properties, Set.of())
          : isEvent
              ? new Told(properties, Set.of(fact))
              : known.map(each -> new Told(properties, Set.of(each.event()))).orElse(this);
    }
  }

  /** Of the rule of this name; nothing if there is none. */
  static Told of(Playbook playbook, String rule) {
    Telling telling = new Telling(playbook);
    playbook.rules().stream().filter(each -> each.name().equals(rule)).forEach(telling::moment);
    playbook.segments().stream()
        .filter(each -> each.name().equals(rule))
        .forEach(each -> telling.read(each.condition()));
    return new Told(telling.properties, telling.isAnyEvent ? Set.of() : telling.events);
  }

  private void moment(MomentRule rule) {
    path(rule.per());
    switch (rule.trigger()) {
      case Trigger.When when -> {
        read(when.condition());
        when.condition().reads().events().ifPresent(events::addAll);
      }
      case Trigger.Becomes becomes -> read(becomes.condition());
      case Trigger.Sequence sequence ->
          sequence
              .steps()
              .forEach(step -> {
                read(step.where());
                events.add(step.event());
              });
      case Trigger.Silence silence -> events.add(silence.after());
      case Trigger.Near near -> {}
    }
  }

  private void read(@Nullable Condition condition) {
    if (condition == null) {
      return;
    }
    Reads reads = condition.reads();
    properties.addAll(reads.properties());
    reads.facts().stream()
        .map(Reads.Sensitivity::fact)
        .filter(facts::add)
        .forEach(each -> fact(playbook.facts().get(each)));
    reads.segments().stream()
        .filter(segments::add)
        .forEach(each -> read(playbook.segments().get(each).condition()));
  }

  private void fact(Fact fact) {
    isAnyEvent |= fact.kind().readsGoal();
    events.add(fact.event());
    path(fact.of());
    path(fact.per());
    read(fact.where());
  }

  private void path(@Nullable List<String> path) {
    if (path != null) {
      properties.add(path.getFirst());
    }
  }
}
