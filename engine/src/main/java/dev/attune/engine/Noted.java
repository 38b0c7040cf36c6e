package dev.attune.engine;

import dev.attune.customer.Id;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What one signal changed about who is who.
 *
 * @param customer the canonical id of the customer whom the signal belongs to, from now on
 * @param moves stretches of timelines that are another customer's from now on; mostly none
 */
record Noted(Id customer, List<Move> moves) {
  Noted {
    moves = List.copyOf(moves);
  }

  /**
   * The signals of {@code id} in {@code interval} went from one customer to another. A stretch
   * without a signal moves too: a host may look whether there is one before it folds anew.
   */
  record Move(Id id, Interval interval, Id from, Id to) {}

  /** Canonical ids of the customers that lost something; such a customer may be no more. */
  SortedSet<Id> before() {
    SortedSet<Id> ids = new TreeSet<>();
    moves.forEach(move -> ids.add(move.from()));
    return ids;
  }

  /** Canonical ids of the customers that got something. */
  SortedSet<Id> after() {
    SortedSet<Id> ids = new TreeSet<>();
    moves.forEach(move -> ids.add(move.to()));
    return ids;
  }
}
