package dev.attune.step;

import dev.attune.customer.Signal;
import dev.attune.playbook.MomentRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds sequences that a signal completes, and keeps what may begin one. Mutable; one thread. */
final class Sequences {
  private final State state;
  private final View view;
  private final EvidenceMaker evidence;
  private final Moments moments;

  Sequences(State state, View view, EvidenceMaker evidence, Moments moments) {
    this.state = state;
    this.view = view;
    this.evidence = evidence;
    this.moments = moments;
  }

  void hear(SequencePlan plan, Signal signal, int sender) {
    List<String> per = plan.rule().per();
    String key = per == null ? null : Key.of(signal, per);
    long steps = per != null && key == null ? 0 : stepsOf(plan, signal.event());
    if (steps == 0) {
      return;
    }
    SignalLog log = state.steps(plan.index());
    log.trim(view.at() - plan.millis());
    long last = 1L << plan.last();
    if ((steps & last) != 0) {
      complete(plan, log, key);
    }
    if ((steps & ~last) != 0) {
      append(log, steps & ~last, key, sender);
    }
  }

  private long stepsOf(SequencePlan plan, String event) {
    long steps = 0;
    List<MomentRule.Step> all = plan.trigger().steps();
    for (int i = 0; i < all.size(); i++) {
      MomentRule.Step step = all.get(i);
      boolean is =
          step.event().equals(event) && (step.where() == null || step.where().test(view).holds());
      steps |= is ? 1L << i : 0;
    }
    return steps;
  }

  /**
   * The earliest beginning that is not too old is always enough: whatever follows a later one
   * follows it, too.
   */
  private void complete(SequencePlan plan, SignalLog log, @Nullable String key) {
    List<Signal.Address> found = new ArrayList<>();
    for (int i = log.first(); i < log.end() && found.size() < plan.last(); i++) {
      boolean isNext = (log.number(0, i) >>> found.size() & 1) != 0;
      if (isNext && (key == null || key.equals(log.value(0, i)))) {
        found.add(log.address(i, state.senders));
      }
    }
    if (found.size() == plan.last()) {
      found.add(view.signal().address());
      moments.trigger(plan.rule(), key, view.signalAsCause(), () -> evidence.of(found));
    }
  }

  private void append(SignalLog log, long steps, @Nullable String key, int sender) {
    if (log.isFull() && log.hasStaleCodes()) {
      log.recode();
    }
    int index = log.append(view.at(), sender);
    log.setNumber(0, index, steps);
    log.setValue(0, index, key);
  }
}
