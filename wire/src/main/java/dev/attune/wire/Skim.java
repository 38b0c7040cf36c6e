package dev.attune.wire;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.customer.Kind;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one {@linkplain StoredSignal stored signal} after the other, and reads no more of each
 * than is asked for: a sweep over a whole history wants of most signals only when they happened and
 * what they are called.
 *
 * <p>Fill {@link #room}, then {@link #turn}. Mutable; belongs to one thread.
 */
public final class Skim {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long EVERY_Z = ONES * 'z';
  private static final long EVERY_BACKSLASH = ONES * '\\';
  private static final int ROOM = 2_048;

  private final Texts texts;
  private byte[] bytes = new byte[ROOM];
  private int length;
  private Kind kind = Kind.TRACK;
  private int origin;
  private long at;
  private int source;
  private int message;
  private int user;
  private int anonymous;
  private int name;
  private int body;
  private int bodyLength;
  private @Nullable String event;

  /** One of several that know the same texts. */
  private Skim(Texts texts) {
    this.texts = texts;
  }

  /** One that has met no text yet. */
  public Skim() {
    this(new Texts());
  }

  /** Another one, for signals of the same history. */
  public Skim twin() {
    return new Skim(texts);
  }

  /** Where the bytes of the next signal go; at least {@code least} bytes. */
  public byte[] room(int least) {
    if (bytes.length < least) {
      bytes = new byte[Math.max(least, 2 * bytes.length)];
    }
    return bytes;
  }

  /**
   * Turns to the signal whose bytes are in {@link #room}.
   *
   * @throws BinaryReader.DamagedBytes if they are none
   */
  public void turn(int count) {
    length = count;
    event = null;
    BinaryReader in = new BinaryReader(bytes, 0, count);
    int version = in.readByte();
    if (version != StoredSignal.VERSION) {
      throw new BinaryReader.DamagedBytes("stored signal has version " + version);
    }
    int flags = in.readByte();
    kind = StoredSignal.decoded(StoredSignal.KINDS, in.readByte());
    origin = in.readByte();
    at = in.readLong();
    in.skip(Long.BYTES);
    source = in.position();
    message = in.skipBytes().position();
    in.skipBytes();
    user = text(in, flags & StoredSignal.HAS_USER);
    anonymous = text(in, flags & StoredSignal.HAS_ANONYMOUS);
    name = text(in, flags & StoredSignal.HAS_NAME);
    bodyLength = in.readLength();
    body = in.position();
    if (user < 0 && anonymous < 0) {
      throw new BinaryReader.DamagedBytes("stored signal lacks an id");
    }
  }

  private static int text(BinaryReader in, int isThere) {
    if (isThere == 0) {
      return -1;
    }
    int begin = in.position();
    in.skipBytes();
    return begin;
  }

  /** When it happened, in milliseconds since 1970. */
  public long at() {
    return at;
  }

  /** What kind it is. */
  public Kind kind() {
    return kind;
  }

  /** What a playbook calls it, as {@link StoredSignal#event} does. */
  public String event() {
    if (event == null) {
      event = kind == Kind.TRACK && name >= 0 ? shared(name) : kind.title();
    }
    return event;
  }

  /** Whether it was sent under {@code id}. */
  public boolean isOf(Id id, byte[] value) {
    return id.isUser() ? user >= 0 && is(user, value) : user < 0 && is(anonymous, value);
  }

  /** Whether instant and rank do not tell which of the two comes first. */
  public boolean isTiedWith(Skim other) {
    return at == other.at && kind.rank() == other.kind.rank();
  }

  /** Whether it has the same message id, from whatever source. */
  public boolean isSameMessage(Skim other) {
    int mine = from(message);
    int theirs = other.from(other.message);
    return Arrays.equals(
        bytes, mine, mine + size(message), other.bytes, theirs, theirs + other.size(other.message));
  }

  /** Whether letters of the message id sort as their bytes do, whatever it is compared with. */
  public boolean hasPlainMessageId() {
    int begin = from(message);
    for (int i = begin; i < begin + size(message); i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether it says what was done or seen. */
  public boolean isSeenOrDone() {
    return kind == Kind.TRACK || kind == Kind.PAGE || kind == Kind.SCREEN;
  }

  /** The signal without properties and context; only if it {@link #isSeenOrDone}. */
  public Signal bare() {
    Content content =
        switch (kind) {
          case TRACK -> new Content.Track(event(), Data.EMPTY);
          case PAGE -> new Content.Page(name < 0 ? null : shared(name), Data.EMPTY);
          case SCREEN -> new Content.Screen(name < 0 ? null : shared(name), Data.EMPTY);
          case IDENTIFY,
              ALIAS,
              GROUP,
              FEEDBACK,
              ASKED,
              OBSERVED,
              GESTURE,
              HANDLED,
              CONSENT,
              CORRECTED,
              UNDERSTOOD ->
              throw new IllegalStateException("a bare signal says what was done or seen: " + kind);
        };
    return new Signal(
        new SignalId(shared(source), text(message)),
        StoredSignal.decoded(StoredSignal.ORIGINS, origin),
        user < 0 ? null : shared(user),
        anonymous < 0 ? null : shared(anonymous),
        Instant.ofEpochMilli(at),
        Data.EMPTY,
        content);
  }

  /**
   * The whole of it.
   *
   * @throws BinaryReader.DamagedBytes if the bytes are no stored signal
   */
  public StoredSignal whole() {
    return StoredSignal.decode(new BinaryReader(bytes, 0, length));
  }

  /**
   * Whether it may say in which time zone the sender is: the word may stand in the body, as it is
   * or written with an escape. Looks at eight bytes at once for a letter that JSON seldom has.
   */
  public boolean mayNameZone() {
    int end = body + bodyLength;
    int i = body;
    for (; i + Long.BYTES <= end; i += Long.BYTES) {
      long eight = (long) LONG.get(bytes, i);
      if (((zero(eight ^ EVERY_Z) | zero(eight ^ EVERY_BACKSLASH)) & HIGHS) != 0) {
        if (mayNameZone(i, i + Long.BYTES)) {
          return true;
        }
      }
    }
    return mayNameZone(i, end);
  }

  /** Among {@link #HIGHS}, some bit is set if one of eight bytes is zero, and only then. */
  private static long zero(long eight) {
    return (eight - ONES) & ~eight;
  }

  private boolean mayNameZone(int from, int until) {
    for (int i = from; i < until; i++) {
      boolean isEscape = bytes[i] == '\\' && i + 1 < body + bodyLength && bytes[i + 1] == 'u';
      if (isEscape || (bytes[i] == 'z' && i >= body + 4 && bytes[i - 1] == 'e')) {
        return true;
      }
    }
    return false;
  }

  private boolean is(int field, byte[] value) {
    int begin = from(field);
    return Arrays.equals(bytes, begin, begin + size(field), value, 0, value.length);
  }

  /** The number of bytes of the text that begins, with that number, at {@code field}. */
  private int size(int field) {
    int size = 0;
    for (int i = field, shift = 0; ; i++, shift += 7) {
      size |= (bytes[i] & 0x7F) << shift;
      if (bytes[i] >= 0) {
        return size;
      }
    }
  }

  /** Where the bytes of the text at {@code field} begin. */
  private int from(int field) {
    int begin = field;
    while (bytes[begin] < 0) {
      begin++;
    }
    return begin + 1;
  }

  private String shared(int field) {
    return texts.of(bytes, from(field), size(field));
  }

  private String text(int field) {
    return new String(bytes, from(field), size(field), StandardCharsets.UTF_8);
  }

  /** Names the signal without what it says about anybody. */
  @Override
  public String toString() {
    return kind.word() + " at " + Instant.ofEpochMilli(at);
  }
}
