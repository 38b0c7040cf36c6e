package dev.attune.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link BinaryWriter} writes. Not thread-safe.
 *
 * <p>Bytes that end too early or make no sense are a {@link DamagedBytes}, never another exception
 * and never an allocation larger than the bytes at hand.
 */
public final class BinaryReader {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private final int end;
  private int position;

  /** Reads all of {@code bytes}. */
  public BinaryReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /** Reads {@code length} bytes from {@code offset}. */
  public BinaryReader(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.position = offset;
    this.end = offset + length;
  }

  /** One byte, 0 to 255. */
  public int readByte() {
    need(1);
    return bytes[position++] & 0xFF;
  }

  /** Eight bytes, highest first. */
  public long readLong() {
    need(Long.BYTES);
    long value = (long) LONG.get(bytes, position);
    position += Long.BYTES;
    return value;
  }

  /** A number of zero or more. */
  public long readVarint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = readByte();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        if (value < 0) {
          break;
        }
        return value;
      }
    }
    throw new DamagedBytes("number has more than 63 bits at byte " + position);
  }

  /** A number of zero or more that fits an int. */
  public int readCount() {
    long value = readVarint();
    if (value > Integer.MAX_VALUE) {
      throw new DamagedBytes("count is too large: " + value);
    }
    return (int) value;
  }

  /** A text. */
  public String readText() {
    int length = readLength();
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }

  /** Bytes with their number before them, as an array of their own. */
  public byte[] readBytes() {
    int length = readLength();
    byte[] copy = Arrays.copyOfRange(bytes, position, position + length);
    position += length;
    return copy;
  }

  /** Goes on behind bytes (or a text) with their number before them. */
  public BinaryReader skipBytes() {
    int length = readLength(); // moves on itself
    position += length;
    return this;
  }

  /** The number before the bytes that come next; they are there. */
  public int readLength() {
    long length = readVarint();
    if (length > end - position) {
      throw new DamagedBytes(
          "%d bytes expected, %d are left at byte %d".formatted(length, end - position, position));
    }
    return (int) length;
  }

  /** Where the next byte comes from. */
  public int position() {
    return position;
  }

  /** Goes on {@code count} bytes later. */
  public BinaryReader skip(int count) {
    need(count);
    position += count;
    return this;
  }

  /** How many bytes are left. */
  public int remaining() {
    return end - position;
  }

  private void need(int count) {
    if (count > end - position) {
      throw new DamagedBytes(
          "%d bytes expected, %d are left at byte %d".formatted(count, end - position, position));
    }
  }

  /** Bytes that were not written by Attune, or not all of them. */
  public static final class DamagedBytes extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says what was found and what was expected. */
    public DamagedBytes(String message) {
      super(message);
    }
  }
}
