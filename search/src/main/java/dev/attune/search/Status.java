package dev.attune.search;

/**
 * How far the index is.
 *
 * @param state whether everybody is found
 * @param done how many customers are in it
 * @param of how many there are
 * @param trouble why it cannot go on at present; empty if it can
 */
public record Status(State state, long done, long of, String trouble) {
  /** Whether everybody is found. */
  public enum State {
    /** Everybody is in it. */
    COMPLETE,
    /** It is being made anew: those who are not in it yet are found by their ids only. */
    MAKING,
    /** There is none, or it cannot be read: people are found by their ids only. */
    ABSENT
  }

  /** Whether everybody is found. */
  public boolean isComplete() {
    return state == State.COMPLETE;
  }
}
