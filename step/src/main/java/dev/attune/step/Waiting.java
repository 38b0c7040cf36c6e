package dev.attune.step;

import dev.attune.customer.Cause;
import dev.attune.customer.Change;
import dev.attune.customer.Signal;
import dev.attune.playbook.Goal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what signals set waiting, ends what others answer, and what is over by time alone: silences
 * open their moments, goals are missed. Mutable; one thread.
 */
final class Waiting {
  private final State state;
  private final View view;
  private final EvidenceMaker evidence;
  private final Moments moments;
  private final Ends ends;

  Waiting(State state, View view, EvidenceMaker evidence, Moments moments, Ends ends) {
    this.state = state;
    this.view = view;
    this.evidence = evidence;
    this.moments = moments;
    this.ends = ends;
  }

  /** A signal of a goal: ends the oldest instance of its key, then opens one. */
  void pursue(WaitPlan wait, Signal signal, int sender) {
    if (!(wait instanceof WaitPlan.Pursuit pursuit)) {
      return;
    }
    Goal goal = pursuit.goal();
    String key = goal.per() == null ? null : Key.of(signal, goal.per());
    if (goal.per() != null && key == null) {
      return;
    }
    if (signal.event().equals(goal.attained())) {
      int oldest = oldest(state.waits(wait.index()), key);
      if (oldest >= 0) {
        end(pursuit, oldest, key, sender);
      }
    }
    if (signal.event().equals(goal.starts())) {
      append(wait, key, sender);
      ends.watches().stir(state.plan.dependents.onFact(pursuit.open()));
    }
  }

  /** A signal of a silence: answers those of its key that wait, then waits itself. */
  void awaitOrAnswer(WaitPlan wait, Signal signal, int sender) {
    if (!(wait instanceof WaitPlan.Silence silence)) {
      return;
    }
    List<String> per = silence.per();
    String key = per == null ? null : Key.of(signal, per);
    if (per != null && key == null) {
      return;
    }
    if (signal.event().equals(silence.trigger().without())) {
      if (state.waitDue(wait.index()) != Gauge.NEVER) {
        answer(wait, key);
      }
      moments.reasonGone(silence.rule(), key, view.signalAsCause(), evidence::none);
    }
    if (signal.event().equals(silence.trigger().after())) {
      append(wait, key, sender);
    }
  }

  /** Misses every instance of a goal whose time is over at {@code due}. */
  void miss(long due) {
    for (WaitPlan wait : state.plan.waits) {
      if (wait instanceof WaitPlan.Pursuit pursuit && state.waitDue(wait.index()) <= due) {
        miss(pursuit, due);
      }
    }
  }

  /** Triggers every silence whose wait ends at {@code due}: once each, or once for each key. */
  void endSilences(long due) {
    for (WaitPlan wait : state.plan.waits) {
      if (wait instanceof WaitPlan.Silence silence && state.waitDue(wait.index()) <= due) {
        end(silence, due);
      }
    }
  }

  /** Whether a goal has ended more often than its windows may count. */
  boolean isTooMuch(WaitPlan wait) {
    if (wait instanceof WaitPlan.Pursuit pursuit) {
      for (StreamPlan stream : pursuit.ended()) {
        if (ends.counting().isTooMuch(stream)) {
          return true;
        }
      }
    }
    return false;
  }

  private void append(WaitPlan wait, @Nullable String key, int sender) {
    SignalLog waits = state.waits(wait.index());
    if (waits.isFull() && waits.hasStaleCodes()) {
      waits.recode();
    }
    int index = waits.append(view.at(), sender);
    if (wait.per() != null) {
      waits.setValue(0, index, key);
    }
    state.noteWait(wait.index());
  }

  private void answer(WaitPlan wait, @Nullable String key) {
    SignalLog waits = state.waits(wait.index());
    if (wait.per() == null) {
      waits.clear();
    }
    for (int i = waits.end() - 1; i >= waits.first(); i--) {
      if (hasKey(waits, i, key)) {
        waits.remove(i);
      }
    }
    state.noteWait(wait.index());
  }

  private static int oldest(SignalLog waits, @Nullable String key) {
    for (int i = waits.first(); i < waits.end(); i++) {
      if (hasKey(waits, i, key)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean hasKey(SignalLog waits, int index, @Nullable String key) {
    return key == null || key.equals(waits.value(0, index));
  }

  private void end(WaitPlan.Pursuit pursuit, int index, @Nullable String key, int sender) {
    Goal goal = pursuit.goal();
    SignalLog open = state.waits(pursuit.index());
    Signal.Address start = open.address(index, state.senders);
    boolean attained = goal.where() == null || goal.where().test(view).holds();
    open.remove(index);
    state.noteWait(pursuit.index());
    Change change =
        attained
            ? new Change.Attained(goal.name(), key, start.at())
            : new Change.Missed(goal.name(), key, start.at(), 0);
    say(view.signalAsCause(), change, List.of(view.signal().address(), start));
    noteEnd(pursuit, attained, sender);
  }

  private void miss(WaitPlan.Pursuit pursuit, long due) {
    Goal goal = pursuit.goal();
    SignalLog open = state.waits(pursuit.index());
    Map<String, Integer> twins = new LinkedHashMap<>();
    while (!open.isEmpty() && open.time(open.first()) + pursuit.millis() <= due) {
      int first = open.first();
      int sender = open.sender(first);
      Signal.Address start = open.address(first, state.senders);
      String key = goal.per() == null ? null : (String) open.value(0, first);
      int twin = twins.merge(start.sender() + "\n" + key, 1, Integer::sum) - 1;
      open.remove(first);
      Cause cause = new Cause.ByTime(Instant.ofEpochMilli(due), start);
      say(cause, new Change.Missed(goal.name(), key, start.at(), twin), List.of(start));
      ends.watches().noteMissed(goal.name(), cause);
      noteEnd(pursuit, false, sender);
    }
    state.noteWait(pursuit.index());
  }

  private void noteEnd(WaitPlan.Pursuit pursuit, boolean attained, int sender) {
    ends.counting().countEnd(pursuit, attained, sender);
    ends.watches().stir(state.plan.dependents.onFact(pursuit.open()));
  }

  private void end(WaitPlan.Silence silence, long due) {
    SignalLog waits = state.waits(silence.index());
    long started = due - silence.millis();
    Set<String> keys = new LinkedHashSet<>();
    List<Runnable> triggers = new ArrayList<>();
    for (int i = waits.first(); i < waits.end() && waits.time(i) <= started; i++) {
      String key = silence.per() == null ? null : (String) waits.value(0, i);
      if (keys.add(String.valueOf(key))) {
        Signal.Address set = waits.address(i, state.senders);
        Cause cause = new Cause.ByTime(Instant.ofEpochMilli(due), set);
        triggers.add(
            () -> moments.trigger(silence.rule(), key, cause, () -> evidence.of(List.of(set))));
      }
    }
    waits.trim(started);
    state.noteWait(silence.index());
    triggers.forEach(Runnable::run);
  }

  private void say(Cause cause, Change change, List<Signal.Address> signals) {
    if (cause.at().toEpochMilli() >= state.from) {
      ends.effects().add(cause, change, () -> evidence.of(signals));
    }
  }
}
