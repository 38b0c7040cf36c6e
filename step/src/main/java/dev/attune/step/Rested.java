package dev.attune.step;

import dev.attune.customer.Data;
import dev.attune.customer.Evidence;
import dev.attune.customer.Signal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The signals that a claim rests on, as facts name them. Facts of one event may count the same
 * signals, which are named once; several signals of one sender and instant are named as often.
 */
final class Rested {
  private static final Comparator<Place> NEWEST_FIRST =
      Comparator.comparing((Place place) -> place.address.at())
          .reversed()
          .thenComparing(place -> place.address.sender())
          .thenComparing(Place::event);

  private final Map<Place, Integer> most = new HashMap<>();
  private long named;
  private long counted;

  private record Place(String event, Signal.Address address) {}

  /** Adds the newest signals that a fact counts, and how many it counts in all. */
  void add(String event, List<Signal.Address> signals, long all) {
    Map<Place, Integer> own = new HashMap<>();
    signals.forEach(signal -> own.merge(new Place(event, signal), 1, Integer::sum));
    own.forEach((place, times) -> most.merge(place, times, Math::max));
    named += signals.size();
    counted += all;
  }

  /** The newest of them, and how many more there are. */
  Evidence evidence(int version, Data values) {
    List<Map.Entry<Place, Integer>> places = new ArrayList<>(most.entrySet());
    places.sort(Map.Entry.comparingByKey(NEWEST_FIRST));
    List<Signal.Address> newest = new ArrayList<>();
    long different = 0;
    for (Map.Entry<Place, Integer> place : places) {
      int times = place.getValue();
      different += times;
      int room = Math.min(times, Evidence.MOST - newest.size());
      newest.addAll(Collections.nCopies(room, place.getKey().address));
    }
    long namedTwice = named - different;
    long more = Math.max(0, counted - namedTwice - newest.size());
    return new Evidence(version, values, newest, (int) Math.min(more, Integer.MAX_VALUE));
  }
}
