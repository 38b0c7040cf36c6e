package dev.attune.step;

import dev.attune.customer.Cause;
import dev.attune.customer.Change;
import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Effect;
import dev.attune.customer.Signal;
import dev.attune.playbook.Fact;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.MomentRule.Trigger;
import dev.attune.step.State.Trait;
import java.time.Instant;
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
    if (state.setAside) {
      return;
    }
    String event = signal.event();
    Plan.ForEvent touched = state.plan.on(event);
    for (int i = 0; i < touched.streams().size(); i++) {
      count(touched.streams().get(i), signal, sender);
    }
    watches.look();
    for (int i = 0; i < touched.moments().size(); i++) {
      tryMoment(touched.moments().get(i));
    }
    for (int i = 0; i < touched.silences().size(); i++) {
      awaitOrAnswer(touched.silences().get(i), event, sender);
    }
    if (signal.content() instanceof Content.Handled handled) {
      moments.handle(handled, view.signalAsCause());
    }
    if (isTooMuch(touched)) {
      setAside();
    }
  }

  /** Triggers every silence whose wait ends at {@code due}; once each, whoever waits. */
  void endWaits(long due) {
    for (SilencePlan silence : state.plan.silences) {
      if (state.waitDue(silence.index()) > due) {
        continue;
      }
      SignalLog waits = state.waits[silence.index()];
      int ended = waits.first();
      Cause cause =
          new Cause.ByTime(
              Instant.ofEpochMilli(due), view.address(waits.time(ended), waits.sender(ended)));
      waits.trim(due - silence.millis());
      state.noteWait(silence.index());
      moments.trigger(silence.rule(), cause, evidence::none);
    }
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

  private void count(StreamPlan stream, Signal signal, int sender) {
    if (stream.where != null && !stream.where.test(view).holds()) {
      return;
    }
    if (stream.retention > 0) {
      append(stream, signal, sender);
    }
    for (int i = 0; i < stream.tallies.size(); i++) {
      tally(stream.tallies.get(i), signal, sender);
    }
    watches.stir(stream.watches);
  }

  private void append(StreamPlan stream, Signal signal, int sender) {
    SignalLog log = state.logs[stream.index];
    if (log.isFull()) {
      letGo(stream, log);
    }
    int index = log.append(view.at(), sender);
    for (int i = 0; i < stream.columns.size(); i++) {
      StreamPlan.Column column = stream.columns.get(i);
      Object value = signal.content().properties().at(column.path());
      if (column.number()) {
        long micros = Micros.of(value);
        if (micros == Micros.TOO_LARGE) {
          leaveOut(stream, column, value);
          micros = Micros.ABSENT;
        }
        log.setNumber(column.index(), index, micros);
      } else {
        log.setValue(column.index(), index, scalar(value));
      }
    }
  }

  /** Lets go of what no window counts any more; every window must have left it before. */
  private void letGo(StreamPlan stream, SignalLog log) {
    for (int i = 0; i < stream.windows.size(); i++) {
      stream.windows.get(i).letGo(state, view.at());
    }
    log.trim(view.at() - stream.retention);
    if (log.hasStaleCodes()) {
      log.recode();
      stream.windows.forEach(window -> window.forgetCodes(state));
    }
  }

  private void tally(Tally tally, Signal signal, int sender) {
    Fact fact = tally.fact();
    if (fact.of() == null) {
      tally.enter(state, sender, Micros.ABSENT, null);
      return;
    }
    @Nullable Object value = signal.content().properties().at(fact.of());
    if (StreamPlan.isNumber(fact.kind())) {
      long micros = Micros.of(value);
      if (micros == Micros.TOO_LARGE) {
        leaveOut(fact, value);
      } else if (micros != Micros.ABSENT) {
        tally.enter(state, sender, micros, null);
      }
      return;
    }
    @Nullable Object scalar = scalar(value);
    if (scalar != null) {
      tally.enter(state, sender, Micros.ABSENT, scalar);
    }
  }

  private void leaveOut(StreamPlan stream, StreamPlan.Column column, @Nullable Object value) {
    for (Fact fact : stream.facts) {
      if (fact.within() != null
          && StreamPlan.isNumber(fact.kind())
          && column.path().equals(fact.of())) {
        leaveOut(fact, value);
      }
    }
  }

  private void leaveOut(Fact fact, @Nullable Object value) {
    if (view.at() >= state.plan.from) {
      Change change = new Change.LeftOut(fact.name(), String.valueOf(value));
      effects.add(Effect.of(view.signalAsCause(), change, evidence.none()));
    }
  }

  /** What distinct and latest may hold: text, truth or number; 1 and 1.0 are one number. */
  private static @Nullable Object scalar(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Double real when real == StrictMath.rint(real) && StrictMath.abs(real) < 1e15 ->
          real.longValue();
      case String text -> text;
      case Long whole -> whole;
      case Double real -> real;
      case Boolean flag -> flag;
      default -> null;
    };
  }

  private void tryMoment(Plan.WhenPlan when) {
    Trigger.When trigger = when.trigger();
    if (isNear(trigger) && trigger.condition().test(view).holds()) {
      moments.trigger(
          when.rule(),
          view.signalAsCause(),
          () -> evidence.of(trigger.condition(), trigger.around().orElse(null)));
    }
  }

  private void awaitOrAnswer(SilencePlan silence, String event, int sender) {
    boolean answered = event.equals(silence.trigger().without());
    boolean isWaiting = state.waitDue(silence.index()) != Gauge.NEVER;
    if (answered) {
      if (isWaiting) {
        state.waits[silence.index()].clear();
        state.noteWait(silence.index());
      }
      moments.reasonGone(silence.rule(), view.signalAsCause(), evidence::none);
    }
    if (event.equals(silence.trigger().after())) {
      state.waits[silence.index()].append(view.at(), sender);
      state.noteWait(silence.index());
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
      if (isTooMuch(touched.streams().get(i))) {
        return true;
      }
    }
    for (int i = 0; i < touched.silences().size(); i++) {
      if (state.waits[touched.silences().get(i).index()].size() > state.limit) {
        return true;
      }
    }
    return false;
  }

  private boolean isTooMuch(StreamPlan stream) {
    SignalLog log = state.logs[stream.index];
    if (log.size() > state.limit
        && log.end() - log.firstAfter(view.at() - stream.retention) > state.limit) {
      return true;
    }
    for (int i = 0; i < stream.tallies.size(); i++) {
      if (stream.tallies.get(i).size(state) > state.limit) {
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
    if (view.at() >= state.plan.from) {
      Change change = new Change.SetAside("customer", state.limit);
      effects.add(Effect.of(cause, change, evidence.none()));
    }
  }
}
