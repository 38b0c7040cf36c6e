package dev.attune.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The open moments of each team that people may be told of, the first to tell first. It holds so
 * many of each team at most; the last ones of the order are left out, and it says so, since it must
 * then be filled anew once there is room. Used by one thread.
 */
final class Board {
  private final int most;
  private final Map<String, OpenMoment> byId = new HashMap<>();
  private final Map<Optional<String>, TreeSet<OpenMoment>> byTeam = new HashMap<>();
  private final Map<String, Long> leftOut = new TreeMap<>();

  Board(int most) {
    this.most = most;
  }

  void add(OpenMoment moment) {
    remove(moment.id());
    TreeSet<OpenMoment> own =
        byTeam.computeIfAbsent(moment.teamName(), team -> new TreeSet<>(OpenMoment.ORDER));
    own.add(moment);
    byId.put(moment.id(), moment);
    if (own.size() > most) {
      OpenMoment last = own.removeLast();
      byId.remove(last.id());
      leftOut.merge(last.teamName().orElse(""), 1L, Long::sum);
    }
  }

  void remove(String id) {
    OpenMoment was = byId.remove(id);
    if (was != null) {
      byTeam.getOrDefault(was.teamName(), new TreeSet<>(OpenMoment.ORDER)).remove(was);
    }
  }

  Optional<OpenMoment> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The teams that have any. */
  List<Optional<String>> teams() {
    return List.copyOf(byTeam.keySet());
  }

  /** A team's, in their order. */
  NavigableSet<OpenMoment> of(Optional<String> team) {
    return byTeam.getOrDefault(team, new TreeSet<>(OpenMoment.ORDER));
  }

  /** Whether some were left out for whom there is room again. */
  boolean isThin() {
    return leftOut.keySet().stream()
        .anyMatch(team -> of(Optional.of(team).filter(name -> !name.isEmpty())).size() < most / 2);
  }

  void clear() {
    byId.clear();
    byTeam.clear();
    leftOut.clear();
  }
}
