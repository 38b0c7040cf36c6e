package dev.attune.pages;

import java.util.List;
import java.util.Optional;

/**
 * Moments, newest first.
 *
 * @param filters what can be chosen, and what is
 * @param cards the moments
 * @param next the address of those that follow; nothing if these are the last
 * @param csv the address of all of them as a table
 * @param open how many are open in all
 * @param position up to where effects were heard
 */
public record MomentsPage(
    List<Filter> filters,
    List<MomentCard> cards,
    Optional<String> next,
    String csv,
    long open,
    long position) {
  public MomentsPage {
    filters = List.copyOf(filters);
    cards = List.copyOf(cards);
  }

  /** The kind, where only open moments of one are listed: those whom all the same befell. */
  public Optional<String> onlyKind() {
    List<Filter> chosen = filters.stream().filter(each -> !each.chosen().isEmpty()).toList();
    return chosen.size() == 1 && chosen.getFirst().name().equals("kind")
        ? Optional.of(chosen.getFirst().chosen())
        : Optional.empty();
  }

  /** Whether anything but open moments in all is chosen. */
  public boolean isFiltered() {
    return filters.stream().anyMatch(each -> !each.chosen().isEmpty());
  }
}
