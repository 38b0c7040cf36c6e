package dev.attune.pages;

import java.util.List;

/**
 * Many people at once, in three steps: who, what is happening, what to do.
 *
 * @param step where it is
 * @param ids as they were typed, one a line
 * @param people how many of them are known
 * @param unknown ids that are nobody's
 * @param filled what was said to happen, by kind and in words, and what was chosen: an option, or
 *     words and an amount
 * @param kinds to choose from
 * @param offers what may be done for each
 * @param purse what may be given
 * @param outcome how many became what, after it was done
 * @param fresh the id of all that is chosen
 */
public record GroupPage(
    Step step,
    String ids,
    int people,
    List<String> unknown,
    Filled filled,
    List<GracePersonPage.Kind> kinds,
    List<OfferRow> offers,
    Purse purse,
    List<Outcome> outcome,
    String fresh) {
  /** At most so many at once. */
  public static final int MOST = 500;

  public GroupPage {
    unknown = List.copyOf(unknown);
    kinds = List.copyOf(kinds);
    offers = List.copyOf(offers);
    outcome = List.copyOf(outcome);
  }

  /** How far it is. */
  public enum Step {
    /** Who they are. */
    WHO,
    /** What is happening. */
    WHAT,
    /** What to do. */
    HOW,
    /** It is done. */
    DONE
  }

  /**
   * How several gestures ended.
   *
   * @param state all of theirs
   * @param count how many
   * @param why in words, where they were refused
   * @param rows some of them
   */
  public record Outcome(
      GestureRow.State state, int count, List<String> why, List<GestureRow> rows) {
    public Outcome {
      why = List.copyOf(why);
      rows = List.copyOf(rows);
    }
  }
}
