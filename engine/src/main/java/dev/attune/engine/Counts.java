package dev.attune.engine;

import dev.attune.wire.BinaryReader;
import dev.attune.wire.BinaryWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Numbers that are kept exactly: members of a segment, open moments of a rule, refused messages...
 * Each is written in the commit that changes it. The fold changes them; any thread reads, and may
 * see a number a commit early.
 *
 * <pre>
 *   meta   'n' name in UTF-8  ->  varint
 * </pre>
 *
 * <p>Names: {@code customers}, {@code segment/NAME}, {@code open/RULE}, {@code
 * reject/REASON/SOURCE}, {@code signals}, {@code goal/NAME/attained/DAY}, {@code
 * goal/NAME/missed/DAY}, {@code opened/RULE/DAY} (of UTC).
 */
final class Counts {
  static final String CUSTOMERS = "customers";
  static final String SIGNALS = "signals";
  static final String SEGMENT = "segment/";
  static final String OPEN = "open/";
  static final String OPENED = "opened/";
  static final String REJECT = "reject/";

  private static final byte[] PREFIX = {'n'};

  private final Source source;
  private final ConcurrentNavigableMap<String, Long> counts = new ConcurrentSkipListMap<>();
  private final Set<String> changed = ConcurrentHashMap.newKeySet();

  Counts(Source source) {
    this.source = source;
    load();
  }

  /** Reads what the last commit left. */
  void load() {
    counts.clear();
    changed.clear();
    try (Scan scan = source.scan(Family.META, PREFIX)) {
      while (scan.next()) {
        byte[] key = scan.key();
        counts.put(
            Keys.text(key, PREFIX.length, key.length), new BinaryReader(scan.value()).readVarint());
      }
    }
  }

  long get(String name) {
    return counts.getOrDefault(name, 0L);
  }

  void add(String name, long more) {
    if (more != 0) {
      counts.merge(name, more, (was, plus) -> Math.max(0, was + plus));
      changed.add(name);
    }
  }

  void set(String name, long value) {
    counts.put(name, value);
    changed.add(name);
  }

  /**
   * Every name that begins with {@code prefix}, without it, and its number, in the names' order.
   */
  Map<String, Long> all(String prefix) {
    Map<String, Long> all = new LinkedHashMap<>();
    for (Map.Entry<String, Long> each : counts.tailMap(prefix).entrySet()) {
      if (!each.getKey().startsWith(prefix)) {
        break;
      }
      all.put(each.getKey().substring(prefix.length()), each.getValue());
    }
    return all;
  }

  /** Writes what changed. */
  void writeTo(Commit commit) {
    for (String name : changed) {
      byte[] value = new BinaryWriter(10).writeVarint(Math.max(0, get(name))).toBytes();
      commit.put(Family.META, key(name), value);
    }
    changed.clear();
  }

  private static byte[] key(String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    return new BinaryWriter(text.length + 1)
        .writeRaw(PREFIX, 0, 1)
        .writeRaw(text, 0, text.length)
        .toBytes();
  }
}
