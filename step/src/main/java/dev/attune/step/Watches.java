package dev.attune.step;

import dev.attune.customer.Cause;
import dev.attune.customer.Change;
import dev.attune.customer.Effect;
import dev.attune.playbook.Condition;
import dev.attune.playbook.Fact;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.Reads.Sensitivity;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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
  private final List<Effect> effects;
  private final boolean[] stirred;
  private final @Nullable Cause[] turnedBy;
  private boolean anyStirred;

  Watches(State state, View view, EvidenceMaker evidence, Moments moments, List<Effect> effects) {
    this.state = state;
    this.view = view;
    this.evidence = evidence;
    this.moments = moments;
    this.effects = effects;
    stirred = new boolean[state.held.length];
    turnedBy = new Cause[state.held.length];
  }

  /** Marks watches to be looked at. */
  void stir(List<Integer> watches) {
    for (int i = 0; i < watches.size(); i++) {
      stirred[watches.get(i)] = true;
    }
    anyStirred |= !watches.isEmpty();
  }

  /** Marks all watches to be looked at. */
  void stirAll() {
    Arrays.fill(stirred, true);
    anyStirred = stirred.length > 0;
  }

  /** Marks the watches that time alone may turn at or before {@code due}. */
  void stirDue(long due) {
    for (int i = 0; i < stirred.length; i++) {
      if (state.next[i] <= due) {
        stirred[i] = true;
        anyStirred = true;
      }
    }
  }

  /** Looks at what was marked, in order, and says what turned. */
  void look() {
    if (!anyStirred) {
      return;
    }
    anyStirred = false;
    Arrays.fill(turnedBy, null);
    for (int i = 0; i < stirred.length; i++) {
      if (stirred[i]) {
        stirred[i] = false;
        lookAt(state.plan.watches.get(i));
      }
    }
    anyStirred = false;
  }

  /** When time alone may next turn a watch. */
  long nextDue() {
    long due = Gauge.NEVER;
    for (long next : state.next) {
      due = Math.min(due, next);
    }
    return due;
  }

  /** Leaves every segment, because the customer is set aside. */
  void leaveAll(Cause cause) {
    for (WatchPlan watch : state.plan.watches) {
      if (watch instanceof WatchPlan.InSegment in && state.held[in.index()]) {
        state.held[in.index()] = false;
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
          };
      if (watched != null && watched.name().equals(rule.name())) {
        return !state.held[watch.index()];
      }
    }
    return false;
  }

  private void lookAt(WatchPlan watch) {
    int index = watch.index();
    boolean holds;
    switch (watch) {
      case WatchPlan.InSegment in -> {
        holds = in.segment().condition().test(view).holds();
        state.next[index] = nextTurn(in.segment().condition());
      }
      case WatchPlan.Becoming becoming -> {
        holds = becoming.condition().test(view).holds();
        state.next[index] = nextTurn(becoming.condition());
      }
      case WatchPlan.Near near -> {
        Dates.Span span =
            Dates.span(state.traitAt(near.around().trait()), near.around(), state.zoneId());
        holds = span != null && span.contains(view.at());
        state.next[index] = nextEdge(span);
      }
    }
    if (holds != state.held[index]) {
      state.held[index] = holds;
      state.since[index] = view.at();
      turned(watch, holds);
    }
  }

  private void turned(WatchPlan watch, boolean holds) {
    Cause cause = causeOf(watch);
    turnedBy[watch.index()] = cause;
    switch (watch) {
      case WatchPlan.InSegment in -> {
        stir(state.plan.dependents.onSegment(in.index()));
        String name = in.segment().name();
        Condition condition = in.segment().condition();
        say(cause, holds ? new Change.Entered(name) : new Change.Left(name), condition);
      }
      case WatchPlan.Becoming becoming -> {
        if (holds) {
          moments.trigger(becoming.rule(), cause, () -> evidence.of(becoming.condition()));
        } else {
          moments.reasonGone(becoming.rule(), cause, () -> evidence.of(becoming.condition()));
        }
      }
      case WatchPlan.Near near -> {
        if (holds) {
          moments.trigger(near.rule(), cause, () -> evidence.of(near.around()));
        } else {
          moments.reasonGone(near.rule(), cause, () -> evidence.of(near.around()));
        }
      }
    }
  }

  private void say(Cause cause, Change change, @Nullable Condition condition) {
    if (cause.at().toEpochMilli() >= state.plan.from) {
      effects.add(
          Effect.of(cause, change, condition == null ? evidence.none() : evidence.of(condition)));
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
    Gauge gauge = state.gauges[sensitivity.fact()];
    return switch (sensitivity) {
      case Sensitivity.Any any -> gauge.nextChange(view.at());
      case Sensitivity.Threshold threshold ->
          state.plan.playbook.facts().get(threshold.fact()).kind() == Fact.Kind.COUNT
              ? gauge.whenDownTo(turningCount(threshold), view.at())
              : gauge.nextChange(view.at());
    };
  }

  /** The largest count below the present one at which the comparison turns; -1 if there is none. */
  private long turningCount(Sensitivity.Threshold threshold) {
    double limit = threshold.limit();
    double count = view.number(threshold.fact());
    return switch (threshold.operator()) {
      case AT_LEAST, LESS -> count >= limit ? (long) StrictMath.ceil(limit) - 1 : -1;
      case MORE, AT_MOST -> count > limit ? (long) StrictMath.floor(limit) : -1;
      case EQUAL, UNEQUAL -> {
        if (limit != StrictMath.rint(limit) || count < limit) {
          yield -1;
        }
        yield count == limit ? (long) limit - 1 : (long) limit;
      }
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
      case WatchPlan.Near near -> {
        State.Trait trait = state.traits.get(near.around().trait().getFirst());
        yield trait == null ? causeUnknown() : byTime(trait.at(), trait.sender());
      }
    };
  }

  /**
   * The signal that set the instant is the first that ceases to count just now in a fact of the
   * condition; where none does, a segment turned, and its cause is passed on.
   */
  private Cause causeOf(Condition condition) {
    for (Sensitivity sensitivity : condition.reads().facts()) {
      int sender = state.gauges[sensitivity.fact()].leavesAt(view.at());
      if (sender >= 0) {
        Fact fact = state.plan.playbook.facts().get(sensitivity.fact());
        long within = fact.within() == null ? 0 : fact.within().toMillis();
        return byTime(view.at() - within, sender);
      }
    }
    return condition.reads().segments().stream()
        .sorted()
        .map(segment -> turnedBy[segment])
        .filter(cause -> cause != null)
        .findFirst()
        .orElseGet(this::causeUnknown);
  }

  private Cause byTime(long setAt, int sender) {
    return new Cause.ByTime(Instant.ofEpochMilli(view.at()), view.address(setAt, sender));
  }

  private Cause causeUnknown() {
    return byTime(state.lastAt, 0);
  }
}
