package dev.attune.pages;

import java.util.List;
import java.util.Optional;

/**
 * Who needs us now; and before that, how customers fared.
 *
 * @param reached how many goals customers reached yesterday; nothing if none ended
 * @param goals each goal of the last days
 * @param needs whose turn it is, first things first
 * @param open how many moments are open in all
 * @param lately what came of the moments of the last day
 * @param blind what Attune cannot see
 * @param isNew whether no customer was ever heard of
 * @param position up to where effects were heard, so that a page can ask for what is new
 */
public record TodayPage(
    Optional<Reached> reached,
    List<GoalDays> goals,
    List<MomentCard> needs,
    long open,
    Lately lately,
    List<Blind> blind,
    boolean isNew,
    long position) {
  public TodayPage {
    goals = List.copyOf(goals);
    needs = List.copyOf(needs);
    blind = List.copyOf(blind);
  }

  /**
   * What came of goals.
   *
   * @param attained how many were reached
   * @param ended how many ended, reached or not
   */
  public record Reached(long attained, long ended) {}

  /**
   * One goal over the last days.
   *
   * @param title the goal
   * @param last what came of it on the newest day on which any ended
   * @param days each day
   */
  public record GoalDays(String title, Reached last, Days days) {}

  /**
   * What happened in the last day.
   *
   * @param opened how many moments opened
   * @param closed how many of them are closed
   * @param withdrawn how many of them were withdrawn
   * @param promised how many gestures were promised
   * @param isMore whether there were more than were counted
   */
  public record Lately(long opened, long closed, long withdrawn, long promised, boolean isMore) {}

  /**
   * Something that cannot be seen.
   *
   * @param text what, in words
   * @param href where to look
   */
  public record Blind(String text, String href) {}
}
