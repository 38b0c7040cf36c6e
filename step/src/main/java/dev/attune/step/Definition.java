package dev.attune.step;

import dev.attune.playbook.Condition;
import dev.attune.playbook.Fact;
import dev.attune.playbook.Goal;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.MomentRule.Trigger;
import dev.attune.playbook.Playbook;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says, as text, with everything that it rests on but the {@link #ground}: rules of two
 * playbooks that say the same decide the same, whatever they are called. Under it is kept what
 * signals meant that are gone.
 */
final class Definition {
  private Definition() {}

  /** What every rule of a playbook rests on. */
  static String ground(Playbook playbook) {
    return text(
        playbook.zone(),
        new TreeSet<>(playbook.protectedTraits()),
        new TreeMap<>(playbook.declared().events()),
        new TreeMap<>(playbook.declared().traits()));
  }

  /** Of a fact; of what a goal tells, with the goal; of a streak, with the zone of its days. */
  static String of(Fact fact, Playbook playbook) {
    return text(
        fact.kind(),
        source(fact, playbook),
        fact.of(),
        fact.per(),
        text(fact.where()),
        fact.within(),
        fact.by(),
        fact.kind() == Fact.Kind.STREAK ? playbook.zone() : "");
  }

  /** What facts that read the same signals have in common. */
  static String family(Fact fact, Playbook playbook) {
    return text(
        fact.kind().readsGoal() ? fact.kind() : "",
        source(fact, playbook),
        fact.per(),
        text(fact.where()));
  }

  static String of(Goal goal) {
    return text(goal.starts(), goal.attained(), goal.per(), text(goal.where()), goal.within());
  }

  /** What a signal sets waiting. */
  static String of(WaitPlan wait) {
    return switch (wait) {
      case WaitPlan.Silence silence -> text("silence", silence.trigger(), silence.per());
      case WaitPlan.Pursuit pursuit -> text("goal", of(pursuit.goal()));
    };
  }

  static String of(SequencePlan sequence) {
    Trigger.Sequence trigger = sequence.trigger();
    List<String> steps = trigger.steps().stream().map(MomentRule.Step::toString).toList();
    return text(steps, trigger.within(), sequence.rule().per());
  }

  private static Object source(Fact fact, Playbook playbook) {
    return fact.kind().readsGoal() ? of(goal(fact.event(), playbook)) : fact.event();
  }

  private static Goal goal(String name, Playbook playbook) {
    return playbook.goals().stream().filter(g -> g.name().equals(name)).findFirst().orElseThrow();
  }

  private static String text(@Nullable Condition condition) {
    return condition == null ? "" : condition.text();
  }

  /** The parts, each behind its length, so that no two lists of parts are one text. */
  static String text(@Nullable Object... parts) {
    StringBuilder text = new StringBuilder();
    for (Object part : parts) {
      String value = part instanceof List<?> list ? text(list.toArray()) : String.valueOf(part);
      text.append(value.length()).append(':').append(value);
    }
    return text.toString();
  }
}
