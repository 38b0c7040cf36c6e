package dev.attune.step;

import dev.attune.customer.Cause;
import dev.attune.customer.Change;
import dev.attune.customer.Signal;
import dev.attune.playbook.Condition;
import dev.attune.playbook.Fact;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.Reads.Sensitivity;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tracks the truth of every watch of one customer. A watch is looked at only when something it
 * depends on changed, or when the instant has come at which time alone may turn it; that instant is
 * known ahead, since conditions have no clock. Mutable; one thread.
 */
final class Watches implements Moments.WatchReader {
  private final State state;
  private final View view;
  private final EvidenceMaker evidence;
  private final Moments moments;
  private final Effects effects;
  private final BitSet stirred;

  /** Of this instant only; seldom anything. */
  private Map<Integer, Cause> turnedBy = Map.of();

  private Map<String, Cause> missedBy = Map.of();

  Watches(State state, View view, EvidenceMaker evidence, Moments moments, Effects effects) {
    this.state = state;
    this.view = view;
    this.evidence = evidence;
    this.moments = moments;
    this.effects = effects;
    stirred = new BitSet(state.plan.watches.size());
  }

  /** Marks watches to be looked at. */
  void stir(BitSet watches) {
    stirred.or(watches);
  }

  /** Marks all watches to be looked at. */
  void stirAll() {
    stirred.set(0, state.plan.watches.size());
  }

  /** Marks the watches that time alone may turn at or before {@code due}. */
  void stirDue(long due) {
    for (int i = 0; i < state.plan.watches.size(); i++) {
      if (state.next(i) <= due) {
        stirred.set(i);
      }
    }
  }

  /** Notes why a goal was missed at this instant; of several, why the first was. */
  void noteMissed(String goal, Cause cause) {
    missedBy = missedBy.isEmpty() ? new HashMap<>() : missedBy;
    missedBy.putIfAbsent(goal, cause);
  }

  /** Looks at what was marked, in order, and says what turned. */
  void look() {
    // what turns stirs only watches behind it: segments come in the order of building on each other
    for (int i = stirred.nextSetBit(0); i >= 0; i = stirred.nextSetBit(i + 1)) {
      lookAt(state.plan.watches.get(i));
    }
    stirred.clear();
    turnedBy = Map.of();
    missedBy = Map.of();
  }

  /** Leaves every segment, because the customer is set aside. */
  void leaveAll(Cause cause) {
    for (WatchPlan watch : state.plan.watches) {
      if (watch instanceof WatchPlan.InSegment in && state.holds(in.index())) {
        state.turn(in.index(), false, view.at());
        say(cause, new Change.Left(in.segment().name()), null);
      }
    }
  }

  @Override
  public boolean hasLostReason(MomentRule rule) {
    for (WatchPlan watch : state.plan.watches) {
      MomentRule watched =
          switch (watch) {
            case WatchPlan.InSegment in -> null;
            case WatchPlan.Becoming becoming -> becoming.rule();
            case WatchPlan.Near near -> near.rule();
            case WatchPlan.Bettering bettering -> null;
          };
      if (watched != null && watched.name().equals(rule.name())) {
        return !state.holds(watch.index());
      }
    }
    return false;
  }

  /**
   * Finds out whether a watch holds that was not there before, and says nothing of it.
   *
   * @param since from when on it holds, if it does
   */
  void begin(WatchPlan watch, long since) {
    if (holds(watch)) {
      state.turn(watch.index(), true, since);
    }
  }

  private void lookAt(WatchPlan watch) {
    int index = watch.index();
    boolean holds = holds(watch);
    if (holds != state.holds(index)) {
      state.turn(index, holds, view.at());
      turned(watch, holds);
    }
  }

  /** Whether a watch holds now; notes when time alone may turn it. */
  private boolean holds(WatchPlan watch) {
    int index = watch.index();
    return switch (watch) {
      case WatchPlan.InSegment in -> {
        state.setNext(index, nextTurn(in.segment().condition()));
        yield in.segment().condition().test(view).holds();
      }
      case WatchPlan.Becoming becoming -> {
        state.setNext(index, nextTurn(becoming.condition()));
        yield becoming.condition().test(view).holds();
      }
      case WatchPlan.Bettering bettering -> {
        state.setNext(index, nextTurn(bettering.condition()));
        yield bettering.condition().test(view).holds();
      }
      case WatchPlan.Near near -> {
        Dates.Span span =
            Dates.span(state.traitAt(near.around().trait()), near.around(), state.zoneId());
        state.setNext(index, nextEdge(span));
        yield span != null && span.contains(view.at());
      }
    };
  }

  private void turned(WatchPlan watch, boolean holds) {
    Cause cause = causeOf(watch);
    turnedBy = turnedBy.isEmpty() ? new HashMap<>() : turnedBy;
    turnedBy.put(watch.index(), cause);
    switch (watch) {
      case WatchPlan.InSegment in -> {
        stir(state.plan.dependents.onSegment(in.index()));
        String name = in.segment().name();
        Condition condition = in.segment().condition();
        say(cause, holds ? new Change.Entered(name) : new Change.Left(name), condition);
      }
      case WatchPlan.Becoming becoming -> {
        if (holds) {
          moments.trigger(becoming.rule(), null, cause, () -> evidence.of(becoming.condition()));
        } else {
          moments.reasonGone(becoming.rule(), null, cause, () -> evidence.of(becoming.condition()));
        }
      }
      case WatchPlan.Bettering bettering -> {
        if (holds) {
          moments.better(bettering.rule(), cause);
        }
      }
      case WatchPlan.Near near -> {
        if (holds) {
          moments.trigger(near.rule(), null, cause, () -> evidence.of(near.around()));
        } else {
          moments.reasonGone(near.rule(), null, cause, () -> evidence.of(near.around()));
        }
      }
    }
  }

  private void say(Cause cause, Change change, @Nullable Condition condition) {
    if (cause.at().toEpochMilli() >= state.from) {
      effects.add(
          cause, change, () -> condition == null ? evidence.none() : evidence.of(condition));
    }
  }

  /** A condition turns only when one of its comparisons may. */
  private long nextTurn(Condition condition) {
    long next = Gauge.NEVER;
    List<Sensitivity> sensitivities = condition.reads().facts();
    for (int i = 0; i < sensitivities.size(); i++) {
      next = Math.min(next, nextTurn(sensitivities.get(i)));
    }
    return next;
  }

  private long nextTurn(Sensitivity sensitivity) {
    Gauge gauge = state.plan.gauge(sensitivity.fact());
    StreamPlan keyed = state.plan.keyed(sensitivity.fact());
    if (keyed != null) {
      return state.keyed(keyed).nextChange(gauge, view.at());
    }
    return switch (sensitivity) {
      case Sensitivity.Any any -> gauge.nextChange(state.memory, view.at());
      case Sensitivity.Threshold threshold -> gauge.nextTurn(state.memory, threshold, view.at());
    };
  }

  private long nextEdge(Dates.@Nullable Span span) {
    if (span == null || view.at() >= span.end()) {
      return Gauge.NEVER;
    }
    return view.at() < span.start() ? span.start() : span.end();
  }

  private Cause causeOf(WatchPlan watch) {
    if (view.hasSignal()) {
      return view.signalAsCause();
    }
    return switch (watch) {
      case WatchPlan.InSegment in -> causeOf(in.segment().condition());
      case WatchPlan.Becoming becoming -> causeOf(becoming.condition());
      case WatchPlan.Bettering bettering -> causeOf(bettering.condition());
      case WatchPlan.Near near -> {
        State.Trait trait = state.traits.get(near.around().trait().getFirst());
        yield trait == null ? causeUnknown() : byTime(trait.at(), trait.sender());
      }
    };
  }

  /**
   * What set the instant is the missing of a goal that the condition reads, or the first signal
   * that ceases to count just now in a fact of it; where none does, a segment turned, and its cause
   * is passed on.
   */
  private Cause causeOf(Condition condition) {
    for (Sensitivity sensitivity : condition.reads().facts()) {
      Cause cause = causeOf(sensitivity.fact());
      if (cause != null) {
        return cause;
      }
    }
    return condition.reads().segments().stream()
        .sorted()
        .map(turnedBy::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(this::causeUnknown);
  }

  private @Nullable Cause causeOf(int index) {
    Fact fact = state.plan.playbook.facts().get(index);
    Cause missed = fact.kind().readsGoal() ? missedBy.get(fact.event()) : null;
    if (missed != null) {
      return missed;
    }
    Gauge gauge = state.plan.gauge(index);
    StreamPlan keyed = state.plan.keyed(index);
    Signal.Address turned =
        keyed == null
            ? gauge.turnedAt(state.memory, view.at())
            : state.keyed(keyed).turnedAt(gauge, view.at());
    return turned == null ? null : new Cause.ByTime(Instant.ofEpochMilli(view.at()), turned);
  }

  private Cause byTime(long setAt, int sender) {
    return new Cause.ByTime(Instant.ofEpochMilli(view.at()), view.address(setAt, sender));
  }

  private Cause causeUnknown() {
    return byTime(state.lastAt, 0);
  }
}
