package dev.attune.search;

import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.customer.NameTag;
import dev.attune.customer.Named;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Customers in memory, and what changed about them: a whole feed, as the engine's is. */
final class Register implements Feed {
  private final TreeMap<Id, Named> customers = new TreeMap<>();
  private final Map<Id, Id> canonical = new LinkedHashMap<>();
  private final TreeMap<Long, List<Id>> changes = new TreeMap<>();
  private long last;
  private long passed;

  /** Somebody is called by these traits from now on. */
  synchronized Register put(String user, Object... traits) {
    Id id = Id.user(user);
    Set<Id> ids = new TreeSet<>(Set.of(id));
    Optional.ofNullable(customers.get(id)).ifPresent(was -> ids.addAll(was.ids()));
    customers.put(id, new Named(id, List.copyOf(ids), NameTag.of(Data.of(traits))));
    canonical.put(id, id);
    return changed(id);
  }

  /** Two are one, under the first's id and name. */
  synchronized Register merge(String user, String other) {
    Named first = known(user);
    Named second = known(other);
    TreeSet<Id> ids = new TreeSet<>(first.ids());
    ids.addAll(second.ids());
    customers.put(first.id(), new Named(first.id(), List.copyOf(ids), first.tag()));
    customers.remove(second.id());
    second.ids().forEach(id -> canonical.put(id, first.id()));
    return changed(first.id(), second.id());
  }

  /** One is two again. */
  synchronized Register cut(String user, String other, Object... traits) {
    Named first = known(user);
    List<Id> ids = new ArrayList<>(first.ids());
    ids.remove(Id.user(other));
    customers.put(first.id(), new Named(first.id(), ids, first.tag()));
    put(other, traits);
    return changed(first.id());
  }

  synchronized Register remove(String user) {
    customers.remove(Id.user(user));
    return changed(Id.user(user));
  }

  private Named known(String user) {
    Named known = customers.get(Id.user(user));
    if (known == null) {
      throw new IllegalArgumentException("nobody is " + user);
    }
    return known;
  }

  private Register changed(Id... ids) {
    changes.put(++last, Arrays.asList(ids));
    notifyAll();
    return this;
  }

  /** As after a week, or a restored backup: changes up to a number are gone. */
  synchronized void forget(long number) {
    changes.headMap(number, true).clear();
  }

  synchronized long passed() {
    return passed;
  }

  synchronized long last() {
    return last;
  }

  /** Everybody, as they stand. */
  synchronized List<Named> everybody() {
    return List.copyOf(customers.values());
  }

  @Override
  public synchronized Kept kept() {
    return new Kept(changes.isEmpty() ? last + 1 : changes.firstKey(), last);
  }

  @Override
  public synchronized List<Changed> after(long number, int limit) {
    return changes.tailMap(number, false).entrySet().stream()
        .limit(limit)
        .map(entry -> new Changed(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public synchronized List<Id> fresh(long number, int most) {
    Set<Id> ids = new LinkedHashSet<>();
    changes.tailMap(number, false).descendingMap().values().forEach(ids::addAll);
    return ids.stream().limit(most).toList();
  }

  @Override
  public synchronized void await(long number, Duration most) throws InterruptedException {
    long until = System.nanoTime() + most.toNanos();
    long left = most.toMillis();
    while (last <= number && left > 0) {
      wait(left);
      left = Duration.ofNanos(until - System.nanoTime()).toMillis();
    }
  }

  @Override
  public synchronized void pass(long number) {
    passed = number;
  }

  @Override
  public synchronized List<Named> of(Collection<Id> ids) {
    Map<Id, Named> found = new LinkedHashMap<>();
    for (Id id : ids) {
      Named named = customers.get(canonical.getOrDefault(id, id));
      if (named != null) {
        found.put(named.id(), named);
      }
    }
    return List.copyOf(found.values());
  }

  @Override
  public synchronized Some all(Optional<String> cursor, int limit) {
    var rest = cursor.map(last -> customers.tailMap(Id.parse(last), false)).orElse(customers);
    List<Named> some = rest.values().stream().limit(limit).toList();
    boolean more = rest.size() > limit;
    return new Some(some, more ? Optional.of(some.getLast().id().toString()) : Optional.empty());
  }

  @Override
  public synchronized long customers() {
    return customers.size();
  }
}
