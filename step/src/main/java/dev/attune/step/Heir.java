package dev.attune.step;

import dev.attune.customer.Effect;
import dev.attune.customer.Signal;
import java.util.List;

/**
 * A customer who is being taken over by the next version of a playbook: see {@link Succession}. Not
 * thread-safe; single use.
 */
public final class Heir {
  private final Step step;
  private final State state;
  private final List<Effect> before;
  private final Inheritance inheritance;
  private final long decided;
  private final Turn turn;
  private boolean isTooMuch;

  /** One for whom everything was decided up to the clock of {@code state}. */
  Heir(Step step, State state, List<Effect> before, Inheritance inheritance) {
    this.step = step;
    this.state = state;
    this.before = before;
    this.inheritance = inheritance;
    decided = state.clock();
    state.lastDue = Math.max(state.lastDue, step.from().toEpochMilli() - 1);
    turn = new Turn(state);
  }

  /** What the version before still had to say, up to the end of its time. */
  public List<Effect> before() {
    return before;
  }

  /** Lets what is new hear of the past, in the total order, up to the end of that time. */
  public void hear(Signal signal) {
    isTooMuch |= turn.count(inheritance.missing(), signal);
  }

  /** Whether there were too many signals for what is new: the customer must be folded anew. */
  public boolean isTooMuch() {
    return isTooMuch;
  }

  /** The customer, just before the next version begins to decide, when all was heard. */
  public Sitting sitting() {
    // What is new holds since it began, which may be an adoption before this one.
    turn.begin(inheritance.fresh(), step.from().toEpochMilli() - 1, decided);
    return new Sitting(step, state);
  }
}
