package dev.attune.delivery;

import dev.attune.customer.Data;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What each person was offered: {@code delivery/offers/NAME}. Changes are seen at once and kept
 * when {@link #flush} is called, all of them in one write; what a crash takes back is told once
 * more.
 *
 * <p>Thread-safe: its lock guards all fields.
 */
final class OfferBook {
  private static final String KEY = "delivery/offers/";
  private static final String ALL = "all";

  private final Shelf shelf;
  private final Map<String, Map<String, Offer>> byPerson = new TreeMap<>();
  private final Set<String> changed = new LinkedHashSet<>();

  OfferBook(Shelf shelf) {
    this.shelf = shelf;
    for (String key : shelf.keys(KEY)) {
      Map<String, Offer> offers = new LinkedHashMap<>();
      shelf
          .read(key)
          .ifPresent(kept ->
              Kept.list(kept, ALL).stream()
                  .map(Offer::of)
                  .forEach(offer -> offers.put(offer.moment(), offer)));
      byPerson.put(key.substring(KEY.length()), offers);
    }
  }

  synchronized List<Offer> of(String person) {
    return List.copyOf(byPerson.getOrDefault(person, Map.of()).values());
  }

  synchronized boolean has(String person, String moment) {
    return byPerson.getOrDefault(person, Map.of()).containsKey(moment);
  }

  /** Whether a person is still to be told of a moment in a way, now. */
  synchronized boolean isToBeTold(String person, String moment, String way, Instant now) {
    Offer offer = byPerson.getOrDefault(person, Map.of()).get(moment);
    return offer != null
        && !offer.isGivenUp()
        && !offer.told().contains(way)
        && !offer.next().isAfter(now);
  }

  synchronized List<String> people() {
    return List.copyOf(byPerson.keySet());
  }

  /** Whether anybody was told of a moment in a way, such as in a room that several share. */
  synchronized boolean isTold(String moment, String way) {
    return byPerson.values().stream()
        .map(offers -> offers.get(moment))
        .anyMatch(offer -> offer != null && offer.told().contains(way));
  }

  /** The moments that anybody is offered. */
  synchronized Set<String> moments() {
    Set<String> all = new HashSet<>();
    byPerson.values().forEach(offers -> all.addAll(offers.keySet()));
    return all;
  }

  synchronized void add(String person, Offer offer) {
    byPerson.computeIfAbsent(person, name -> new LinkedHashMap<>()).put(offer.moment(), offer);
    changed.add(person);
  }

  /** Changes an offer, if it is still there. */
  synchronized void change(String person, String moment, UnaryOperator<Offer> change) {
    Map<String, Offer> offers = byPerson.getOrDefault(person, Map.of());
    Offer offer = offers.get(moment);
    if (offer != null) {
      offers.put(moment, change.apply(offer));
      changed.add(person);
    }
  }

  /** Takes away what a person no longer needs to be offered. */
  synchronized void forget(String person, Predicate<Offer> isOver) {
    Map<String, Offer> offers = byPerson.get(person);
    if (offers != null && offers.values().removeIf(isOver)) {
      changed.add(person);
      if (offers.isEmpty()) {
        byPerson.remove(person);
      }
    }
  }

  /** Keeps what has changed. */
  synchronized void flush() {
    Map<String, Optional<Data>> changes = new LinkedHashMap<>();
    for (String person : changed) {
      List<Data> all = of(person).stream().map(Offer::data).toList();
      changes.put(KEY + person, all.isEmpty() ? Optional.empty() : Optional.of(Data.of(ALL, all)));
    }
    if (!changes.isEmpty()) {
      shelf.write(changes);
      changed.clear();
    }
  }
}
