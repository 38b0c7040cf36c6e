package dev.attune.pages;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What pages of the demo have beside their own: as whom one looks at them, and a first tour.
 *
 * @param role as whom, as a playbook writes it
 * @param roles as whom one may look
 * @param loaded how much of the invented past is in, in percent; nothing once it all is
 * @param tour the places that this role is shown, in order
 * @param seen those that need to be shown no more
 */
public record Guide(
    String role, List<String> roles, OptionalInt loaded, List<Place> tour, Set<Place> seen) {
  public Guide {
    roles = List.copyOf(roles);
    tour = List.copyOf(tour);
    seen = Set.copyOf(seen);
  }

  /**
   * One stop of a tour.
   *
   * @param place where it is shown
   * @param key of its words, without their last part
   * @param number of it, from 1
   * @param of how many stops there are
   * @param next where the tour goes on; nothing at its end
   */
  public record Hint(Place place, String key, int number, int of, Optional<Place> next) {}

  /** What is to be said at a place, if anything is still. */
  public Optional<Hint> hint(Place place) {
    int index = tour.indexOf(place);
    if (index < 0 || seen.contains(place)) {
      return Optional.empty();
    }
    Optional<Place> next =
        tour.stream().filter(each -> each != place && !seen.contains(each)).findFirst();
    return Optional.of(
        new Hint(
            place,
            "tour." + role + "." + place.name().toLowerCase(Locale.ROOT),
            index + 1,
            tour.size(),
            next));
  }
}
