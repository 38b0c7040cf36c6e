package dev.attune.delivery;

import dev.attune.customer.Data;
import dev.attune.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A shelf in memory that keeps bytes, as the real one does; it can be broken, as by a crash. */
final class MemoryShelf implements Shelf {
  private final TreeMap<String, byte[]> kept = new TreeMap<>();
  private boolean isBroken;

  /** Nothing more is kept, as if the process had ended. */
  synchronized void breakDown() {
    isBroken = true;
  }

  synchronized void mend() {
    isBroken = false;
  }

  @Override
  public synchronized Optional<Data> read(String key) {
    return Optional.ofNullable(kept.get(key)).map(Json::read);
  }

  @Override
  public synchronized List<String> keys(String prefix) {
    return kept.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
  }

  @Override
  public synchronized void write(Map<String, Optional<Data>> changes) {
    if (isBroken) {
      throw new IllegalStateException("the shelf is gone");
    }
    changes.forEach((key, value) ->
        value.ifPresentOrElse(data -> kept.put(key, Json.write(data)), () -> kept.remove(key)));
  }
}
