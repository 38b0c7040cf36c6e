package dev.attune.pages;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that somebody chose to do for a customer, and what became of it.
 *
 * @param id its own
 * @param who for whom
 * @param state where it is
 * @param title what it is
 * @param cost in words
 * @param at when it was chosen, or went into its state
 * @param by who gives
 * @param undoUntil until when it can be undone
 * @param late whether it was to be done by now
 * @param open what a person can say about it
 * @param task what is to be done, where a person does it
 * @param notes why it was refused, what went wrong, what came of it: in words
 */
public record GestureRow(
    String id,
    Somebody who,
    State state,
    String title,
    String cost,
    Instant at,
    String by,
    Optional<Instant> undoUntil,
    boolean late,
    Open open,
    Optional<String> task,
    List<String> notes) {
  public GestureRow {
    notes = List.copyOf(notes);
  }

  /** Where a gesture is. */
  public enum State {
    /** It was not booked. */
    REFUSED,
    /** Others were asked to do it. */
    ASKED,
    /** It can be undone still. */
    HELD,
    /** The customer may count on it. */
    PROMISED,
    /** It is done. */
    DELIVERED,
    /** It could not be done. */
    FAILED,
    /** It was a slip. */
    UNDONE;

    /** The word in classes and keys: {@code held}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a person can say about it. */
  public enum Open {
    /** Nothing. */
    NOTHING,
    /** That it is done, or cannot be. */
    DONE_OR_FAILED,
    /** That others may do it. */
    ASK,
    /** That nobody needs to do it any more. */
    UNASK,
    /** That they do it themselves. */
    TAKE
  }

  /** Its page. */
  public String href() {
    return "/grace/gestures/" + id;
  }
}
