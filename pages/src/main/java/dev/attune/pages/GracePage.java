package dev.attune.pages;

import java.util.List;
import java.util.Optional;

/**
 * The page on which a person begins: whom they could help now.
 *
 * @param purse what may be given
 * @param lowered that it will be less, in words
 * @param asked what was looked for
 * @param problem why nobody was found, or described
 * @param needs open moments that reach whoever looks, the most pressing first
 * @param more how many there are beside them
 * @param asks what others ask, and what was asked of others
 * @param mine promises to keep, and what became of those made of late
 * @param fresh an id for whatever is chosen next
 */
public record GracePage(
    Purse purse,
    Optional<String> lowered,
    String asked,
    Optional<Problem> problem,
    List<Need> needs,
    boolean more,
    List<GestureRow> asks,
    Mine mine,
    String fresh) {
  /** What went wrong: with looking for somebody, or with describing somebody new. */
  public record Problem(boolean isOfMet, String said) {}

  public GracePage {
    needs = List.copyOf(needs);
    asks = List.copyOf(asks);
  }

  /**
   * Somebody who needs help.
   *
   * @param card their moment
   * @param href where help is
   * @param given what was promised or done in it already, by whom and when
   */
  public record Need(MomentCard card, String href, Optional<String> given) {}

  /**
   * Gestures of whoever looks, and tasks that are theirs.
   *
   * @param open promised, and not known to be done
   * @param past how others ended
   */
  public record Mine(List<GestureRow> open, List<GestureRow> past) {
    public Mine {
      open = List.copyOf(open);
      past = List.copyOf(past);
    }
  }
}
