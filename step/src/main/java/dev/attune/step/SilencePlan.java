package dev.attune.step;

import dev.attune.playbook.MomentRule;
import dev.attune.playbook.MomentRule.Trigger;
import dev.attune.playbook.Playbook;
import java.util.ArrayList;
import java.util.List;

/**
 * A moment that opens when a signal waited too long for its answer.
 *
 * @param index place among the silences of a playbook
 * @param millis how long it may wait
 */
record SilencePlan(int index, MomentRule rule, Trigger.Silence trigger, long millis) {
  static List<SilencePlan> of(Playbook playbook) {
    List<SilencePlan> silences = new ArrayList<>();
    for (MomentRule rule : playbook.moments()) {
      if (rule.trigger() instanceof Trigger.Silence silence) {
        silences.add(new SilencePlan(silences.size(), rule, silence, silence.length().toMillis()));
      }
    }
    return List.copyOf(silences);
  }
}
