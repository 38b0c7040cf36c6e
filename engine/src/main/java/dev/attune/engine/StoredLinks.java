package dev.attune.engine;

import dev.attune.customer.Id;
import dev.attune.wire.BinaryWriter;
import dev.attune.wire.StoredSignal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The records of {@link Links}, kept in the store.
 *
 * <pre>
 *   links   'r' id                   ->  a record, see {@link Links}
 *           'p' user 0x00 device     ->  nothing: the two were paired once
 * </pre>
 *
 * <p>Belongs to one thread. What was put is found at once and written by {@link #writeTo}; a reader
 * never puts.
 */
final class StoredLinks implements LinksStore {
  private static final int KEPT = 200_000;
  private static final byte[] NONE = new byte[0];

  private final Source source;
  private final Timelines timelines;
  private final Map<Id, byte[]> changed = new HashMap<>();
  private final Map<String, Set<String>> paired = new HashMap<>();

  /** What was read lately; an empty array stands for no record. */
  private final Map<Id, byte[]> lately =
      new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Id, byte[]> eldest) {
          return size() > KEPT;
        }
      };

  StoredLinks(Source source, Timelines timelines) {
    this.source = source;
    this.timelines = timelines;
  }

  /** Reads, in one go, the records that noting these signals will ask for. */
  void prepare(List<StoredSignal> signals) {
    Set<Id> wanted = new LinkedHashSet<>();
    for (StoredSignal signal : signals) {
      String user = signal.userId();
      String device = signal.anonymousId();
      if (user != null) {
        wanted.add(Id.user(user));
      }
      if (device != null) {
        wanted.add(Id.anonymous(device));
      }
    }
    wanted.removeIf(id -> lately.get(id) != null);
    List<Id> ids = new ArrayList<>(wanted);
    Source.Values records =
        source.getAll(Family.LINKS, ids.stream().map(StoredLinks::key).toList());
    for (int i = 0; i < ids.size(); i++) {
      byte[] record = records.at(i);
      lately.put(ids.get(i), record == null ? NONE : record);
    }
  }

  @Override
  public byte @Nullable [] get(Id id) {
    byte[] record = changed.get(id);
    if (record == null) {
      record = lately.get(id);
    }
    if (record == null) {
      byte[] read = source.get(Family.LINKS, key(id));
      record = read == null ? NONE : read;
      lately.put(id, record);
    }
    return record.length == 0 ? null : record;
  }

  @Override
  public void put(Id id, byte[] links) {
    changed.put(id, links);
  }

  @Override
  public void pair(String user, String device) {
    paired.computeIfAbsent(user, name -> new HashSet<>()).add(device);
  }

  @Override
  public List<String> devices(String user) {
    Set<String> devices = new HashSet<>(paired.getOrDefault(user, Set.of()));
    byte[] prefix = pairPrefix(user);
    try (Scan scan = source.scan(Family.LINKS, prefix)) {
      while (scan.next()) {
        byte[] key = scan.key();
        devices.add(Keys.text(key, prefix.length, key.length));
      }
    }
    return new ArrayList<>(devices);
  }

  @Override
  public @Nullable Place firstSighting(String device, String user, Place after) {
    return timelines.firstSighting(device, user, after);
  }

  /** Writes what was put. */
  void writeTo(Commit commit) {
    changed.forEach((id, record) -> commit.put(Family.LINKS, key(id), record));
    paired.forEach((user, devices) ->
        devices.forEach(device -> commit.put(Family.LINKS, pairKey(user, device))));
    changed.forEach(lately::put);
    changed.clear();
    paired.clear();
  }

  /** Forgets what was put and read, after a commit that failed. */
  void reset() {
    changed.clear();
    paired.clear();
    lately.clear();
  }

  static byte[] key(Id id) {
    byte[] bytes = Keys.id(id);
    return new BinaryWriter(bytes.length + 1)
        .writeByte('r')
        .writeRaw(bytes, 0, bytes.length)
        .toBytes();
  }

  static byte[] pairPrefix(String user) {
    return Keys.textThen(new BinaryWriter(64).writeByte('p'), user).toBytes();
  }

  private static byte[] pairKey(String user, String device) {
    byte[] bytes = device.getBytes(StandardCharsets.UTF_8);
    return Keys.textThen(new BinaryWriter(64).writeByte('p'), user)
        .writeRaw(bytes, 0, bytes.length)
        .toBytes();
  }
}
