package dev.attune.step;

import dev.attune.customer.Data;
import dev.attune.customer.Effect;
import dev.attune.customer.Id;
import dev.attune.customer.Signal;
import dev.attune.playbook.Fact;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.Scope;
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
  private final Step step;
  private final State state;

  Sitting(Step step, State state) {
    this.step = step;
    this.state = state;
  }

  /** Begins with what signals meant that are gone. */
  void seed(Summary before) {
    new Seeding(state, before).seed();
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
    Turn turn = new Turn(state);
    turn.reach(signal.occurredAt().toEpochMilli());
    turn.hear(signal);
    state.nextDue(); // looked for while what it takes is still in the processor's cache
  }

  /** Decides about everything that time alone made due up to and at {@code now}, in order. */
  public void reach(Instant now) {
    if (state.nextDue() <= now.toEpochMilli()) {
      new Turn(state).reach(now.toEpochMilli());
    }
  }

  /** The next instant at which time alone matters. */
  public Optional<Instant> nextDue() {
    long next = state.nextDue();
    return next == Gauge.NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(next));
  }

  /** The effects decided since they were last taken, in order. */
  public List<Effect> takeEffects() {
    List<Effect> decided = state.decided;
    state.decided = null;
    return decided == null ? List.of() : decided;
  }

  /** The customer as decided so far. */
  public Customer close() {
    new Turn(state).forget();
    return CustomerFormat.write(state);
  }

  /** The traits as stated, in the order of their first statement. */
  public Data traits() {
    Data.Builder traits = new Data.Builder();
    state.traits.forEach((name, trait) -> traits.put(name, trait.value()));
    return traits.build();
  }

  /**
   * Every fact by name, in the playbook's order, at {@code now}; null where there is no value, a
   * {@link Map} of its entries where it has one for each key. Brings this copy to {@code now}.
   */
  public Map<String, @Nullable Object> facts(Instant now) {
    View view = viewAt(now);
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    for (Fact fact : state.plan.playbook.facts()) {
      if (fact.declared()) {
        facts.put(fact.name(), fact.isMap() ? view.entries(fact.index()) : view.fact(fact.index()));
      }
    }
    return facts;
  }

  /** How the customer fares with each goal at {@code now}. Brings this copy to {@code now}. */
  public List<GoalStanding> goals(Instant now) {
    View view = viewAt(now);
    List<GoalStanding> standings = new ArrayList<>();
    for (WaitPlan wait : state.plan.waits) {
      if (wait instanceof WaitPlan.Pursuit pursuit) {
        standings.add(standing(pursuit, view));
      }
    }
    return standings;
  }

  private GoalStanding standing(WaitPlan.Pursuit pursuit, View view) {
    SignalLog open = state.waits(pursuit.index());
    List<GoalStanding.Open> newest = new ArrayList<>();
    for (int i = open.first(); i < open.end() && newest.size() < GoalStanding.MOST; i++) {
      String key = pursuit.per() == null ? null : (String) open.value(0, i);
      Instant started = Instant.ofEpochMilli(open.time(i));
      newest.add(new GoalStanding.Open(key, started, started.plusMillis(pursuit.millis())));
    }
    Playbook playbook = state.plan.playbook;
    double attained = view.number(playbook.ofGoal(pursuit.goal(), Fact.Kind.ATTAINED).index());
    double missed = view.number(playbook.ofGoal(pursuit.goal(), Fact.Kind.MISSED).index());
    return new GoalStanding(
        pursuit.goal().name(), (long) attained, (long) missed, open.size(), newest);
  }

  /**
   * The segments they are in, each with the instant since when, in the playbook's order: since they
   * came into it, or since the segment {@linkplain Step#begun began}.
   */
  public Map<String, Instant> segments() {
    Map<String, Instant> segments = new LinkedHashMap<>();
    for (WatchPlan watch : state.plan.watches) {
      if (watch instanceof WatchPlan.InSegment in && state.holds(in.index())) {
        String name = in.segment().name();
        Instant since = Instant.ofEpochMilli(state.since(in.index()));
        Instant begun = step.begun(name);
        segments.put(name, since.isBefore(begun) ? begun : since);
      }
    }
    return segments;
  }

  /** Open moments, and closed ones that still keep others from opening. */
  public List<Moment> moments() {
    return List.copyOf(state.moments.all());
  }

  /** Whether any moment is remembered. */
  public boolean hasMoments() {
    return !state.moments.isEmpty();
  }

  /** Whether they are set aside: too many signals for one person, so no facts and no moments. */
  public boolean isSetAside() {
    return state.setAside;
  }

  /** Whether they object to being served: no moments, and nothing is given. */
  public boolean objects() {
    return state.objects;
  }

  /**
   * What a re-fold must start with: the moments that opened before {@code line}, by whatever
   * version, as they stood then.
   *
   * @param owns whether the id that a moment came from belongs to the customer to be folded
   */
  public List<Moment> carry(Instant line, Predicate<Id> owns) {
    List<Moment> before = line.toEpochMilli() == state.from ? state.carried : state.moments.all();
    List<Moment> carried = new ArrayList<>();
    for (Moment moment : before) {
      if (moment.openedAt().isBefore(line) && owns.test(moment.origin().sender())) {
        Moment.Closing closing = moment.closing();
        carried.add(closing == null || closing.at().isBefore(line) ? moment : moment.reopened());
      }
    }
    return carried;
  }

  /** The instant from which effects are said: the playbook's line, or a later one of theirs. */
  public Instant line() {
    return Instant.ofEpochMilli(state.from);
  }

  /** Whether all that is known at {@code at} can be told from the customer of then. */
  public boolean isWhole(Instant at) {
    State.Begun begun = state.begun;
    return begun == null || at.toEpochMilli() > begun.until();
  }

  /** The ids under which their signals came. */
  public List<Id> senders() {
    return state.senders.all();
  }

  /** Since what was before {@code line} is history from now on, with the moments of then. */
  public void moveLine(Instant line, List<Moment> carried) {
    if (line.toEpochMilli() > state.from) {
      state.from = line.toEpochMilli();
      state.carried = List.copyOf(carried);
    }
  }

  /** What at this instant is a matter of all their ids, for when signals before it are removed. */
  public Standing standing() {
    return new Standing(state);
  }

  /**
   * Why they are, or are not, in a segment, or why the reason of a moment holds, or does not, at
   * {@code now}. Brings this copy to {@code now}.
   *
   * @param signal for a moment that a signal opens: the signal to try it with
   * @return nothing if the playbook has no such rule
   */
  public Optional<Explanation> explain(String rule, Instant now, @Nullable Signal signal) {
    return new Explaining(state, viewAt(now)).explain(rule, signal);
  }

  /**
   * What conditions read at {@code now}. Brings this copy to {@code now}.
   *
   * @param about the signal that they ask about; null: what reads a signal finds none
   */
  public Scope scope(Instant now, @Nullable Signal about) {
    View view = viewAt(now);
    if (about != null) {
      view.turnTo(view.at(), about);
    }
    return view;
  }

  private View viewAt(Instant now) {
    reach(now);
    View view = new View(state);
    view.turnTo(Math.max(now.toEpochMilli(), state.clock()));
    return view;
  }
}
