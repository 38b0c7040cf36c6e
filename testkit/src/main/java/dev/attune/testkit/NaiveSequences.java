package dev.attune.testkit;

import dev.attune.customer.Signal;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.MomentRule.Step;
import dev.attune.playbook.MomentRule.Trigger;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sequences by their definition: try every choice of earlier signals. */
final class NaiveSequences {
  private NaiveSequences() {}

  /** Whether the last signal heard completes a sequence. */
  static boolean isComplete(MomentRule rule, Trigger.Sequence sequence, List<Signal> heard) {
    Signal last = heard.getLast();
    return is(sequence.steps().getLast(), last)
        && (rule.per() == null || key(rule, last) != null)
        && leadsUp(rule, sequence, heard, heard.size() - 1, sequence.steps().size() - 2);
  }

  /** Whether the steps up to {@code step} can be found before the signal at {@code end}. */
  private static boolean leadsUp(
      MomentRule rule, Trigger.Sequence sequence, List<Signal> heard, int end, int step) {
    if (step < 0) {
      Signal first = heard.get(end);
      return heard.getLast().occurredAt().isBefore(first.occurredAt().plus(sequence.within()));
    }
    for (int i = 0; i < end; i++) {
      if (is(sequence.steps().get(step), heard.get(i))
          && Objects.equals(key(rule, heard.get(i)), key(rule, heard.getLast()))
          && leadsUp(rule, sequence, heard, i, step - 1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(Step step, Signal signal) {
    return signal.event().equals(step.event())
        && (step.where() == null || step.where().test(new OnlySignal(signal)).holds());
  }

  private static @Nullable String key(MomentRule rule, Signal signal) {
    return rule.per() == null ? null : NaiveKeys.of(signal, rule.per());
  }
}
