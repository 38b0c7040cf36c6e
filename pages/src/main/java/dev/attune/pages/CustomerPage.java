package dev.attune.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Somebody: who they are and how we can help.
 *
 * @param who their name and page
 * @param line who they are, in one line
 * @param reach how they can be reached
 * @param path their story so far, in plain sentences
 * @param goals what they try to achieve
 * @param open what is open now
 * @param past what was
 * @param timeline what happened
 * @param rhythm when it did
 * @param facts what is derived
 * @param traits what was stated
 * @param segments where they are in
 * @param ids what they are known by
 * @param cut an id that was parted from them just now
 * @param consents what they allow, each purpose
 * @param setAside whether they send more than one person can, so that there are no facts and
 *     moments
 * @param objects whether they object to moments and grace
 * @param gestures what was done for them, newest first, and what came of it
 */
public record CustomerPage(
    Somebody who,
    String line,
    List<Detail> reach,
    List<PathLine> path,
    List<GoalCard> goals,
    List<MomentCard> open,
    List<MomentCard> past,
    Timeline timeline,
    Rhythm rhythm,
    List<Detail> facts,
    List<Detail> traits,
    List<SegmentChip> segments,
    List<KnownId> ids,
    Optional<String> cut,
    List<ConsentRow> consents,
    boolean setAside,
    boolean objects,
    List<GestureRow> gestures) {
  public CustomerPage {
    reach = List.copyOf(reach);
    path = List.copyOf(path);
    goals = List.copyOf(goals);
    open = List.copyOf(open);
    past = List.copyOf(past);
    facts = List.copyOf(facts);
    traits = List.copyOf(traits);
    segments = List.copyOf(segments);
    ids = List.copyOf(ids);
    consents = List.copyOf(consents);
    gestures = List.copyOf(gestures);
  }

  /**
   * One sentence of a path.
   *
   * @param at when it happened; nothing for what holds over all
   * @param text the sentence
   * @param quote their words, after it
   */
  public record PathLine(Optional<Instant> at, String text, Optional<String> quote) {}

  /**
   * What somebody tries to achieve, and how that went.
   *
   * @param title the goal
   * @param motive why they want it, already in words
   * @param attained how often they reached it
   * @param missed how often not
   * @param open how often they are on their way
   * @param dots the newest of both
   */
  public record GoalCard(
      String title, Optional<String> motive, long attained, long missed, int open, Dots dots) {}

  /**
   * When somebody is about.
   *
   * @param week by hour and weekday
   * @param year by day
   * @param note what the pictures leave out; nothing if nothing
   */
  public record Rhythm(Week week, Year year, Optional<String> note) {}

  /**
   * A segment somebody is in.
   *
   * @param name of the segment, in plain words
   * @param href why they are in it
   * @param since when they entered
   */
  public record SegmentChip(String name, String href, Instant since) {}

  /**
   * One of their ids.
   *
   * @param id with its prefix
   * @param how why it is theirs, already in words
   * @param canBeCut whether it can be said that it is not theirs
   */
  public record KnownId(String id, String how, boolean canBeCut) {}
}
