package dev.attune.engine;

import dev.attune.customer.Id;
import dev.attune.customer.Signal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Records and timelines in memory, and how often records were read and written. */
final class MemoryLinksStore implements LinksStore {
  private final Map<Id, byte[]> records = new HashMap<>();
  private final Map<String, Set<String>> pairs = new HashMap<>();
  private final Map<String, TreeSet<Signal>> timelines = new HashMap<>();
  private int reads;
  private int writes;

  void keep(Collection<Signal> signals) {
    for (Signal signal : signals) {
      if (signal.userId() != null) {
        timelines.computeIfAbsent(signal.userId(), user -> new TreeSet<>()).add(signal);
      }
    }
  }

  int reads() {
    return reads;
  }

  int writes() {
    return writes;
  }

  int bytes(Id id) {
    byte[] bytes = records.get(id);
    return bytes == null ? 0 : bytes.length;
  }

  void resetCounts() {
    reads = 0;
    writes = 0;
  }

  @Override
  public byte @Nullable [] get(Id id) {
    reads++;
    return records.get(id);
  }

  @Override
  public void put(Id id, byte[] links) {
    writes++;
    records.put(id, links);
  }

  @Override
  public void pair(String user, String device) {
    writes++;
    pairs.computeIfAbsent(user, each -> new TreeSet<>()).add(device);
  }

  @Override
  public List<String> devices(String user) {
    return List.copyOf(pairs.getOrDefault(user, Set.of()));
  }

  @Override
  public @Nullable Place firstSighting(String device, String user, Place after) {
    for (Signal signal : timelines.getOrDefault(user, new TreeSet<>())) {
      Place place = Place.of(signal);
      if (place.compareTo(after) > 0 && Links.sights(signal, device)) {
        return place;
      }
    }
    return null;
  }
}
