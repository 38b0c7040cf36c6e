package dev.attune.server;

import dev.attune.playbook.Condition;
import dev.attune.playbook.Fact;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.MomentRule.Trigger;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.Reads;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The properties by which a moment or segment decides, through its facts and segments too: what is
 * worth telling of a signal that it rests on.
 */
final class Telling {
  private final Playbook playbook;
  private final Set<String> properties = new HashSet<>();
  private final Set<Integer> facts = new HashSet<>();
  private final Set<Integer> segments = new HashSet<>();

  private Telling(Playbook playbook) {
    this.playbook = playbook;
  }

  /** Their names below {@code properties}, of the rule of this name; none if there is none. */
  static Set<String> of(Playbook playbook, String rule) {
    Telling telling = new Telling(playbook);
    playbook.rules().stream().filter(each -> each.name().equals(rule)).forEach(telling::moment);
    playbook.segments().stream()
        .filter(each -> each.name().equals(rule))
        .forEach(each -> telling.read(each.condition()));
    return Set.copyOf(telling.properties);
  }

  private void moment(MomentRule rule) {
    path(rule.per());
    switch (rule.trigger()) {
      case Trigger.When when -> read(when.condition());
      case Trigger.Becomes becomes -> read(becomes.condition());
      case Trigger.Sequence sequence -> sequence.steps().forEach(step -> read(step.where()));
      case Trigger.Silence silence -> {}
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
