package dev.attune.delivery;

import dev.attune.customer.Data;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where delivery keeps what it must not forget. Every call sees every write that came back. */
public interface Shelf {
  /** What is kept under a key. */
  Optional<Data> read(String key);

  /** The keys that begin with a prefix, in order. */
  List<String> keys(String prefix);

  /**
   * Keeps values, or takes them away, in the map's order: after a crash the first ones may be kept
   * and the others not. Comes back once they are safe.
   */
  void write(Map<String, Optional<Data>> changes);
}
