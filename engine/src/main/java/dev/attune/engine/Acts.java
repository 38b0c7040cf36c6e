package dev.attune.engine;

import dev.attune.wire.BinaryReader;
import dev.attune.wire.BinaryWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The acts that something outside is to carry out: webhooks and messages that are promised. Each
 * stays here until its outcome is said; who delivers may be given it again, after a restart for
 * one, and sends it under the gesture's id, so that the other side does it once. Only what is
 * synced to disk is given out (INV-005). Thread-safe.
 *
 * <pre>
 *   acts   instant(to be sent at) gesture id  ->  nothing
 * </pre>
 */
public final class Acts {
  private static final int MOST = 1_000;

  /** How many are looked at for those that are wanted. */
  private static final int MOST_LOOKED_AT = 20_000;

  private final Supplier<Reading> readings;
  private final Fold fold;
  private final Grace grace;

  Acts(Supplier<Reading> readings, Fold fold, Grace grace) {
    this.readings = readings;
    this.fold = fold;
    this.grace = grace;
  }

  /** What is to be carried out by {@code now}, the longest due first, at most so many. */
  public List<GestureView> due(Instant now, int limit) {
    return due(now, limit, gesture -> true);
  }

  /** As above, those that are wanted: what waits for one receiver keeps nobody else's waiting. */
  public List<GestureView> due(Instant now, int limit, Predicate<GestureView> wanted) {
    List<GestureView> due = new ArrayList<>();
    try (Reading reading = readings.get()) {
      Gestures gestures = new Gestures(reading.source());
      byte[] until = key(now.plusMillis(1), "");
      try (Scan scan = reading.source().scan(Family.ACTS, new byte[0], until)) {
        int looked = 0;
        while (due.size() < Math.clamp(limit, 1, MOST)
            && looked++ < MOST_LOOKED_AT
            && scan.next()) {
          byte[] key = scan.key();
          GestureView gesture = gestures.get(Keys.text(key, Long.BYTES, key.length));
          if (gesture != null && wanted.test(gesture)) {
            due.add(gesture);
          }
        }
      }
    }
    grace.awaitSynced();
    return due;
  }

  /** When the next act is due; nothing: none is open. */
  public Optional<Instant> nextDue() {
    return nextDue(Instant.EPOCH);
  }

  /** When the next act is due that is not due at {@code after}; nothing: none is. */
  public Optional<Instant> nextDue(Instant after) {
    byte[] from = key(after.plusMillis(1), "");
    byte[] until = {(byte) 0xFF, (byte) 0xFF};
    try (Reading reading = readings.get();
        Scan scan = reading.source().scan(Family.ACTS, from, until)) {
      return scan.next()
          ? Optional.of(Keys.instant(new BinaryReader(scan.key()).readLong()))
          : Optional.empty();
    }
  }

  /** Grows whenever something changes: ask before {@link #due}, then {@link #await}. */
  public long changes() {
    return fold.givenSynced();
  }

  /** Waits until something has changed since; tells whether it has. */
  public boolean await(long changes, Duration most) {
    return grace.awaitChange(changes, most);
  }

  /** It is done: the other side said so. */
  public void delivered(String gesture, Instant at) {
    grace.report(new Deed.Turn(gesture, Deed.Way.CONFIRM, Chooser.AUTO, at, Optional.empty()));
  }

  /** The other side did not take it; it is due again at {@code next}. */
  public void again(String gesture, Instant next, String problem) {
    grace.report(new Deed.Again(gesture, next, problem));
  }

  /** It could not be done, and will not be tried again. */
  public void failed(String gesture, Instant at, String why) {
    grace.report(new Deed.Turn(gesture, Deed.Way.FAIL, Chooser.AUTO, at, Optional.of(why)));
  }

  static byte[] key(Instant at, String gesture) {
    byte[] text = gesture.getBytes(StandardCharsets.UTF_8);
    return Keys.instant(new BinaryWriter(Long.BYTES + text.length), at)
        .writeRaw(text, 0, text.length)
        .toBytes();
  }
}
