package dev.attune.delivery;

import dev.attune.customer.Data;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * How each person wants to be told: {@code delivery/people/NAME}, and what notices may say of
 * customers: {@code delivery/notices}. Thread-safe.
 */
public final class PreferenceBook {
  private static final String PEOPLE = "delivery/people/";
  private static final String NOTICES = "delivery/notices";
  private static final String FIRST_NAME = "first-name";

  private final Shelf shelf;
  private final Map<String, Preferences> known = new ConcurrentHashMap<>();
  private volatile boolean saysFirstName;

  /** Reads what is kept. */
  public PreferenceBook(Shelf shelf) {
    this.shelf = shelf;
    for (String key : shelf.keys(PEOPLE)) {
      shelf
          .read(key)
          .map(Preferences::of)
          .ifPresent(each -> known.put(key.substring(PEOPLE.length()), each));
    }
    saysFirstName = shelf.read(NOTICES).filter(data -> Kept.flag(data, FIRST_NAME)).isPresent();
  }

  /** What a person has chosen. */
  public Preferences of(String person) {
    return known.getOrDefault(person, Preferences.NONE);
  }

  /** Changes what a person has chosen; says what it is now. */
  public synchronized Preferences change(String person, UnaryOperator<Preferences> change) {
    Preferences next = change.apply(of(person));
    keep(PEOPLE + person, Optional.of(next.data()));
    known.put(person, next);
    return next;
  }

  /** Forgets a person. */
  public synchronized void forget(String person) {
    keep(PEOPLE + person, Optional.empty());
    known.remove(person);
  }

  /** Whether notices say a customer's first name; otherwise they say nothing of customers. */
  public boolean saysFirstName() {
    return saysFirstName;
  }

  /** Chooses it. */
  public synchronized void sayFirstName(boolean says) {
    keep(NOTICES, Optional.of(Data.of(FIRST_NAME, says)));
    saysFirstName = says;
  }

  private void keep(String key, Optional<Data> value) {
    Map<String, Optional<Data>> change = new LinkedHashMap<>();
    change.put(key, value);
    shelf.write(change);
  }
}
