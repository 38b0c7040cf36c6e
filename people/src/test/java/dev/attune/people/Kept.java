package dev.attune.people;

import dev.attune.customer.Data;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Records in memory, as they would be read again after an end of the process. */
final class Kept implements Records {
  private final ConcurrentSkipListMap<String, Data> all = new ConcurrentSkipListMap<>();

  @Override
  public Map<String, Data> all(String prefix) {
    return new TreeMap<>(all.subMap(prefix, prefix + "\uffff"));
  }

  @Override
  public void write(String key, Optional<Data> value) {
    value.ifPresentOrElse(data -> all.put(key, data), () -> all.remove(key));
  }

  /** Everything, as text. */
  String text() {
    return all.toString();
  }
}
