package dev.attune.step;

import dev.attune.playbook.MomentRule;
import dev.attune.playbook.MomentRule.Trigger;
import dev.attune.playbook.Playbook;
import java.util.ArrayList;
import java.util.List;

/**
 * A moment that the last of several steps opens. Every signal that is a step is kept for as long as
 * it may be the first: with the steps that it is, a bit each, and with its key.
 *
 * @param index place among the sequences of a playbook
 * @param millis the first step is less than this before the last
 */
record SequencePlan(int index, MomentRule rule, Trigger.Sequence trigger, long millis) {
  /** The steps that a signal is, and its key. */
  static final SignalLog.Shape SHAPE = SignalLog.Shape.of(1, 1);

  static List<SequencePlan> of(Playbook playbook) {
    List<SequencePlan> sequences = new ArrayList<>();
    for (MomentRule rule : playbook.moments()) {
      if (rule.trigger() instanceof Trigger.Sequence sequence) {
        sequences.add(
            new SequencePlan(sequences.size(), rule, sequence, sequence.within().toMillis()));
      }
    }
    return List.copyOf(sequences);
  }

  boolean hasStep(String event) {
    return trigger.steps().stream().anyMatch(step -> step.event().equals(event));
  }

  int last() {
    return trigger.steps().size() - 1;
  }
}
