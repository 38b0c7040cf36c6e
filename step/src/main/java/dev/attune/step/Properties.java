package dev.attune.step;

import dev.attune.playbook.Condition;
import dev.attune.playbook.Fact;
import dev.attune.playbook.Goal;
import dev.attune.playbook.Good;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.MomentRule.Trigger;
import dev.attune.playbook.Playbook;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Collects the top-level properties that any rule of a playbook reads; what is built in reads only
 * signals of people about moments, which are always whole.
 */
final class Properties {
  private final Set<String> names = new TreeSet<>();

  private Properties() {}

  static Set<String> of(Playbook playbook) {
    Properties properties = new Properties();
    playbook.facts().forEach(properties::fact);
    for (Goal goal : playbook.goals()) {
      properties.path(goal.per());
      properties.condition(goal.where());
    }
    for (MomentRule rule : playbook.moments()) {
      properties.path(rule.per());
      if (playbook.care().goodOf(rule.name()) instanceof Good.Came came) {
        properties.condition(came.where().orElse(null));
      }
      switch (rule.trigger()) {
        case Trigger.When when -> properties.condition(when.condition());
        case Trigger.Sequence sequence ->
            sequence.steps().forEach(step -> properties.condition(step.where()));
        case Trigger.Becomes becomes -> {}
        case Trigger.Near near -> {}
        case Trigger.Silence silence -> {}
      }
    }
    return Set.copyOf(properties.names);
  }

  /** Those that some facts read. */
  static Set<String> of(List<Fact> facts) {
    Properties properties = new Properties();
    facts.forEach(properties::fact);
    return Set.copyOf(properties.names);
  }

  private void fact(Fact fact) {
    path(fact.of());
    path(fact.per());
    condition(fact.where());
  }

  private void path(@Nullable List<String> path) {
    if (path != null) {
      names.add(path.getFirst());
    }
  }

  private void condition(@Nullable Condition condition) {
    if (condition != null) {
      names.addAll(condition.reads().properties());
    }
  }
}
