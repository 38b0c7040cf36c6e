package dev.attune.engine;

import dev.attune.care.Worked;
import dev.attune.customer.Change;
import dev.attune.customer.Effect;
import dev.attune.wire.BinaryReader;
import dev.attune.wire.BinaryWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether good came of gestures, and how options have worked: counted when the time for it is over,
 * and again when a re-fold finds it otherwise. Before that nothing is counted: good shows at once,
 * that none came only at the end, so early counts would praise everything.
 *
 * <pre>
 *   gestures   7 id  ->  flags byte (1: the time for it is over, 2: good came, 4: undone), goodAt long if good came
 * </pre>
 *
 * <p>Counts: {@code worth/known/KIND/OPTION}, gestures whose time is over; {@code
 * worth/good/KIND/OPTION}, those of them after which good came. Belongs to the fold, but for {@link
 * #of} and {@link #read}.
 */
final class Worth {
  private static final String KNOWN = "worth/known/";
  private static final String GOOD = "worth/good/";
  private static final int ROW = 7;
  private static final int OVER = 1;
  private static final int CAME = 2;
  private static final int UNDONE = 4;

  private final Store store;
  private final Counts counts;

  /** Of the present commit. */
  private final Map<String, Outcome> changed = new HashMap<>();

  /** What gestures of the present commit are counted under, by id. */
  private final Map<String, String> fresh = new HashMap<>();

  Worth(Store store, Counts counts) {
    this.store = store;
    this.counts = counts;
  }

  /**
   * What is known of one gesture.
   *
   * @param over whether the time for it is over
   * @param goodAt when good came, or null
   * @param undone whether it was a slip, and counts nowhere
   */
  record Outcome(boolean over, @Nullable Instant goodAt, boolean undone) {
    static final Outcome OPEN = new Outcome(false, null, false);

    /** Whether it counts, one way or the other. */
    boolean isKnown() {
      return !undone && over;
    }

    /** Whether it counts as one after which good came. */
    boolean isKnownGood() {
      return isKnown() && goodAt != null;
    }

    /** Whether good came, which may be told at once. */
    boolean isGood() {
      return !undone && goodAt != null;
    }
  }

  /** How options have worked, as any thread reads it. */
  static Deciding.Known of(Counts counts) {
    return (kind, option) -> worked(counts, kind + "/" + option);
  }

  /** How every option has worked, by kind and option with a slash between. */
  static Map<String, Worked> all(Counts counts) {
    Map<String, Worked> all = new HashMap<>();
    counts.all(KNOWN).forEach((name, known) -> all.put(name, worked(counts, name)));
    return all;
  }

  private static Worked worked(Counts counts, String name) {
    long known = counts.get(KNOWN + name);
    // Another thread may be between the two.
    return new Worked((int) known, (int) Math.min(known, counts.get(GOOD + name)));
  }

  /** Takes a gesture of the present commit in, as it is now. */
  void take(Commit commit, GestureView gesture) {
    gesture.kind().ifPresent(kind -> fresh.put(gesture.id(), key(kind, gesture)));
    if (gesture.state() == GestureView.State.UNDONE) {
      Outcome was = outcome(gesture.id());
      put(commit, gesture.id(), new Outcome(was.over, was.goodAt, true));
    }
  }

  /** Notes that good came of a gesture, or did not after all. */
  void note(Commit commit, Effect effect, boolean stands) {
    if (effect.change() instanceof Change.Good good && good.gesture() != null) {
      Outcome was = outcome(good.gesture());
      put(commit, good.gesture(), new Outcome(was.over, stands ? effect.at() : null, was.undone));
    }
  }

  /** The time is over in which good may come of a gesture. */
  void over(Commit commit, String gesture) {
    Outcome was = outcome(gesture);
    put(commit, gesture, new Outcome(true, was.goodAt, was.undone));
  }

  private Outcome outcome(String gesture) {
    Outcome known = changed.get(gesture);
    return known != null ? known : read(store, gesture);
  }

  private void put(Commit commit, String gesture, Outcome is) {
    Outcome was = outcome(gesture);
    changed.put(gesture, is);
    BinaryWriter out = new BinaryWriter(1 + Long.BYTES);
    out.writeByte((is.over ? OVER : 0) | (is.goodAt != null ? CAME : 0) | (is.undone ? UNDONE : 0));
    if (is.goodAt != null) {
      out.writeLong(is.goodAt.toEpochMilli());
    }
    commit.put(Family.GESTURES, row(gesture), out.toBytes());
    key(gesture)
        .ifPresent(key -> {
          counts.add(KNOWN + key, (is.isKnown() ? 1 : 0) - (was.isKnown() ? 1 : 0));
          counts.add(GOOD + key, (is.isKnownGood() ? 1 : 0) - (was.isKnownGood() ? 1 : 0));
        });
  }

  private Optional<String> key(String gesture) {
    String known = fresh.get(gesture);
    if (known != null) {
      return Optional.of(known);
    }
    GestureView stored = new Gestures(store).get(gesture);
    return stored == null ? Optional.empty() : stored.kind().map(kind -> key(kind, stored));
  }

  private static String key(String kind, GestureView gesture) {
    return kind + "/" + gesture.choice().what().option();
  }

  /** What is known of a gesture. */
  static Outcome read(Source source, String gesture) {
    byte[] value = source.get(Family.GESTURES, row(gesture));
    if (value == null) {
      return Outcome.OPEN;
    }
    BinaryReader in = new BinaryReader(value);
    int flags = in.readByte();
    Instant goodAt = (flags & CAME) != 0 ? Instant.ofEpochMilli(in.readLong()) : null;
    return new Outcome((flags & OVER) != 0, goodAt, (flags & UNDONE) != 0);
  }

  private static byte[] row(String gesture) {
    byte[] text = gesture.getBytes(StandardCharsets.UTF_8);
    return new BinaryWriter(text.length + 1)
        .writeByte(ROW)
        .writeRaw(text, 0, text.length)
        .toBytes();
  }

  /** Forgets what is committed, or was not to be. */
  void committed() {
    changed.clear();
    fresh.clear();
  }
}
