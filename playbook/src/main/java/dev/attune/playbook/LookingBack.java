package dev.attune.playbook;

import dev.attune.playbook.MomentRule.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How far back a rule looks: signals that are older by {@code length} decide nothing any more in
 * it. Facts without a window, traits and what is open look back without end and are no part of
 * this.
 *
 * @param rule what it is, for people: {@code the fact rides180}
 */
record LookingBack(String rule, Duration length) {
  private static final Comparator<LookingBack> LONGEST_FIRST =
      Comparator.comparing(LookingBack::length).reversed();

  /** A day or week that a change of the clock made longer. */
  private static final Duration LONGER = Duration.ofDays(1);

  /** Every rule that looks back, longest first. */
  static List<LookingBack> of(List<Goal> goals, List<Fact> facts, List<MomentRule> moments) {
    List<LookingBack> all = new ArrayList<>();
    facts.forEach(fact -> add(fact, all));
    goals.forEach(goal -> all.add(new LookingBack("the goal " + goal.name(), goal.within())));
    moments.forEach(rule -> add(rule, all));
    all.sort(LONGEST_FIRST);
    return List.copyOf(all);
  }

  private static void add(Fact fact, List<LookingBack> all) {
    String rule = "the fact " + fact.name();
    Duration within = fact.within();
    if (within != null) {
      boolean both = fact.kind() == Fact.Kind.TREND;
      all.add(new LookingBack(rule, both ? within.multipliedBy(2) : within));
    } else if (fact.kind() == Fact.Kind.STREAK) {
      Duration two = Duration.ofDays(fact.by() == Fact.Unit.WEEK ? 14 : 2);
      all.add(new LookingBack(rule, two.plus(LONGER)));
    }
  }

  private static void add(MomentRule rule, List<LookingBack> all) {
    String name = "the moment " + rule.name();
    all.add(new LookingBack(name, rule.expires().plus(rule.againAfter())));
    switch (rule.trigger()) {
      case Trigger.Silence silence -> all.add(new LookingBack(name, silence.length()));
      case Trigger.Sequence sequence -> all.add(new LookingBack(name, sequence.within()));
      case Trigger.When when -> {}
      case Trigger.Becomes becomes -> {}
      case Trigger.Near near -> {}
    }
  }
}
