package dev.attune.step;

import dev.attune.customer.Signal;
import java.util.List;

/**
 * Decides about inputs of one customer: makes what deciding takes, around the customer's state. A
 * new one is made for every input: what lies ready between inputs would only leave the processor's
 * cache. One thread.
 */
final class Turn {
  private final State state;
  private final View view;
  private final Moments moments;
  private final Watches watches;
  private final Listening listening;

  Turn(State state) {
    this.state = state;
    Effects effects = new Effects(state);
    view = new View(state);
    EvidenceMaker evidence = new EvidenceMaker(state, view);
    moments = new Moments(state, effects, evidence);
    watches = new Watches(state, view, evidence, moments, effects);
    listening = new Listening(state, view, evidence, moments, watches, effects);
  }

  /** Lets go of closed moments that can matter no more. */
  void forget() {
    moments.forget();
  }

  /** Counts a signal of the past where it matters; tells whether it was too much for one person. */
  boolean count(List<StreamPlan> streams, Signal signal) {
    return listening.count(streams, signal);
  }

  /** Finds out whether watches hold at {@code instant} that were not there before. */
  void begin(List<WatchPlan> fresh, long instant, long since) {
    view.turnTo(instant);
    fresh.forEach(watch -> watches.begin(watch, since));
  }

  /** Looks at every watch for the first time. */
  void begin(long instant) {
    view.turnTo(instant);
    watches.stirAll();
    watches.look();
  }

  /** Takes in a signal at whose instant time has arrived. */
  void hear(Signal signal) {
    listening.hear(signal);
  }

  /** Passes every instant until {@code now} at which time alone matters. */
  void reach(long now) {
    for (long due = state.nextDue(); due <= now; due = state.nextDue()) {
      pass(due);
    }
  }

  /** One instant at which time alone matters: ends come before beginnings. */
  private void pass(long instant) {
    state.lastDue = Math.max(state.lastDue, instant);
    view.turnTo(instant);
    if (instant >= state.from && state.moments.due() <= instant) {
      moments.expire(instant);
    }
    listening.waiting().miss(instant);
    watches.stirDue(instant);
    watches.look();
    listening.waiting().endSilences(instant);
    if (!state.crossedLine && instant >= state.from) {
      moments.crossLine(watches);
      state.crossedLine = true;
    }
  }
}
