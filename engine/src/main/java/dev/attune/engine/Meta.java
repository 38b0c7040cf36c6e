package dev.attune.engine;

import dev.attune.wire.BinaryReader;
import dev.attune.wire.BinaryWriter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the fold is, and under which playbook.
 *
 * <pre>
 *   meta   'p'                     ->  position of the newest entry that is folded, long; sequence of the newest
 *                                      record in the outbox, long
 *          's'                     ->  the sweep after an adoption: the last customer that is done, as {@link
 *                                      Keys#id}, after the number that are done, varint; absent: no sweep
 *          'v' version, 4 bytes    ->  text text, who text, at long, from long
 *          'n' name                ->  a count, see {@link Counts}
 * </pre>
 */
final class Meta {
  private static final byte[] POSITION = {'p'};
  private static final byte[] SWEEP = {'s'};
  private static final byte[] VERSIONS = {'v'};

  private Meta() {}

  /** How far the fold is. */
  record Reached(long position, long sequence) {}

  /** How far a sweep is: behind {@code last}, which is empty at its beginning. */
  @SuppressWarnings("ArrayRecordComponent") // A key, passed on; sweeps are not compared.
  record Sweep(long done, byte[] last) {}

  static Reached reached(Source source) {
    byte[] value = source.get(Family.META, POSITION);
    if (value == null) {
      return new Reached(0, 0);
    }
    BinaryReader in = new BinaryReader(value);
    return new Reached(in.readLong(), in.readLong());
  }

  static void reach(Commit commit, long position, long sequence) {
    commit.put(
        Family.META,
        POSITION,
        new BinaryWriter(16).writeLong(position).writeLong(sequence).toBytes());
  }

  static @Nullable Sweep sweep(Source source) {
    byte[] value = source.get(Family.META, SWEEP);
    if (value == null) {
      return null;
    }
    BinaryReader in = new BinaryReader(value);
    return new Sweep(in.readVarint(), in.readBytes());
  }

  static void sweep(Commit commit, @Nullable Sweep sweep) {
    if (sweep == null) {
      commit.delete(Family.META, SWEEP);
    } else {
      commit.put(
          Family.META,
          SWEEP,
          new BinaryWriter(64).writeVarint(sweep.done).writeBytes(sweep.last).toBytes());
    }
  }

  static void adopt(Commit commit, Version version) {
    commit.put(
        Family.META,
        versionKey(version.number()),
        new BinaryWriter(version.text().length() + 64)
            .writeText(version.text())
            .writeText(version.who())
            .writeLong(version.at().toEpochMilli())
            .writeLong(version.from().toEpochMilli())
            .toBytes());
  }

  /** Every version, oldest first. */
  static List<Version> versions(Source source) {
    List<Version> versions = new ArrayList<>();
    try (Scan scan = source.scan(Family.META, VERSIONS)) {
      while (scan.next()) {
        byte[] key = scan.key();
        int number = ByteBuffer.wrap(key, 1, Integer.BYTES).getInt();
        BinaryReader in = new BinaryReader(scan.value());
        versions.add(
            new Version(
                number,
                in.readText(),
                in.readText(),
                Instant.ofEpochMilli(in.readLong()),
                Instant.ofEpochMilli(in.readLong())));
      }
    }
    return versions;
  }

  private static byte[] versionKey(int number) {
    return ByteBuffer.allocate(1 + Integer.BYTES).put(VERSIONS).putInt(number).array();
  }
}
