package dev.attune.engine;

import dev.attune.customer.Id;
import dev.attune.customer.Namespace;
import dev.attune.customer.SignalId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The parts of which the records of links are made; {@link UserLinks} specifies them. */
final class LinksBytes {
  private static final int VERSION = 1;
  private static final int SEVEN_BITS = 0x7f;
  private static final int MORE = 0x80;

  private LinksBytes() {}

  /** Writes a record, its version first. One thread, one use. */
  static final class Out {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(96);

    Out() {
      out.write(VERSION);
    }

    void writeByte(int value) {
      out.write(value);
    }

    void writeCount(long count) {
      long rest = count;
      while ((rest & ~SEVEN_BITS) != 0) {
        out.write((int) (rest & SEVEN_BITS) | MORE);
        rest >>>= 7;
      }
      out.write((int) rest);
    }

    void writeText(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      writeCount(bytes.length);
      out.writeBytes(bytes);
    }

    void writeId(Id id) {
      out.write(id.isUser() ? 0 : 1);
      writeText(id.value());
    }

    void writePlace(Place place) {
      long millis = place.at().toEpochMilli();
      writeCount((millis << 1) ^ (millis >> 63));
      out.write(place.rank());
      writeText(place.signal().messageId());
      writeText(place.signal().source());
    }

    void writeWord(LinksWord word) {
      writePlace(word.at());
      out.write(word.same() ? 1 : 0);
      writeText(word.by());
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }

  /**
   * Reads a record. Every method throws an {@link IllegalStateException} where the record is
   * damaged or of a newer version. One thread, one use.
   */
  static final class In {
    private final byte[] bytes;
    private int position;

    In(byte[] bytes) {
      this.bytes = bytes;
      int version = readByte();
      if (version != VERSION) {
        throw new IllegalStateException(
            "links record has version %d, this program reads %d".formatted(version, VERSION));
      }
    }

    int readByte() {
      require(1);
      return bytes[position++] & 0xff;
    }

    int readCount() {
      long count = readLong();
      if (count < 0 || count > Integer.MAX_VALUE) {
        throw new IllegalStateException("links record holds a count of " + count);
      }
      return (int) count;
    }

    String readText() {
      int length = readCount();
      require(length);
      String text = new String(bytes, position, length, StandardCharsets.UTF_8);
      position += length;
      return text;
    }

    Id readId() {
      Namespace namespace = readByte() == 0 ? Namespace.USER : Namespace.ANONYMOUS;
      return new Id(namespace, readText());
    }

    Place readPlace() {
      long zigzag = readLong();
      Instant at = Instant.ofEpochMilli((zigzag >>> 1) ^ -(zigzag & 1));
      int rank = readByte();
      String messageId = readText();
      return new Place(at, rank, new SignalId(readText(), messageId));
    }

    LinksWord readWord() {
      return new LinksWord(readPlace(), readByte() == 1, readText());
    }

    <T> List<T> readList(Supplier<T> each) {
      int count = readCount();
      List<T> list = new ArrayList<>(Math.min(count, bytes.length));
      for (int i = 0; i < count; i++) {
        list.add(each.get());
      }
      return list;
    }

    private long readLong() {
      long value = 0;
      for (int shift = 0; shift < Long.SIZE; shift += 7) {
        int next = readByte();
        value |= (long) (next & SEVEN_BITS) << shift;
        if ((next & MORE) == 0) {
          return value;
        }
      }
      throw new IllegalStateException("links record holds a number of more than 64 bits");
    }

    private void require(int more) {
      if (more > bytes.length - position) {
        throw new IllegalStateException(
            "links record of %d bytes ends early, %d more wanted at %d"
                .formatted(bytes.length, more, position));
      }
    }
  }
}
