package dev.attune.audit;

import java.util.Optional;

/**
 * Something that somebody is about to do, or tried. It holds no text that a customer or a source
 * wrote.
 *
 * @param who {@code person:NAME}, {@code token:NAME} or {@code nobody}
 * @param from the address they ask from
 * @param what in a word that does not change, such as {@code sign-in} or {@code POST /api/tokens}
 * @param of the name of what it is done to: a person, a token, a moment
 * @param about whom it touches: a customer's {@linkplain Pseudonyms pseudonym}
 */
public record Act(
    String who, String from, String what, Optional<String> of, Optional<String> about) {
  private static final int LONGEST = 200;

  /** Refuses what cannot be kept. */
  public Act {
    if (who.isEmpty() || what.isEmpty()) {
      throw new IllegalArgumentException("an act without who or what");
    }
    from = shortened(from);
    what = shortened(what);
    of = of.map(Act::shortened);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
