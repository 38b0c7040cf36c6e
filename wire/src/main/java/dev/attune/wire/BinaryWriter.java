package dev.attune.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the few shapes that Attune's binary formats are made of; {@link BinaryReader} reads them.
 * Grows as needed. Not thread-safe.
 *
 * <p>A <em>varint</em> is a non-negative number, seven bits a byte, lowest first, the high bit set
 * on all but the last. <em>Text</em> is its length in bytes as a varint, then UTF-8. A
 * <em>long</em> is eight bytes, highest first.
 */
public final class BinaryWriter {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int VARINT_MOST = 10;

  private byte[] bytes;
  private int length;

  /** Starts empty. */
  public BinaryWriter() {
    this(256);
  }

  /** Starts empty, with room for {@code capacity} bytes. */
  public BinaryWriter(int capacity) {
    bytes = new byte[capacity];
  }

  /** One byte: the low eight bits of {@code value}. */
  public BinaryWriter writeByte(int value) {
    ensure(1);
    bytes[length++] = (byte) value;
    return this;
  }

  /** Eight bytes, highest first. */
  public BinaryWriter writeLong(long value) {
    ensure(Long.BYTES);
    LONG.set(bytes, length, value);
    length += Long.BYTES;
    return this;
  }

  /** A number of zero or more. */
  public BinaryWriter writeVarint(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("varint must be at least 0: " + value);
    }
    ensure(VARINT_MOST);
    long rest = value;
    while (rest >= 0x80) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
    return this;
  }

  /** A text: its length in bytes, then UTF-8. */
  public BinaryWriter writeText(String text) {
    return writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes with their number before them. */
  public BinaryWriter writeBytes(byte[] value) {
    writeVarint(value.length);
    return writeRaw(value, 0, value.length);
  }

  /** Bytes as they are. */
  public BinaryWriter writeRaw(byte[] value, int offset, int count) {
    ensure(count);
    System.arraycopy(value, offset, bytes, length, count);
    length += count;
    return this;
  }

  /** How many bytes were written. */
  public int length() {
    return length;
  }

  /** Everything written so far, as an array of its own. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** The array written into; only the first {@link #length} bytes count, until the next write. */
  public byte[] array() {
    return bytes;
  }

  /** Forgets everything written, keeps the room. */
  public BinaryWriter clear() {
    length = 0;
    return this;
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
    }
  }
}
