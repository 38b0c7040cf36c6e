package dev.attune.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Whether more can be taken in: what is taken must be folded before long, and fit the disk. */
final class Room {
  private static final Duration DISK_LOOKS = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final EngineConfig config;
  private final InstantSource clock;
  private final Instant opened;
  private final DataDirectory directory;
  private final Journal journal;
  private final Fold fold;
  private volatile long diskLookedAt = System.nanoTime();
  private volatile long diskFree;

  Room(
      EngineConfig config,
      InstantSource clock,
      DataDirectory directory,
      Journal journal,
      Fold fold) {
    this.config = config;
    this.clock = clock;
    this.directory = directory;
    this.journal = journal;
    this.fold = fold;
    opened = clock.instant();
    diskFree = directory.free();
  }

  /**
   * Refuses what could be taken but not carried.
   *
   * @throws NoRoom if there is none
   */
  void check() {
    String failure = fold.failure();
    if (failure != null) {
      throw new NoRoom(
          "fold-failed", "signals cannot be folded at present: " + failure, DISK_LOOKS);
    }
    long behind = journal.signals() - fold.signals();
    if (behind > config.lagSignals() || lag().compareTo(config.lagTime()) > 0) {
      throw new NoRoom("fold-behind", "%d signals wait to be folded".formatted(behind), RETRY);
    }
    if (diskFree() < config.reserveBytes()) {
      throw new NoRoom(
          "disk-full",
          "the disk has less than %d MB left".formatted(config.reserveBytes() >> 20),
          RETRY);
    }
  }

  /** Bytes that are free on the disk; looked at once a second. */
  long diskFree() {
    long nanos = System.nanoTime();
    if (nanos - diskLookedAt > DISK_LOOKS.toNanos()) {
      diskLookedAt = nanos;
      diskFree = directory.free();
    }
    return diskFree;
  }

  /** How long the oldest entry waits that is not folded, while this engine was open. */
  Duration lag() {
    Instant since = fold.waitingSince();
    if (since == null) {
      return Duration.ZERO;
    }
    Duration lag = Duration.between(since.isBefore(opened) ? opened : since, clock.instant());
    return lag.isNegative() ? Duration.ZERO : lag;
  }
}
