package dev.attune.pages;

import java.time.Instant;
import java.util.Optional;

/**
 * A moment, as people meet it.
 *
 * @param id the moment's
 * @param who whose moment it is
 * @param title what it is, in the playbook's words
 * @param about for which of several it opened, such as a topic
 * @param tone trouble or delight
 * @param urgent whether somebody is waiting, now
 * @param state whether something can be done about it
 * @param openedAt when it opened
 * @param expiresAt when it closes at the latest
 * @param ending how it ended, already in words; nothing while it is open
 * @param takenBy who looks after it
 * @param foundLate whether it was found too late for anything to happen by itself
 * @param words what they may feel, and what could be said
 * @param team whom it reaches
 * @param quote what they said last
 * @param why what it rests on
 */
public record MomentCard(
    String id,
    Somebody who,
    String title,
    Optional<String> about,
    Tone tone,
    boolean urgent,
    State state,
    Instant openedAt,
    Instant expiresAt,
    Optional<String> ending,
    Optional<Taker> takenBy,
    boolean foundLate,
    Heart words,
    Optional<String> team,
    Optional<Quote> quote,
    Why why) {
  /** Trouble and delight are equally welcome. */
  public enum Tone {
    /** They are vulnerable. */
    TROUBLE,
    /** They are open to delight. */
    DELIGHT
  }

  /** What can be done about it. */
  public enum State {
    /** Somebody should act. */
    OPEN,
    /** It is over. */
    CLOSED,
    /** It should not have opened, as is known by now. */
    WITHDRAWN
  }

  /**
   * First the person.
   *
   * @param feels how it may feel to them
   * @param say what could be said
   */
  public record Heart(Optional<String> feels, Optional<String> say) {}

  /**
   * Who looks after it.
   *
   * @param title as people call them
   */
  public record Taker(String name, String title) {}

  /** Whether something can be done about it. */
  public boolean isOpen() {
    return state == State.OPEN;
  }

  /** Its page. */
  public String href() {
    return "/moments/" + id;
  }

  /** Where their options are, and two taps do one. */
  public String helpHref() {
    return Place.GRACE.href() + who.href() + "?moment=" + id;
  }

  /** The word of its tone, for classes and keys. */
  public String toneWord() {
    return tone == Tone.TROUBLE ? "trouble" : "delight";
  }
}
