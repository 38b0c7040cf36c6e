package dev.attune.step;

import dev.attune.customer.Data;
import dev.attune.customer.Effect;
import dev.attune.customer.Id;
import dev.attune.customer.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One customer, opened for a run of inputs: what a {@link Step} decides with, and what answers
 * questions about the customer at an instant. Hearing and reaching change this copy only; {@link
 * #close} makes the customer to remember. Not thread-safe; single use.
 */
public final class Sitting {
  private static final long UNKNOWN = Long.MIN_VALUE;

  private final State state;
  private final View view;
  private final List<Effect> effects = new ArrayList<>();
  private final EvidenceMaker evidence;
  private final Moments moments;
  private final Watches watches;
  private final Listening listening;

  /** When time alone next matters, or {@link #UNKNOWN} until somebody asks. */
  private long due = UNKNOWN;

  Sitting(State state) {
    this.state = state;
    view = new View(state);
    evidence = new EvidenceMaker(state, view);
    moments = new Moments(state, effects, evidence);
    watches = new Watches(state, view, evidence, moments, effects);
    listening = new Listening(state, view, evidence, moments, watches, effects);
  }

  /** Whether {@link #hear} may take the signal; if not, the customer must be re-folded. */
  public boolean inOrder(Signal signal) {
    return state.inOrder(signal);
  }

  /**
   * Decides about a signal, after everything that time alone made due up to its instant.
   *
   * @throws IllegalArgumentException if it is not {@link #inOrder}
   */
  public void hear(Signal signal) {
    if (!state.inOrder(signal)) {
      throw new IllegalArgumentException(
          "signal comes too late for the customer's clock, re-fold them: "
              + signal.id()
              + " of "
              + signal.occurredAt());
    }
    reach(signal.occurredAt().toEpochMilli());
    listening.hear(signal);
    due = UNKNOWN;
  }

  /** Decides about everything that time alone made due up to and at {@code now}, in order. */
  public void reach(Instant now) {
    reach(now.toEpochMilli());
  }

  /** The next instant at which time alone matters. */
  public Optional<Instant> nextDue() {
    long next = nextDueMillis();
    return next == Gauge.NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(next));
  }

  /** The effects decided since they were last taken, in order. */
  public List<Effect> takeEffects() {
    if (effects.isEmpty()) {
      return List.of();
    }
    List<Effect> taken = List.copyOf(effects);
    effects.clear();
    return taken;
  }

  /** The customer as decided so far. */
  public Customer close() {
    moments.forget();
    return CustomerFormat.write(state);
  }

  /** The traits as stated, in the order of their first statement. */
  public Data traits() {
    Data.Builder traits = new Data.Builder();
    state.traits.forEach((name, trait) -> traits.put(name, trait.value()));
    return traits.build();
  }

  /**
   * Every fact by name, in the playbook's order, at {@code now}; null where there is no value.
   * Brings this copy to {@code now}.
   */
  public Map<String, @Nullable Object> facts(Instant now) {
    turnTo(now);
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    state.plan.playbook.facts().forEach(f -> facts.put(f.name(), view.fact(f.index())));
    return facts;
  }

  /** The segments they are in, each with the instant since when, in the playbook's order. */
  public Map<String, Instant> segments() {
    Map<String, Instant> segments = new LinkedHashMap<>();
    for (WatchPlan watch : state.plan.watches) {
      if (watch instanceof WatchPlan.InSegment in && state.held[in.index()]) {
        segments.put(in.segment().name(), Instant.ofEpochMilli(state.since[in.index()]));
      }
    }
    return segments;
  }

  /** Open moments, and closed ones that still keep others from opening. */
  public List<Moment> moments() {
    return List.copyOf(state.moments);
  }

  /** Whether they are set aside: too many signals for one person, so no facts and no moments. */
  public boolean isSetAside() {
    return state.setAside;
  }

  /**
   * What a re-fold must start with: the moments that opened before {@code line}, by whatever
   * version, as they stood then.
   *
   * @param owns whether the id that a moment came from belongs to the customer to be folded
   */
  public List<Moment> carry(Instant line, Predicate<Id> owns) {
    List<Moment> before = line.toEpochMilli() == state.plan.from ? state.carried : state.moments;
    List<Moment> carried = new ArrayList<>();
    for (Moment moment : before) {
      if (moment.openedAt().isBefore(line) && owns.test(moment.origin().sender())) {
        Moment.Closing closing = moment.closing();
        carried.add(closing == null || closing.at().isBefore(line) ? moment : moment.reopened());
      }
    }
    return carried;
  }

  /**
   * Why they are, or are not, in a segment, or why the reason of a moment holds, or does not, at
   * {@code now}. Brings this copy to {@code now}.
   *
   * @param signal for a moment that a signal opens: the signal to try it with
   * @return nothing if the playbook has no such rule
   */
  public Optional<Explanation> explain(String rule, Instant now, @Nullable Signal signal) {
    turnTo(now);
    return new Explaining(state, view).explain(rule, signal);
  }

  private void turnTo(Instant now) {
    reach(now);
    view.turnTo(Math.max(now.toEpochMilli(), state.clock()));
  }

  private long nextDueMillis() {
    if (due == UNKNOWN) {
      due = findNextDue();
    }
    return due;
  }

  private long findNextDue() {
    long next = Math.min(watches.nextDue(), moments.nextDue());
    for (int i = 0; i < state.waits.size(); i++) {
      next = Math.min(next, listening.waitDue(i));
    }
    return state.crossedLine ? next : Math.min(next, state.plan.from);
  }

  private void reach(long now) {
    while (nextDueMillis() <= now) {
      pass(nextDueMillis());
    }
  }

  /** One instant at which time alone matters: ends come before beginnings. */
  private void pass(long instant) {
    due = UNKNOWN;
    state.lastDue = Math.max(state.lastDue, instant);
    view.turnTo(instant);
    if (instant >= state.plan.from) {
      moments.expire(instant);
    }
    watches.stirDue(instant);
    watches.look();
    listening.endWaits(instant);
    if (!state.crossedLine && instant >= state.plan.from) {
      moments.crossLine(watches);
      state.crossedLine = true;
    }
  }
}
