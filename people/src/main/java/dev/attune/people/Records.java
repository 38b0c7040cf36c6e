package dev.attune.people;

import dev.attune.customer.Data;
import java.util.Map;
import java.util.Optional;

/** Where people and sessions are kept: objects under keys. Thread-safe. */
public interface Records {
  /** All that is kept under keys that begin with {@code prefix}, in the order of the keys. */
  Map<String, Data> all(String prefix);

  /**
   * Keeps an object, or takes it away. Comes back once that is safe; throws if it is not, and then
   * nothing may have changed.
   */
  void write(String key, Optional<Data> value);
}
