package dev.attune.engine;

import dev.attune.customer.Id;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Customers between whom timelines moved: they are folded anew and compared together. */
final class Groups {
  private final Map<Id, Group> of = new HashMap<>();

  /** Canonical ids, before or after, that belong together. */
  static final class Group {
    private final SortedSet<Id> ids = new TreeSet<>();
    private final String reason;

    Group(Id first, String reason) {
      ids.add(first);
      this.reason = reason;
    }

    SortedSet<Id> ids() {
      return ids;
    }

    String reason() {
      return reason;
    }
  }

  /** Something went from one customer to the other. */
  void join(Id from, Id to, String reason) {
    Group first = of.computeIfAbsent(from, id -> new Group(id, reason));
    Group second = of.computeIfAbsent(to, id -> new Group(id, reason));
    if (!first.equals(second)) {
      first.ids.addAll(second.ids);
      second.ids.forEach(id -> of.put(id, first));
    }
  }

  boolean has(Id id) {
    return !of.isEmpty() && of.containsKey(id);
  }

  /** Everybody in a group, as it is now. */
  Set<Id> ids() {
    return of.isEmpty() ? Set.of() : new TreeSet<>(of.keySet());
  }

  /** Why the group of {@code id} is one. */
  String reason(Id id) {
    Group group = of.get(id);
    if (group == null) {
      throw new IllegalArgumentException("is in no group: " + id);
    }
    return group.reason;
  }

  List<Group> all() {
    Set<Group> groups = new LinkedHashSet<>();
    new TreeSet<>(of.keySet()).forEach(id -> groups.add(of.get(id)));
    return new ArrayList<>(groups);
  }
}
