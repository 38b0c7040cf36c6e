package dev.attune.step;

import dev.attune.playbook.Fact;
import dev.attune.playbook.Reads;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which watches must be looked at again when something they depend on changes. Immutable. */
final class Dependents {
  private static final BitSet NONE = new BitSet();

  private final Map<Integer, BitSet> byFact = new HashMap<>();
  private final Map<Integer, BitSet> bySegment = new HashMap<>();
  private final Map<String, BitSet> byTrait = new HashMap<>();
  private final BitSet onZone = new BitSet();

  Dependents(List<WatchPlan> watches) {
    for (WatchPlan watch : watches) {
      switch (watch) {
        case WatchPlan.InSegment in -> add(watch.index(), in.segment().condition().reads());
        case WatchPlan.Becoming becoming -> add(watch.index(), becoming.condition().reads());
        case WatchPlan.Bettering good -> add(watch.index(), good.condition().reads());
        case WatchPlan.Near near -> {
          add(byTrait, near.around().trait().getFirst(), watch.index());
          onZone.set(watch.index());
        }
      }
    }
  }

  BitSet onFact(Fact fact) {
    return onFact(fact.index());
  }

  BitSet onFact(int fact) {
    return byFact.getOrDefault(fact, NONE);
  }

  BitSet onSegment(int segment) {
    return bySegment.getOrDefault(segment, NONE);
  }

  BitSet onTrait(String name) {
    return byTrait.getOrDefault(name, NONE);
  }

  BitSet onZone() {
    return onZone;
  }

  private void add(int watch, Reads reads) {
    reads.facts().forEach(sensitivity -> add(byFact, sensitivity.fact(), watch));
    reads.segments().forEach(segment -> add(bySegment, segment, watch));
    reads.traits().forEach(trait -> add(byTrait, trait, watch));
  }

  private static <K> void add(Map<K, BitSet> map, K key, int watch) {
    map.computeIfAbsent(key, k -> new BitSet()).set(watch);
  }
}
