package dev.attune.engine;

import dev.attune.customer.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a trusted signal says of a pair of ids.
 *
 * @param at the signal's place
 * @param same whether the two are one customer, or different ones
 * @param by the person who said so, or empty for an alias
 */
record LinksWord(Place at, boolean same, String by) {
  /** What kind of signal said it. */
  Link.How how() {
    return at.rank() == Kind.ALIAS.rank() ? Link.How.ALIAS : Link.How.CORRECTED;
  }

  /**
   * The words that still matter between a device and a user: the latest that says "different", and
   * every "same" after it, in order.
   */
  List<LinksWord> amend(List<LinksWord> words) {
    Place cut = cut(words);
    if ((cut != null && at.compareTo(cut) <= 0) || words.contains(this)) {
      return words;
    }
    List<LinksWord> amended = new ArrayList<>(words);
    if (!same) {
      amended.removeIf(word -> word.at.compareTo(at) < 0);
    }
    amended.add(this);
    amended.sort((one, other) -> one.at.compareTo(other.at));
    return amended;
  }

  /** The place up to which sightings do not count, or null. */
  static @Nullable Place cut(List<LinksWord> words) {
    return words.isEmpty() || words.getFirst().same ? null : words.getFirst().at;
  }
}
