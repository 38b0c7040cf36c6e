package dev.attune.playbook;

import dev.attune.playbook.MomentRule.Trigger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds which rules of a playbook are blind without an event. */
public final class EventRules {
  private final Playbook playbook;
  private final List<Set<String>> ofSegments = new ArrayList<>();
  private final Map<String, List<String>> rules = new TreeMap<>();

  private EventRules(Playbook playbook) {
    this.playbook = playbook;
  }

  /**
   * The goals, segments and moments that read each event, by themselves, through a fact or through
   * another segment.
   */
  public static Map<String, List<String>> of(Playbook playbook) {
    EventRules found = new EventRules(playbook);
    for (Goal goal : playbook.goals()) {
      found.note(events(goal), goal.name());
    }
    for (Segment segment : playbook.segments()) {
      Set<String> events = found.events(segment.condition());
      found.ofSegments.add(events);
      found.note(events, segment.name());
    }
    for (MomentRule moment : playbook.moments()) {
      found.note(found.events(moment.trigger()), moment.name());
    }
    return found.rules;
  }

  private void note(Set<String> events, String rule) {
    for (String event : events) {
      rules.computeIfAbsent(event, name -> new ArrayList<>()).add(rule);
    }
  }

  private Set<String> events(Trigger trigger) {
    return switch (trigger) {
      case Trigger.When when -> events(when.condition());
      case Trigger.Becomes becomes -> events(becomes.condition());
      case Trigger.Near near -> Set.of();
      case Trigger.Silence silence -> ordered(List.of(silence.after(), silence.without()));
      case Trigger.Sequence sequence ->
          ordered(sequence.steps().stream().map(MomentRule.Step::event).toList());
    };
  }

  private static Set<String> events(Goal goal) {
    return ordered(List.of(goal.starts(), goal.attained()));
  }

  private static Set<String> ordered(List<String> events) {
    return new LinkedHashSet<>(events);
  }

  private Set<String> events(Fact fact) {
    if (!fact.kind().readsGoal()) {
      return Set.of(fact.event());
    }
    return playbook.goals().stream()
        .filter(goal -> goal.name().equals(fact.event()))
        .findFirst()
        .map(EventRules::events)
        .orElse(Set.of());
  }

  private Set<String> events(Condition condition) {
    Reads reads = condition.reads();
    Set<String> events = new LinkedHashSet<>(reads.events().orElse(Set.of()));
    reads.facts().forEach(read -> events.addAll(events(playbook.facts().get(read.fact()))));
    for (int segment : reads.segments()) {
      events.addAll(ofSegments.get(segment));
    }
    return events;
  }
}
