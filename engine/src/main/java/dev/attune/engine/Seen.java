package dev.attune.engine;

import dev.attune.wire.BinaryReader;
import dev.attune.wire.BinaryWriter;
import dev.attune.wire.StoredSignal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which signals came in the last days, so that each counts once. A message id that comes again from
 * the same source within {@link #REMEMBERED} of its first arrival is the same signal, whatever it
 * says.
 *
 * <pre>
 *   seen   generation(4 bytes) hash(16 bytes)  ->  first arrival, 8 bytes
 * </pre>
 *
 * <p>A generation is seven days of arrivals, counted since 1970, so that two of them hold all that
 * is remembered and older ones are deleted whole. The hash is the first half of a SHA-256 over
 * source, 0x00 and message id. Belongs to the fold.
 */
final class Seen {
  /** How long a message id is remembered after its first arrival. */
  static final Duration REMEMBERED = Duration.ofDays(7);

  private final Store store;
  private final MessageDigest digest;
  private final Map<Hash, Long> known = new HashMap<>();
  private long newest;

  /** No generation before it holds anything. */
  private long oldest;

  private record Hash(long high, long low) {}

  Seen(Store store) {
    this.store = store;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    oldest = oldest(store);
  }

  private static long oldest(Store store) {
    try (Scan scan = store.scan(Family.SEEN, new byte[0], generationKey(-1))) {
      return scan.next() ? ByteBuffer.wrap(scan.key()).getInt() : Long.MAX_VALUE;
    }
  }

  /** Looks up, in one go, what is known of signals that {@link #isNew} will be asked about. */
  void prepare(List<StoredSignal> signals) {
    known.clear();
    List<Hash> hashes = new ArrayList<>(2 * signals.size());
    List<byte[]> keys = new ArrayList<>(2 * signals.size());
    for (StoredSignal signal : signals) {
      Hash hash = hash(signal);
      long generation = generation(signal.receivedAt());
      for (long g = Math.max(Math.min(oldest, generation), generation - 1); g <= generation; g++) {
        hashes.add(hash);
        keys.add(key(g, hash));
      }
    }
    Source.Values values = store.getAll(Family.SEEN, keys);
    for (int i = 0; i < keys.size(); i++) {
      byte[] value = values.at(i);
      if (value != null) {
        // The newer generation comes second and wins.
        known.put(hashes.get(i), new BinaryReader(value).readLong());
      }
    }
  }

  /** Whether the signal comes for the first time; from now on it does no more. */
  boolean isNew(StoredSignal signal, Commit commit) {
    Hash hash = hash(signal);
    long arrival = signal.receivedAt().toEpochMilli();
    Long first = known.get(hash);
    if (first != null && arrival - first < REMEMBERED.toMillis()) {
      return false;
    }
    known.put(hash, arrival);
    commit.putSorted(
        Family.SEEN,
        key(generation(signal.receivedAt()), hash),
        new BinaryWriter(Long.BYTES).writeLong(arrival).toBytes());
    newest = Math.max(newest, generation(signal.receivedAt()));
    oldest = Math.min(oldest, generation(signal.receivedAt()));
    return true;
  }

  /** Deletes generations that nothing is compared with any more. */
  void forgetOld() {
    if (newest > 1) {
      store.forget(Family.SEEN, generationKey(0), generationKey(newest - 1));
    }
  }

  private static long generation(Instant at) {
    return Math.max(1, Math.floorDiv(at.toEpochMilli(), REMEMBERED.toMillis()));
  }

  private Hash hash(StoredSignal signal) {
    digest.update(signal.id().source().getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    byte[] hash = digest.digest(signal.id().messageId().getBytes(StandardCharsets.UTF_8));
    BinaryReader in = new BinaryReader(hash);
    return new Hash(in.readLong(), in.readLong());
  }

  private static byte[] key(long generation, Hash hash) {
    byte[] prefix = generationKey(generation);
    return new BinaryWriter(prefix.length + 16)
        .writeRaw(prefix, 0, prefix.length)
        .writeLong(hash.high)
        .writeLong(hash.low)
        .toBytes();
  }

  private static byte[] generationKey(long generation) {
    return new byte[] {
      (byte) (generation >>> 24),
      (byte) (generation >>> 16),
      (byte) (generation >>> 8),
      (byte) generation
    };
  }
}
