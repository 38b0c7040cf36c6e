package dev.attune.customer;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The kinds of signal. The rank decides between signals of one instant: who somebody is comes
 * before what they did, and what Attune read comes last (INV-004).
 */
public enum Kind {
  /** Traits of a person, as a customer or system states them. */
  IDENTIFY(0),
  /** Two ids are one person. */
  ALIAS(1),
  /** A person belongs to a set of people. */
  GROUP(2),
  /** Something a person did. */
  TRACK(3),
  /** A web page seen. */
  PAGE(3),
  /** A screen of an app seen. */
  SCREEN(3),
  /** What a customer said. */
  FEEDBACK(3),
  /** What we asked them. */
  ASKED(3),
  /** What a colleague saw or heard. */
  OBSERVED(3),
  /** What was done for them, and how it went. */
  GESTURE(3),
  /** What staff did with a moment. */
  HANDLED(3),
  /** What the customer allows, by purpose. */
  CONSENT(3),
  /** What a person put right. */
  CORRECTED(3),
  /** What Attune read in a feedback. */
  UNDERSTOOD(4);

  private static final Map<String, Kind> BY_WORD = new HashMap<>();

  static {
    for (Kind kind : values()) {
      BY_WORD.put(kind.word(), kind);
    }
  }

  private final int rank;
  private final String word;
  private final String title;

  // Words are made once: conditions ask for them with every signal.
  Kind(int rank) {
    this.rank = rank;
    this.word = name().toLowerCase(Locale.ROOT);
    this.title = name().charAt(0) + word.substring(1);
  }

  /** The kind that JSON calls {@code word}, such as {@code track}, or nothing. */
  public static Optional<Kind> of(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }

  /** Place among the signals of one instant, lowest first. */
  public int rank() {
    return rank;
  }

  /** The name in JSON: {@code identify}, {@code track}... */
  public String word() {
    return word;
  }

  /** The name a playbook uses where it would name an event: {@code Feedback}, {@code Page}... */
  public String title() {
    return title;
  }
}
