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

  /** Whether anything but open moments in all is chosen. */
  public boolean isFiltered() {
    return filters.stream().anyMatch(each -> !each.chosen().isEmpty());
  }
}
