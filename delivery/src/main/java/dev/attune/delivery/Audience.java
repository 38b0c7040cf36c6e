package dev.attune.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who is told of the moments that reach a team: its people, of all; and who promised what one is
 * about, of that one, whichever team they are in.
 */
final class Audience {
  private final List<Recipient> team;
  private final Map<String, Recipient> promisers = new TreeMap<>();

  Audience(Recipients recipients, Optional<String> team, Collection<OpenMoment> moments) {
    this.team = recipients.of(team);
    for (OpenMoment moment : moments) {
      moment
          .promiser()
          .filter(name -> !promisers.containsKey(name) && !isOfTeam(name))
          .flatMap(recipients::named)
          .ifPresent(person -> promisers.put(person.name(), person));
    }
  }

  private boolean isOfTeam(String name) {
    return team.stream().anyMatch(person -> person.name().equals(name));
  }

  /** Everybody. */
  List<Recipient> all() {
    List<Recipient> all = new ArrayList<>(team);
    all.addAll(promisers.values());
    return all;
  }

  /** Those who are told of a moment. */
  List<Recipient> of(OpenMoment moment) {
    Optional<Recipient> promiser = moment.promiser().map(promisers::get);
    if (promiser.isEmpty()) {
      return team;
    }
    List<Recipient> all = new ArrayList<>(team);
    all.add(promiser.get());
    return all;
  }
}
