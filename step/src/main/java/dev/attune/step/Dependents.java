package dev.attune.step;

import dev.attune.playbook.Fact;
import dev.attune.playbook.Reads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which watches must be looked at again when something they depend on changes. */
final class Dependents {
  private final Map<Integer, List<Integer>> byFact = new HashMap<>();
  private final Map<Integer, List<Integer>> bySegment = new HashMap<>();
  private final Map<String, List<Integer>> byTrait = new HashMap<>();
  private final List<Integer> onZone = new ArrayList<>();

  Dependents(List<WatchPlan> watches) {
    for (WatchPlan watch : watches) {
      switch (watch) {
        case WatchPlan.InSegment in -> add(watch.index(), in.segment().condition().reads());
        case WatchPlan.Becoming becoming -> add(watch.index(), becoming.condition().reads());
        case WatchPlan.Near near -> {
          add(byTrait, near.around().trait().getFirst(), watch.index());
          onZone.add(watch.index());
        }
      }
    }
  }

  List<Integer> onFact(Fact fact) {
    return byFact.getOrDefault(fact.index(), List.of());
  }

  List<Integer> onSegment(int segment) {
    return bySegment.getOrDefault(segment, List.of());
  }

  List<Integer> onTrait(String name) {
    return byTrait.getOrDefault(name, List.of());
  }

  List<Integer> onZone() {
    return onZone;
  }

  private void add(int watch, Reads reads) {
    reads.facts().forEach(sensitivity -> add(byFact, sensitivity.fact(), watch));
    reads.segments().forEach(segment -> add(bySegment, segment, watch));
    reads.traits().forEach(trait -> add(byTrait, trait, watch));
  }

  private static <K> void add(Map<K, List<Integer>> map, K key, int watch) {
    List<Integer> watches = map.computeIfAbsent(key, k -> new ArrayList<>());
    if (!watches.contains(watch)) {
      watches.add(watch);
    }
  }
}
