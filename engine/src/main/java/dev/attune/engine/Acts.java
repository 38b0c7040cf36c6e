package dev.attune.engine;

import dev.attune.wire.BinaryWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The acts that something outside is to carry out: webhooks and messages that are promised. Each
 * stays here until its outcome is said; who delivers may be given it again, after a restart for
 * one, and sends it under the gesture's id, so that the other side does it once. Only what is
 * synced to disk is given out (INV-005). Thread-safe.
 *
 * <pre>
 *   acts   instant(promised at) gesture id  ->  nothing
 * </pre>
 */
public final class Acts {
  private static final int MOST = 1_000;

  private final Supplier<Reading> readings;
  private final Fold fold;
  private final Grace grace;

  Acts(Supplier<Reading> readings, Fold fold, Grace grace) {
    this.readings = readings;
    this.fold = fold;
    this.grace = grace;
  }

  /**
   * What is to be carried out, oldest promise first.
   *
   * @param cursor where the page before ended
   */
  public Page<GestureView> open(Optional<String> cursor, int limit) {
    Page<GestureView> page;
    try (Reading reading = readings.get()) {
      Gestures gestures = new Gestures(reading.source());
      page =
          Paging.page(
              reading
                  .source()
                  .scan(
                      Family.ACTS,
                      Paging.from(cursor, new byte[] {0}),
                      new byte[] {(byte) 0xFF, (byte) 0xFF}),
              Math.clamp(limit, 1, MOST),
              (key, value) ->
                  Optional.ofNullable(gestures.get(Keys.text(key, Long.BYTES, key.length))));
    }
    grace.awaitSynced();
    return page;
  }

  /** Waits until something may have changed here; tells whether it has. */
  public boolean await(long seen, Duration most) {
    return grace.awaitChange(seen, most);
  }

  /** Grows whenever something changes: ask before {@link #open}, then {@link #await}. */
  public long changes() {
    return fold.givenSynced();
  }

  /** It is done: the other side said so. */
  public void delivered(String gesture, Instant at) {
    grace.report(new Deed.Turn(gesture, Deed.Way.CONFIRM, Chooser.AUTO, at, Optional.empty()));
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
