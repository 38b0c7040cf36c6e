package dev.attune.pages;

import java.util.Set;

/**
 * Who looks at a page.
 *
 * @param name by which they sign in
 * @param title as people call them
 * @param team their team's name, or their role where they have none
 * @param places where they may go
 */
public record Who(String name, String title, String team, Set<Place> places) {
  public Who {
    places = Set.copyOf(places);
  }

  /** Whether they may go where the bar itself does not lead. */
  public boolean hasMore() {
    return places.stream().anyMatch(place -> !place.isInBar());
  }
}
