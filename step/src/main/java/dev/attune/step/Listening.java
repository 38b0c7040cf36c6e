package dev.attune.step;

import dev.attune.customer.Cause;
import dev.attune.customer.Change;
import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Signal;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.MomentRule.Trigger;
import dev.attune.step.State.Trait;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes one signal in: traits, then facts, then the watches they stir, then the moments it
 * triggers; so every condition sees facts and segments as they stand with the signal. Mutable; one
 * thread.
 */
final class Listening {
  private final State state;
  private final View view;
  private final EvidenceMaker evidence;
  private final Moments moments;
  private final Watches watches;
  private final Effects effects;
  private final Counting counting;
  private final Waiting waiting;
  private final Sequences sequences;

  Listening(
      State state,
      View view,
      EvidenceMaker evidence,
      Moments moments,
      Watches watches,
      Effects effects) {
    this.state = state;
    this.view = view;
    this.evidence = evidence;
    this.moments = moments;
    this.watches = watches;
    this.effects = effects;
    counting = new Counting(state, view, watches, effects);
    waiting = new Waiting(state, view, evidence, moments, new Ends(counting, watches, effects));
    sequences = new Sequences(state, view, evidence, moments);
  }

  /** What waits, for when its time is over. */
  Waiting waiting() {
    return waiting;
  }

  void hear(Signal signal) {
    if (state.lastAt == Long.MIN_VALUE) {
      watches.stirAll();
    }
    view.turnTo(signal);
    state.lastAt = view.at();
    state.lastRank = signal.content().kind().rank();
    state.lastMessageId = signal.id().messageId();
    int sender = state.senders.indexOf(signal);
    noteTraits(signal, sender);
    noteZone(signal);
    Boolean objects = noteObjection(signal);
    if (state.setAside) {
      return;
    }
    Plan.ForEvent touched = state.plan.on(signal.event());
    // First what was before it: no signal is good for a moment that it opens.
    moments.better(view, touched.goods());
    if (Boolean.TRUE.equals(objects)) {
      moments.object(view.signalAsCause());
    }
    for (int i = 0; i < touched.streams().size(); i++) {
      counting.count(touched.streams().get(i), signal, sender);
    }
    for (int i = 0; i < touched.waits().size(); i++) {
      waiting.pursue(touched.waits().get(i), signal, sender);
    }
    watches.look();
    tryMoments(touched, said(signal));
    for (int i = 0; i < touched.sequences().size(); i++) {
      sequences.hear(touched.sequences().get(i), signal, sender);
    }
    for (int i = 0; i < touched.waits().size(); i++) {
      waiting.awaitOrAnswer(touched.waits().get(i), signal, sender);
    }
    takeActs(signal);
    if (isTooMuch(touched)) {
      setAside();
    }
  }

  private @Nullable Boolean noteObjection(Signal signal) {
    Boolean objects = Objecting.word(signal);
    state.objects = objects == null ? state.objects : objects;
    return objects;
  }

  /** Opens what the signal triggers, and what a person says by it. */
  private void tryMoments(Plan.ForEvent touched, @Nullable MomentRule said) {
    for (int i = 0; i < touched.moments().size(); i++) {
      if (said == null || said.index() != touched.moments().get(i).rule().index()) {
        tryMoment(touched.moments().get(i));
      }
    }
    if (said != null) {
      open(said);
    }
  }

  /** What people did about moments. */
  private void takeActs(Signal signal) {
    if (signal.content() instanceof Content.Handled handled) {
      moments.handle(handled, view.signalAsCause());
    } else if (signal.content() instanceof Content.Gesture gesture
        && !signal.origin().isHearsay()) {
      moments.keep(gesture, view.signalAsCause());
    }
  }

  /** Counts a signal in streams of its event only; tells whether it was too much for one person. */
  boolean count(List<StreamPlan> streams, Signal signal) {
    view.turnTo(signal);
    int sender = state.senders.indexOf(signal);
    boolean isTooMuch = false;
    for (int i = 0; i < streams.size(); i++) {
      StreamPlan stream = streams.get(i);
      if (stream.family.event().equals(signal.event())) {
        counting.count(stream, signal, sender);
        isTooMuch |= counting.isTooMuch(stream);
      }
    }
    return isTooMuch;
  }

  private void noteTraits(Signal signal, int sender) {
    if (!(signal.content() instanceof Content.Identify(Data traits))) {
      return;
    }
    traits.forEach((name, value) -> {
      if (signal.origin().isHearsay() && state.plan.playbook.protectedTraits().contains(name)) {
        return;
      }
      if (noteTrait(name, value, sender)) {
        watches.stir(state.plan.dependents.onTrait(name));
        if (name.equals("timezone")) {
          watches.stir(state.plan.dependents.onZone());
        }
      }
    });
  }

  /** Returns whether anything changed; a trait stated again is still set by its first statement. */
  private boolean noteTrait(String name, Object value, int sender) {
    if (value instanceof Data.Nothing) {
      return state.traits.remove(name) != null;
    }
    Trait before = state.traits.get(name);
    if (before != null && before.value().equals(value)) {
      return false;
    }
    state.traits.put(name, new Trait(value, view.at(), sender));
    return true;
  }

  private void noteZone(Signal signal) {
    String zone = signal.context().text("timezone");
    if (zone != null && !zone.equals(state.zone)) {
      state.zone = zone;
      watches.stir(state.plan.dependents.onZone());
    }
  }

  /** The moment that a person says is there, or null. */
  private @Nullable MomentRule said(Signal signal) {
    if (!(signal.content() instanceof Content.Observed observed) || signal.origin().isHearsay()) {
      return null;
    }
    String name = observed.properties().text(Observing.MOMENT);
    return name == null ? null : state.plan.rule(name).orElse(null);
  }

  /** Opens the moment that a person says is there: no condition is asked. */
  private void open(MomentRule rule) {
    List<String> per = rule.per();
    String key = per == null ? null : Key.of(view.signal(), per);
    if (per == null || key != null) {
      moments.open(rule, key, view.signalAsCause(), evidence::none);
    }
  }

  private void tryMoment(Plan.WhenPlan when) {
    if (view.signal().origin().isHearsay() && state.plan.isBuiltIn(when.rule())) {
      return;
    }
    Trigger.When trigger = when.trigger();
    List<String> per = when.rule().per();
    String key = per == null ? null : Key.of(view.signal(), per);
    boolean hasPart = per == null || key != null;
    if (hasPart && isNear(trigger) && trigger.condition().test(view).holds()) {
      moments.trigger(
          when.rule(),
          key,
          view.signalAsCause(),
          () -> evidence.of(trigger.condition(), trigger.around().orElse(null)));
    }
  }

  private boolean isNear(Trigger.When when) {
    if (when.around().isEmpty()) {
      return true;
    }
    MomentRule.Around around = when.around().get();
    Dates.Span span = Dates.span(state.traitAt(around.trait()), around, state.zoneId());
    return span != null && span.contains(view.at());
  }

  private boolean isTooMuch(Plan.ForEvent touched) {
    for (int i = 0; i < touched.streams().size(); i++) {
      if (counting.isTooMuch(touched.streams().get(i))) {
        return true;
      }
    }
    for (int i = 0; i < touched.waits().size(); i++) {
      WaitPlan wait = touched.waits().get(i);
      if (state.waits(wait.index()).size() > state.limit || waiting.isTooMuch(wait)) {
        return true;
      }
    }
    for (int i = 0; i < touched.sequences().size(); i++) {
      if (state.steps(touched.sequences().get(i).index()).size() > state.limit) {
        return true;
      }
    }
    return false;
  }

  private void setAside() {
    Cause cause = view.signalAsCause();
    moments.setAside(cause);
    watches.leaveAll(cause);
    state.setAside = true;
    state.forgetSignals();
    if (view.at() >= state.from) {
      Change change = new Change.SetAside("customer", state.limit);
      effects.add(cause, change);
    }
  }
}
