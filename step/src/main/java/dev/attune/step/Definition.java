package dev.attune.step;

import dev.attune.playbook.Condition;
import dev.attune.playbook.Fact;
import dev.attune.playbook.Goal;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.Reads.Sensitivity;
import dev.attune.playbook.Segment;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says, as text: under it is kept what signals meant to the rule that are gone, so that
 * a later version of the playbook that says the same finds it, whatever it calls the rule.
 */
final class Definition {
  private Definition() {}

  /** Of a fact; of what a goal tells, with the goal. */
  static String of(Fact fact, Playbook playbook) {
    boolean isOfGoal = fact.kind().readsGoal();
    return text(
        fact.kind(),
        isOfGoal ? of(goal(fact.event(), playbook)) : fact.event(),
        fact.of(),
        fact.per(),
        text(fact.where()),
        fact.within(),
        fact.by(),
        fact.kind() == Fact.Kind.STREAK ? playbook.zone() : "");
  }

  static String of(Goal goal) {
    return text(goal.starts(), goal.attained(), goal.per(), text(goal.where()), goal.within());
  }

  /** Of a segment, with the facts and segments that it reads. */
  static String of(Segment segment, Playbook playbook) {
    Condition condition = segment.condition();
    StringBuilder text = new StringBuilder(text(condition.text(), playbook.zone()));
    for (Sensitivity sensitivity : condition.reads().facts()) {
      Fact fact = playbook.facts().get(sensitivity.fact());
      text.append(text(fact.name(), of(fact, playbook)));
    }
    for (int other : new TreeSet<>(condition.reads().segments())) {
      text.append(of(playbook.segments().get(other), playbook));
    }
    return text.toString();
  }

  private static Goal goal(String name, Playbook playbook) {
    return playbook.goals().stream().filter(g -> g.name().equals(name)).findFirst().orElseThrow();
  }

  private static String text(@Nullable Condition condition) {
    return condition == null ? "" : condition.text();
  }

  /** The parts, each behind its length, so that no two lists of parts are one text. */
  private static String text(@Nullable Object... parts) {
    StringBuilder text = new StringBuilder();
    for (Object part : parts) {
      String value = part instanceof List<?> list ? text(list.toArray()) : String.valueOf(part);
      text.append(value.length()).append(':').append(value);
    }
    return text.toString();
  }
}
