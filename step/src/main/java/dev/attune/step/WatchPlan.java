package dev.attune.step;

import dev.attune.playbook.Condition;
import dev.attune.playbook.Good;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.MomentRule.Trigger;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that holds or does not, at every instant. Segments come first, in the order in which
 * they build on each other, so that {@code index} is the segment's own where there is one.
 */
sealed interface WatchPlan {
  /** Place among the watches of a playbook. */
  int index();

  /** Being in a segment. */
  record InSegment(int index, Segment segment) implements WatchPlan {}

  /** The condition whose turning true opens a moment. */
  record Becoming(int index, MomentRule rule, Condition condition) implements WatchPlan {}

  /** Being near a date. */
  record Near(int index, MomentRule rule, MomentRule.Around around) implements WatchPlan {}

  /** The condition whose turning true shows that moments of a rule ended well. */
  record Bettering(int index, MomentRule rule, Condition condition) implements WatchPlan {}

  static List<WatchPlan> of(Playbook playbook) {
    List<WatchPlan> watches = new ArrayList<>();
    for (Segment segment : playbook.segments()) {
      watches.add(new InSegment(watches.size(), segment));
    }
    for (MomentRule rule : playbook.moments()) {
      switch (rule.trigger()) {
        case Trigger.Becomes(Condition condition) ->
            watches.add(new Becoming(watches.size(), rule, condition));
        case Trigger.Near(MomentRule.Around around) ->
            watches.add(new Near(watches.size(), rule, around));
        case Trigger.When when -> {}
        case Trigger.Silence silence -> {}
        case Trigger.Sequence sequence -> {}
      }
    }
    for (MomentRule rule : playbook.rules()) {
      if (playbook.care().goodOf(rule.name()) instanceof Good.Became became) {
        watches.add(new Bettering(watches.size(), rule, became.condition()));
      }
    }
    return List.copyOf(watches);
  }
}
