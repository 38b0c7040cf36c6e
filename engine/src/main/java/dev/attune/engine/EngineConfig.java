package dev.attune.engine;

import java.time.Duration;

/**
 * How much an engine may take and keep.
 *
 * @param cacheBytes for what was read from disk lately, all stores together
 * @param writeBufferBytes for what was written and is not in sorted files yet, all stores together
 * @param queueEntries how many entries may wait for the journal
 * @param queueBytes how many bytes may
 * @param lagSignals how far the fold may be behind before intake has no room
 * @param lagTime how long the fold may be behind before intake has no room
 * @param foldSignals how many signals are folded in one commit, about
 * @param reserveBytes how much of the disk is left free; below it there is no room
 * @param journalKept how long an entry is kept after it was folded
 * @param rejectsKept how long a refused message is kept
 * @param pointSignals of how many signals a long customer keeps a point, from which a late signal
 *     folds them anew
 * @param takesOver whether an adoption takes customers over as they are where it can, and does not
 *     fold everybody anew
 */
public record EngineConfig(
    long cacheBytes,
    long writeBufferBytes,
    int queueEntries,
    long queueBytes,
    long lagSignals,
    Duration lagTime,
    int foldSignals,
    long reserveBytes,
    Duration journalKept,
    Duration rejectsKept,
    int pointSignals,
    boolean takesOver) {
  private static final long MEGABYTE = 1024 * 1024;

  public EngineConfig {
    if (cacheBytes < MEGABYTE || writeBufferBytes < MEGABYTE || queueBytes < MEGABYTE) {
      throw new IllegalArgumentException("cache, write buffers and queue need 1 MB each at least");
    }
    if (queueEntries < 1
        || lagSignals < 1
        || foldSignals < 1
        || pointSignals < 1
        || reserveBytes < 0) {
      throw new IllegalArgumentException(
          "queue, lag, fold and points need 1 at least, the reserve 0");
    }
    if (!lagTime.isPositive() || !journalKept.isPositive() || !rejectsKept.isPositive()) {
      throw new IllegalArgumentException("lag time and what is kept need to be positive");
    }
  }

  /** What a machine with two cores and 4 GB carries easily. */
  public static EngineConfig usual() {
    return new EngineConfig(
        256 * MEGABYTE,
        192 * MEGABYTE,
        20_000,
        64 * MEGABYTE,
        200_000,
        Duration.ofSeconds(30),
        4_096,
        256 * MEGABYTE,
        Duration.ofDays(7),
        Duration.ofDays(30),
        1_000,
        true);
  }

  /** How many threads a rehearsal takes: half of the processors, since the rest is busy living. */
  int rehearsalThreads() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }

  /** The same, with another limit on how far the fold may be behind. */
  public EngineConfig withLag(long signals, Duration time) {
    return new EngineConfig(
        cacheBytes,
        writeBufferBytes,
        queueEntries,
        queueBytes,
        signals,
        time,
        foldSignals,
        reserveBytes,
        journalKept,
        rejectsKept,
        pointSignals,
        takesOver);
  }

  /** The same, with about so many signals a commit. */
  public EngineConfig withFoldSignals(int signals) {
    return new EngineConfig(
        cacheBytes,
        writeBufferBytes,
        queueEntries,
        queueBytes,
        lagSignals,
        lagTime,
        signals,
        reserveBytes,
        journalKept,
        rejectsKept,
        pointSignals,
        takesOver);
  }

  /** The same, leaving another part of the disk free. */
  public EngineConfig withReserve(long bytes) {
    return new EngineConfig(
        cacheBytes,
        writeBufferBytes,
        queueEntries,
        queueBytes,
        lagSignals,
        lagTime,
        foldSignals,
        bytes,
        journalKept,
        rejectsKept,
        pointSignals,
        takesOver);
  }

  /** The same, with a point for every so many signals of a customer. */
  public EngineConfig withPointSignals(int signals) {
    return new EngineConfig(
        cacheBytes,
        writeBufferBytes,
        queueEntries,
        queueBytes,
        lagSignals,
        lagTime,
        foldSignals,
        reserveBytes,
        journalKept,
        rejectsKept,
        signals,
        takesOver);
  }

  /** The same, where every adoption folds everybody anew: to see that it makes no difference. */
  EngineConfig withoutTakeover() {
    return new EngineConfig(
        cacheBytes,
        writeBufferBytes,
        queueEntries,
        queueBytes,
        lagSignals,
        lagTime,
        foldSignals,
        reserveBytes,
        journalKept,
        rejectsKept,
        pointSignals,
        false);
  }
}
