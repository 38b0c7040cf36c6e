package dev.attune.search;

import dev.attune.customer.Named;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A customer who was found, and why.
 *
 * @param score the higher, the better they fit
 * @param found what of them fits; each text once, the best first
 */
public record Match(Named who, double score, List<Found> found) {
  /** The better first; who fits equally well by name, then by id: always the same order. */
  static final Comparator<Match> ORDER =
      Comparator.comparingDouble(Match::score)
          .reversed()
          .thenComparing(match -> Entry.order(match.who), Arrays::compareUnsigned);

  public Match {
    found = List.copyOf(found);
  }

  /** A text of theirs that fits, and how. */
  public record Found(Field field, String text, How how) {}
}
