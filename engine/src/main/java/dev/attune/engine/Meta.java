package dev.attune.engine;

import dev.attune.wire.BinaryReader;
import dev.attune.wire.BinaryWriter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far the fold is, and under which playbook.
 *
 * <pre>
 *   meta   'p'                     ->  position of the newest entry that is folded, long; sequence of the newest
 *                                      record in the outbox, long
 *          's'                     ->  the sweep after an adoption: the number of customers that are done, varint;
 *                                      the last of them as {@link Keys#id}, bytes; then, if there are more bytes,
 *                                      the segments it changes: how many, varint, each name text, members before
 *                                      varint; absent: no sweep
 *          'v' version, 4 bytes    ->  text text, who text, at long, from long; then, if there are more bytes, when
 *                                      its segments began: how many, varint, each name text, instant long
 *          'n' name                ->  a count, see {@link Counts}
 *          'w'                     ->  the number of the newest entry of {@link NameBook}, long; absent: 0
 * </pre>
 */
final class Meta {
  private static final byte[] POSITION = {'p'};
  private static final byte[] SWEEP = {'s'};
  private static final byte[] VERSIONS = {'v'};
  private static final byte[] NAMED = {'w'};

  private Meta() {}

  /** How far the fold is. */
  record Reached(long position, long sequence) {}

  /**
   * How far a sweep is: behind {@code last}, which is empty at its beginning.
   *
   * @param before how many were in each segment that the version begins, changes or ends
   */
  @SuppressWarnings("ArrayRecordComponent") // A key, passed on; sweeps are not compared.
  record Sweep(long done, byte[] last, Map<String, Long> before) {
    Sweep {
      before = Map.copyOf(before);
    }

    /** So many more are done, up to one. */
    Sweep upTo(byte[] customer, long more) {
      return new Sweep(done + more, customer, before);
    }

    /** Whether a customer is done. */
    boolean hasDone(byte[] customer) {
      return Arrays.compareUnsigned(customer, last) <= 0;
    }
  }

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

  static long named(Source source) {
    byte[] value = source.get(Family.META, NAMED);
    return value == null ? 0 : new BinaryReader(value).readLong();
  }

  static void named(Commit commit, long number) {
    commit.put(Family.META, NAMED, new BinaryWriter(Long.BYTES).writeLong(number).toBytes());
  }

  static @Nullable Sweep sweep(Source source) {
    byte[] value = source.get(Family.META, SWEEP);
    if (value == null) {
      return null;
    }
    BinaryReader in = new BinaryReader(value);
    long done = in.readVarint();
    byte[] last = in.readBytes();
    Map<String, Long> before = new TreeMap<>();
    for (int left = in.remaining() == 0 ? 0 : in.readCount(); left > 0; left--) {
      before.put(in.readText(), in.readVarint());
    }
    return new Sweep(done, last, before);
  }

  static void sweep(Commit commit, @Nullable Sweep sweep) {
    if (sweep == null) {
      commit.delete(Family.META, SWEEP);
    } else {
      BinaryWriter out = new BinaryWriter(64).writeVarint(sweep.done).writeBytes(sweep.last);
      out.writeVarint(sweep.before.size());
      new TreeMap<>(sweep.before)
          .forEach((name, members) -> out.writeText(name).writeVarint(members));
      commit.put(Family.META, SWEEP, out.toBytes());
    }
  }

  static void adopt(Commit commit, Version version) {
    BinaryWriter out =
        new BinaryWriter(version.text().length() + 256)
            .writeText(version.text())
            .writeText(version.who())
            .writeLong(version.at().toEpochMilli())
            .writeLong(version.from().toEpochMilli())
            .writeVarint(version.begun().size());
    new TreeMap<>(version.begun())
        .forEach((name, begun) -> out.writeText(name).writeLong(begun.toEpochMilli()));
    commit.put(Family.META, versionKey(version.number()), out.toBytes());
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
                Instant.ofEpochMilli(in.readLong()),
                begun(in)));
      }
    }
    return versions;
  }

  private static Map<String, Instant> begun(BinaryReader in) {
    Map<String, Instant> begun = new TreeMap<>();
    for (int left = in.remaining() == 0 ? 0 : in.readCount(); left > 0; left--) {
      begun.put(in.readText(), Instant.ofEpochMilli(in.readLong()));
    }
    return begun;
  }

  private static byte[] versionKey(int number) {
    return ByteBuffer.allocate(1 + Integer.BYTES).put(VERSIONS).putInt(number).array();
  }
}
