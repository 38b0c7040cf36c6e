package dev.attune.engine;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What somebody did in giving, as the journal keeps it; what comes of it, the fold decides. */
public sealed interface Deed {
  /** The most choices of one deed. */
  int MOST_CHOICES = 500;

  /** Chose, for one customer or for several at once; each is booked or refused by itself. */
  record Choose(List<Choice> choices) implements Deed {
    public Choose {
      choices = List.copyOf(choices);
      if (choices.isEmpty() || choices.size() > MOST_CHOICES) {
        throw new IllegalArgumentException(
            "1 to " + MOST_CHOICES + " choices at once, not " + choices.size());
      }
    }
  }

  /**
   * Said how a gesture goes on. Where that is not possible in its state, nothing happens.
   *
   * @param why in their words
   */
  record Turn(String gesture, Way way, String by, Instant at, Optional<String> why)
      implements Deed {}

  /** How a gesture goes on. */
  enum Way {
    /** It was a slip; only while it is held. */
    UNDO,
    /** It is done, as promised. */
    CONFIRM,
    /** It cannot be done. */
    FAIL
  }

  /**
   * Asked others to do what was refused, or no longer does.
   *
   * @param stands whether it is asked from now on
   */
  record Ask(String gesture, boolean stands, Instant at) implements Deed {}

  /** Took on what somebody else asked for; the first whose budget covers it does it. */
  record Take(String gesture, Chooser by, Instant at) implements Deed {}

  /**
   * Reserved an amount for a phone that may go offline.
   *
   * @param until when it ends by itself
   */
  record Lend(String id, Chooser by, BigDecimal amount, Instant at, Instant until)
      implements Deed {}

  /** Something outside did not take an act: it is to be told again. */
  record Again(String gesture, Instant next, String problem) implements Deed {}

  /** Gave back what is left of it. */
  record Return(String id, Instant at) implements Deed {}
}
