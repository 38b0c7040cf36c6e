package dev.attune.engine;

import dev.attune.customer.Id;
import dev.attune.customer.Namespace;
import dev.attune.wire.BinaryReader.DamagedBytes;
import dev.attune.wire.BinaryWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The parts that keys are made of. Keys sort as unsigned bytes.
 *
 * <pre>
 *   id       one byte, 0 user or 1 anonymous, then the value in UTF-8; ids have no control characters, so
 *            that a 0x00 ends an id (or a text) where more follows
 *   instant  milliseconds since 1970, eight bytes, highest first, the sign bit turned over: sorts by time
 *   effect   the 16 bytes of an effect's id
 * </pre>
 */
final class Keys {
  private static final int USER = 0;
  private static final int ANONYMOUS = 1;

  private Keys() {}

  /** An id at the end of a key, or on its own. */
  static byte[] id(Id id) {
    byte[] value = id.value().getBytes(StandardCharsets.UTF_8);
    byte[] key = new byte[value.length + 1];
    key[0] = (byte) (id.isUser() ? USER : ANONYMOUS);
    System.arraycopy(value, 0, key, 1, value.length);
    return key;
  }

  /** Reads {@link #id} from {@code offset} to {@code end}. */
  static Id readId(byte[] key, int offset, int end) {
    if (end - offset < 2 || key[offset] < USER || key[offset] > ANONYMOUS) {
      throw new DamagedBytes("key holds no id: " + HexFormat.of().formatHex(key));
    }
    Namespace namespace = key[offset] == USER ? Namespace.USER : Namespace.ANONYMOUS;
    return new Id(namespace, new String(key, offset + 1, end - offset - 1, StandardCharsets.UTF_8));
  }

  /** Reads {@link #id} that is a whole key. */
  static Id readId(byte[] key) {
    return readId(key, 0, key.length);
  }

  /** Writes an id, or text, that more follows. */
  static BinaryWriter idThen(BinaryWriter key, Id id) {
    byte[] bytes = id(id);
    return key.writeRaw(bytes, 0, bytes.length).writeByte(0);
  }

  /** Writes text that more follows; it must not contain 0x00. */
  static BinaryWriter textThen(BinaryWriter key, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return key.writeRaw(bytes, 0, bytes.length).writeByte(0);
  }

  /** Writes an instant. */
  static BinaryWriter instant(BinaryWriter key, Instant at) {
    return key.writeLong(at.toEpochMilli() ^ Long.MIN_VALUE);
  }

  /** Turns the eight bytes of an instant, read as a long, into the instant. */
  static Instant instant(long bytes) {
    return Instant.ofEpochMilli(bytes ^ Long.MIN_VALUE);
  }

  /** Writes an effect's id. */
  static BinaryWriter effect(BinaryWriter key, String id) {
    byte[] bytes = HexFormat.of().parseHex(id);
    return key.writeRaw(bytes, 0, bytes.length);
  }

  /** Where the 0x00 is at which a text or id that begins at {@code offset} ends. */
  static int end(byte[] key, int offset) {
    for (int i = offset; i < key.length; i++) {
      // The first byte of an id is its namespace, which may be 0.
      if (key[i] == 0 && i > offset) {
        return i;
      }
    }
    throw new DamagedBytes("key ends too early: " + HexFormat.of().formatHex(key));
  }

  /** Text from {@code offset} to {@code end}. */
  static String text(byte[] key, int offset, int end) {
    return new String(key, offset, end - offset, StandardCharsets.UTF_8);
  }

  /** The first key behind every key that begins with {@code prefix}. */
  static byte[] behind(byte[] prefix) {
    byte[] end = prefix.clone();
    for (int i = end.length - 1; i >= 0; i--) {
      if (end[i] != (byte) 0xFF) {
        end[i]++;
        return Arrays.copyOf(end, i + 1);
      }
    }
    throw new IllegalArgumentException("no key is behind " + HexFormat.of().formatHex(prefix));
  }

  /** Whether {@code key} begins with {@code prefix}. */
  static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }
}
