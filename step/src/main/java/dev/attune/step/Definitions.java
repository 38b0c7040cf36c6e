package dev.attune.step;

import dev.attune.playbook.Condition;
import dev.attune.playbook.Fact;
import dev.attune.playbook.Goal;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.MomentRule.Trigger;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.Reads.Sensitivity;
import dev.attune.playbook.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of a playbook say, as text with everything that they rest on: two of one
 * definition decide the same of every customer, whatever else their playbooks say.
 */
final class Definitions {
  private final Playbook playbook;

  Definitions(Playbook playbook) {
    this.playbook = playbook;
  }

  /** What every rule rests on. */
  String ground() {
    return text(
        playbook.zone(),
        new TreeSet<>(playbook.protectedTraits()),
        new TreeMap<>(playbook.declared().events()),
        new TreeMap<>(playbook.declared().traits()));
  }

  /** A fact; of what a goal tells, the goal. */
  String of(Fact fact) {
    Object event = fact.kind().readsGoal() ? of(goal(fact.event())) : fact.event();
    return text(
        fact.kind(), event, fact.of(), fact.per(), text(fact.where()), fact.within(), fact.by());
  }

  /** What facts that read the same signals have in common. */
  String family(Fact fact) {
    boolean isOfGoal = fact.kind().readsGoal();
    return text(
        isOfGoal ? fact.kind() : "",
        isOfGoal ? of(goal(fact.event())) : fact.event(),
        fact.per(),
        text(fact.where()));
  }

  String of(Goal goal) {
    return text(goal.starts(), goal.attained(), goal.per(), text(goal.where()), goal.within());
  }

  String of(Segment segment) {
    return of(segment.condition());
  }

  /** A condition, with the facts and segments that it reads. */
  String of(Condition condition) {
    List<String> read = new ArrayList<>();
    for (Sensitivity sensitivity : condition.reads().facts()) {
      Fact fact = playbook.facts().get(sensitivity.fact());
      read.add(text(fact.name(), of(fact)));
    }
    for (int segment : new TreeSet<>(condition.reads().segments())) {
      Segment other = playbook.segments().get(segment);
      read.add(text(other.name(), of(other)));
    }
    return text(condition.text(), read);
  }

  /** What a watch tracks. */
  String of(WatchPlan watch) {
    return switch (watch) {
      case WatchPlan.InSegment in -> text(in.segment().name(), of(in.segment()));
      case WatchPlan.Becoming becoming -> of(becoming.condition());
      case WatchPlan.Near near -> text(near.around());
    };
  }

  /** What a signal sets waiting. */
  String of(WaitPlan wait) {
    return switch (wait) {
      case WaitPlan.Silence silence -> text("silence", silence.trigger(), silence.per());
      case WaitPlan.Pursuit pursuit -> text("goal", of(pursuit.goal()));
    };
  }

  String of(SequencePlan sequence) {
    MomentRule rule = sequence.rule();
    Trigger.Sequence trigger = sequence.trigger();
    return text(trigger.steps().stream().map(MomentRule.Step::toString).toList(), trigger.within())
        + rule.per();
  }

  private Goal goal(String name) {
    return playbook.goals().stream()
        .filter(goal -> goal.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String text(@Nullable Condition condition) {
    return condition == null ? "" : condition.text();
  }

  /** The parts, each behind its length, so that no two lists of parts are one text. */
  private static String text(@Nullable Object... parts) {
    StringBuilder text = new StringBuilder();
    for (Object part : parts) {
      String value = String.valueOf(part);
      text.append(value.length()).append(':').append(value);
    }
    return text.toString();
  }
}
