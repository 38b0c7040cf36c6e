package dev.attune.engine;

import dev.attune.wire.BinaryReader;
import dev.attune.wire.BinaryWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What time alone does about gestures, and when. One that stands too early, or for what is settled
 * by then, does nothing.
 *
 * <pre>
 *   due   instant(due) what(1 byte) id  ->  nothing
 *         what: 1 a gesture is held no longer, 2 it is late, 3 a moment may be acted on by itself,
 *               4 what was lent ends, 5 it is known whether good came of a gesture
 * </pre>
 *
 * <p>Belongs to the fold.
 */
final class Due {
  private static final byte[] FIRST = new byte[Long.BYTES];
  private static final List<What> CODES =
      List.of(What.HELD, What.LATE, What.AUTO, What.LENT, What.KNOWN);

  private final Store store;

  /** Nothing stands before it: keys that were deleted need not be walked over again. */
  private byte[] from = FIRST;

  Due(Store store) {
    this.store = store;
  }

  /** What is to be looked at. */
  enum What {
    /** A gesture's hold ends. */
    HELD,
    /** A promise is late. */
    LATE,
    /** A moment has settled, so Attune may give by itself. */
    AUTO,
    /** What was lent ends. */
    LENT,
    /** The time is over in which good may come of a gesture. */
    KNOWN
  }

  /**
   * One thing to be looked at.
   *
   * @param id of a gesture, of a moment, or of what was lent
   */
  record Task(Instant at, What what, String id) {
    byte[] key() {
      byte[] text = id.getBytes(StandardCharsets.UTF_8);
      BinaryWriter key = Keys.instant(new BinaryWriter(text.length + 9), at);
      return key.writeByte(CODES.indexOf(what) + 1).writeRaw(text, 0, text.length).toBytes();
    }
  }

  void set(Commit commit, Task task) {
    byte[] key = task.key();
    commit.put(Family.DUE, key);
    if (Arrays.compareUnsigned(key, from) < 0) {
      from = key;
    }
  }

  static void clear(Commit commit, Task task) {
    commit.delete(Family.DUE, task.key());
  }

  /** The earliest that are due at {@code now}, at most so many. */
  List<Task> due(Instant now, int most) {
    List<Task> tasks = new ArrayList<>();
    byte[] until = Keys.instant(new BinaryWriter(Long.BYTES), now.plusMillis(1)).toBytes();
    if (Arrays.compareUnsigned(from, until) >= 0) {
      return tasks;
    }
    try (Scan scan = store.scan(Family.DUE, from, until)) {
      while (tasks.size() < most && scan.next()) {
        tasks.add(read(scan.key()));
      }
    }
    from = tasks.isEmpty() ? until : tasks.getFirst().key();
    return tasks;
  }

  static Task read(byte[] key) {
    BinaryReader in = new BinaryReader(key);
    Instant at = Keys.instant(in.readLong());
    What what = DeedFormat.decoded(CODES, in.readByte());
    return new Task(at, what, Keys.text(key, Long.BYTES + 1, key.length));
  }

  /** Looks from the beginning again, after a commit that failed. */
  void reset() {
    from = FIRST;
  }
}
