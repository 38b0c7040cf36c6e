package dev.attune.engine;

import dev.attune.customer.Effect;
import dev.attune.customer.Id;
import dev.attune.engine.Rehearsed.Example;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Chooses some examples out of very many, spread over time and customers: the same ones in whatever
 * order they are offered, since the effects' ids decide, which are as good as drawn by lot. Keeps a
 * few for each slice of the time. One thread.
 */
final class Picks {
  private static final Comparator<Example> LOT = Comparator.comparing(each -> each.effect().id());
  private static final Comparator<Example> TIME =
      Comparator.<Example, Instant>comparing(each -> each.effect().at()).thenComparing(LOT);

  private final int most;
  private final long from;
  private final long length;

  /** For each slice the best by lot, of each customer one, best first. */
  private final List<List<Example>> slices = new ArrayList<>();

  Picks(int most, Instant from, Instant to) {
    this.most = most;
    this.from = from.toEpochMilli();
    length = Math.max(1, to.toEpochMilli() - this.from);
    for (int i = 0; i < most; i++) {
      slices.add(new ArrayList<>(0));
    }
  }

  void offer(Id customer, Effect effect) {
    if (most > 0) {
      long since = Math.max(0, effect.at().toEpochMilli() - from);
      int slice = (int) Math.min(most - 1, (double) since / length * most);
      offer(slices.get(slice), customer, effect);
    }
  }

  private void offer(List<Example> slice, Id customer, Effect effect) {
    boolean isFull = slice.size() == most;
    if (isFull && slice.getLast().effect().id().compareTo(effect.id()) <= 0) {
      return;
    }
    for (int i = 0; i < slice.size(); i++) {
      if (slice.get(i).customer().equals(customer)) {
        if (slice.get(i).effect().id().compareTo(effect.id()) > 0) {
          slice.set(i, new Example(customer, effect));
          slice.sort(LOT);
        }
        return;
      }
    }
    if (isFull) {
      slice.removeLast();
    }
    slice.add(new Example(customer, effect));
    slice.sort(LOT);
  }

  /** Offers everything that another has. */
  void add(Picks other) {
    other.slices.forEach(slice -> slice.forEach(each -> offer(each.customer(), each.effect())));
  }

  /** The chosen ones, in the order of time. */
  List<Example> chosen() {
    Set<Example> chosen = new HashSet<>();
    Set<Id> customers = new HashSet<>();
    for (int round = 0; round < most; round++) {
      for (List<Example> slice : slices) {
        if (chosen.size() < most
            && round < slice.size()
            && customers.add(slice.get(round).customer())) {
          chosen.add(slice.get(round));
        }
      }
    }
    slices.stream()
        .flatMap(List::stream)
        .filter(each -> !chosen.contains(each))
        .limit(most - chosen.size())
        .toList()
        .forEach(chosen::add);
    return chosen.stream().sorted(TIME).toList();
  }
}
