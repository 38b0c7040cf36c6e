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
import dev.attune.step.State.Wait;
import java.time.Instant;
import java.util.Deque;
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
  private final List<Effect> effects;

  Listening(
      State state,
      View view,
      EvidenceMaker evidence,
      Moments moments,
      Watches watches,
      List<Effect> effects) {
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
    int sender = state.senders.indexOf(signal.sender());
    noteTraits(signal, sender);
    noteZone(signal);
    if (state.setAside) {
      return;
    }
    Plan.ForEvent touched = state.plan.on(signal.event());
    for (int i = 0; i < touched.streams().size(); i++) {
      count(touched.streams().get(i), signal, sender);
    }
    watches.look();
    for (int i = 0; i < touched.moments().size(); i++) {
      tryMoment(touched.moments().get(i), signal, sender);
    }
    if (signal.content() instanceof Content.Handled handled) {
      moments.handle(handled, view.signalAsCause());
    }
    if (isTooMuch(touched)) {
      setAside();
    }
  }

  /** When the oldest wait of a silence ends. */
  long waitDue(int silence) {
    Wait oldest = state.waits.get(silence).peekFirst();
    return oldest == null ? Gauge.NEVER : oldest.at() + lengthOf(silence);
  }

  /** Triggers every silence whose wait ends at {@code due}; once each, whoever waits. */
  void endWaits(long due) {
    for (int i = 0; i < state.waits.size(); i++) {
      if (waitDue(i) > due) {
        continue;
      }
      Wait ended = state.waits.get(i).removeFirst();
      while (waitDue(i) <= due) {
        state.waits.get(i).removeFirst();
      }
      Cause cause =
          new Cause.ByTime(Instant.ofEpochMilli(due), view.address(ended.at(), ended.sender()));
      moments.trigger(state.plan.silences.get(i), cause, evidence::none);
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
    if (stream.where() != null && !stream.where().test(view).holds()) {
      return;
    }
    if (stream.retention() > 0) {
      append(stream, signal, sender);
    }
    for (int i = 0; i < stream.facts().size(); i++) {
      tally(stream.facts().get(i), signal, sender);
    }
    watches.stir(stream.watches());
  }

  private void append(StreamPlan stream, Signal signal, int sender) {
    StreamLog log = state.logs[stream.index()];
    if (log.isFull()) {
      // gauges must have left an entry before the log lets go of it
      stream.facts().forEach(fact -> state.gauges[fact.index()].counted(view.at()));
      log.trim(view.at());
    }
    int index = log.append(view.at(), sender);
    for (int i = 0; i < stream.columns().size(); i++) {
      StreamPlan.Column column = stream.columns().get(i);
      Object value = signal.content().properties().at(column.path());
      if (column.number()) {
        long micros = Micros.of(value);
        log.setNumber(column.index(), index, micros == Micros.TOO_LARGE ? Micros.ABSENT : micros);
      } else {
        log.setValue(column.index(), index, scalar(value));
      }
    }
  }

  private void tally(Fact fact, Signal signal, int sender) {
    @Nullable Object value = fact.of() == null ? null : signal.content().properties().at(fact.of());
    long micros = StreamPlan.isNumber(fact.kind()) ? Micros.of(value) : Micros.ABSENT;
    if (micros == Micros.TOO_LARGE) {
      leaveOut(fact, value);
      return;
    }
    if (!(state.gauges[fact.index()] instanceof Tally tally)) {
      return;
    }
    @Nullable Object scalar = scalar(value);
    boolean present =
        fact.of() == null
            || (StreamPlan.isNumber(fact.kind()) ? micros != Micros.ABSENT : scalar != null);
    if (present) {
      tally.enter(view.at(), sender, micros, scalar);
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

  private void tryMoment(MomentRule rule, Signal signal, int sender) {
    switch (rule.trigger()) {
      case Trigger.When when -> {
        if (isNear(when) && when.condition().test(view).holds()) {
          moments.trigger(
              rule,
              view.signalAsCause(),
              () -> evidence.of(when.condition(), when.around().orElse(null)));
        }
      }
      case Trigger.Silence silence -> {
        int index = state.plan.silences.indexOf(rule);
        Deque<Wait> waits = state.waits.get(index);
        if (signal.event().equals(silence.without())) {
          waits.clear();
          moments.reasonGone(rule, view.signalAsCause(), evidence::none);
        }
        if (signal.event().equals(silence.after())) {
          waits.addLast(new Wait(view.at(), sender));
        }
      }
      case Trigger.Becomes becomes -> {}
      case Trigger.Near near -> {}
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
    for (StreamPlan stream : touched.streams()) {
      StreamLog log = state.logs[stream.index()];
      if (log.size() > state.limit) {
        long oldest = view.at() - stream.retention();
        if (log.end() - log.firstAfter(oldest) > state.limit) {
          return true;
        }
      }
      for (Fact fact : stream.facts()) {
        if (state.gauges[fact.index()] instanceof Tally tally && tally.size() > state.limit) {
          return true;
        }
      }
    }
    for (Deque<Wait> waits : state.waits) {
      if (waits.size() > state.limit) {
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

  private long lengthOf(int silence) {
    Trigger trigger = state.plan.silences.get(silence).trigger();
    return trigger instanceof Trigger.Silence(String after, String without, var wait)
        ? wait.toMillis()
        : 0;
  }
}
