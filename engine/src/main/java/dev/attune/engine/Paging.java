package dev.attune.engine;

import dev.attune.customer.SignalId;
import dev.attune.wire.BinaryReader;
import dev.attune.wire.BinaryWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Pages of a walk over keys. The cursor is the last key that was looked at, in hexadecimal digits.
 *
 * <p>A page that leaves out most keys ends early, with fewer items and a cursor, rather than look
 * at all of them.
 */
final class Paging {
  private static final int LOOKED_AT = 2_000;

  private Paging() {}

  /** Where a walk upwards goes on. */
  static byte[] from(Optional<String> cursor, byte[] start) {
    return cursor.map(Paging::key).map(key -> Arrays.copyOf(key, key.length + 1)).orElse(start);
  }

  /** Where a walk downwards goes on. */
  static byte[] until(Optional<String> cursor, byte[] end) {
    return cursor.map(Paging::key).orElse(end);
  }

  private static byte[] key(String cursor) {
    try {
      return HexFormat.of().parseHex(cursor);
    } catch (IllegalArgumentException e) {
      throw bad();
    }
  }

  private static EngineException bad() {
    return new EngineException(
        EngineException.Kind.CALLER, "bad-cursor", "the cursor is none that was given out");
  }

  /** A cursor that stands at a place in a timeline. */
  static String of(Place place) {
    BinaryWriter out = new BinaryWriter(64);
    out.writeLong(place.at().toEpochMilli()).writeByte(place.rank());
    out.writeText(place.signal().messageId()).writeText(place.signal().source());
    return HexFormat.of().formatHex(out.toBytes());
  }

  /** The place at which such a cursor stands. */
  static Place place(String cursor) {
    try {
      BinaryReader in = new BinaryReader(key(cursor));
      Instant at = Instant.ofEpochMilli(in.readLong());
      int rank = in.readByte();
      String messageId = in.readText();
      return new Place(at, rank, new SignalId(in.readText(), messageId));
    } catch (BinaryReader.DamagedBytes | IllegalArgumentException e) {
      throw bad();
    }
  }

  /** Takes items until the page is full; closes the walk. */
  static <T> Page<T> page(Scan scan, int limit, BiFunction<byte[], byte[], Optional<T>> item) {
    List<T> items = new ArrayList<>();
    try (scan) {
      byte[] last = new byte[0];
      int looked = 0;
      while (scan.next()) {
        if (items.size() == limit || looked == LOOKED_AT) {
          return new Page<>(items, Optional.of(HexFormat.of().formatHex(last)));
        }
        last = scan.key();
        looked++;
        item.apply(last, scan.value()).ifPresent(items::add);
      }
    }
    return new Page<>(items, Optional.empty());
  }
}
