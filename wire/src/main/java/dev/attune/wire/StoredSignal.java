package dev.attune.wire;

import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.customer.Kind;
import dev.attune.customer.Origin;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A signal as it is kept: what decides its place, and the message itself, unparsed.
 *
 * <p>The binary form, in the shapes of {@link BinaryWriter}:
 *
 * <pre>
 *   version      byte     1
 *   flags        byte     1: has a user id, 2: an anonymous id, 4: a name
 *   kind         byte     1 identify, 2 alias, 3 group, 4 track, 5 page, 6 screen, 7 feedback, 8 asked, 9 observed,
 *                         10 gesture, 11 handled, 12 consent, 13 corrected, 14 understood
 *   origin       byte     1 server, 2 browser, 3 staff, 4 attune
 *   occurredAt   long     milliseconds since 1970
 *   receivedAt   long     milliseconds since 1970
 *   source       text
 *   messageId    text
 *   userId       text     if flagged
 *   anonymousId  text     if flagged
 *   name         text     if flagged
 *   body         bytes
 * </pre>
 *
 * <p>Immutable as long as nobody writes into {@link #body}, which is not copied.
 *
 * @param occurredAt corrected for the sender's clock; whole milliseconds
 * @param receivedAt when intake had the whole request
 * @param name the event of a track, the name of a page or screen
 * @param body the message's JSON object as accepted, with the batch's context in it
 */
@SuppressWarnings(
    "ArrayRecordComponent") // The hot path passes bodies on; equality is defined below.
public record StoredSignal(
    SignalId id,
    Origin origin,
    @Nullable String userId,
    @Nullable String anonymousId,
    Instant occurredAt,
    Instant receivedAt,
    Kind kind,
    @Nullable String name,
    byte[] body)
    implements Comparable<StoredSignal> {
  /** How a message id begins that the sender did not give. */
  static final String MADE = "made-";

  static final int VERSION = 1;
  static final int HAS_USER = 1;
  static final int HAS_ANONYMOUS = 2;
  static final int HAS_NAME = 4;
  static final Kind[] KINDS = {
    Kind.IDENTIFY,
    Kind.ALIAS,
    Kind.GROUP,
    Kind.TRACK,
    Kind.PAGE,
    Kind.SCREEN,
    Kind.FEEDBACK,
    Kind.ASKED,
    Kind.OBSERVED,
    Kind.GESTURE,
    Kind.HANDLED,
    Kind.CONSENT,
    Kind.CORRECTED,
    Kind.UNDERSTOOD
  };
  static final Origin[] ORIGINS = {Origin.SERVER, Origin.BROWSER, Origin.STAFF, Origin.ATTUNE};

  public StoredSignal {
    if (userId == null && anonymousId == null) {
      throw new IllegalArgumentException("signal names nobody: " + id);
    }
    if (!occurredAt.equals(occurredAt.truncatedTo(ChronoUnit.MILLIS))) {
      throw new IllegalArgumentException("occurredAt is finer than a millisecond: " + occurredAt);
    }
  }

  /** Keeps a signal that did not come as JSON: one that Attune itself makes. */
  public static StoredSignal of(Signal signal, Instant receivedAt) {
    return new StoredSignal(
        signal.id(),
        signal.origin(),
        signal.userId(),
        signal.anonymousId(),
        signal.occurredAt(),
        receivedAt.truncatedTo(ChronoUnit.MILLIS),
        signal.content().kind(),
        BodyWriter.name(signal.content()),
        BodyWriter.write(signal));
  }

  /** The same signal with another message. */
  StoredSignal withBody(byte[] other) {
    return new StoredSignal(
        id, origin, userId, anonymousId, occurredAt, receivedAt, kind, name, other);
  }

  /** The same signal; where its message id was made from the message, under another. */
  StoredSignal withMadeId(UnaryOperator<String> other) {
    if (!id.messageId().startsWith(MADE)) {
      return this;
    }
    SignalId is = new SignalId(id.source(), MADE + other.apply(id.messageId()));
    return new StoredSignal(
        is, origin, userId, anonymousId, occurredAt, receivedAt, kind, name, body);
  }

  /** The id whose timeline holds this signal: the user id where there is one. */
  public Id sender() {
    return userId != null ? Id.user(userId) : Id.anonymous(Objects.requireNonNull(anonymousId));
  }

  /** What a playbook calls it: the event's name, or the kind's title where it has none. */
  public String event() {
    return kind == Kind.TRACK && name != null ? name : kind.title();
  }

  /** The signal with everything it says. */
  public Signal signal() {
    return BodyReader.read(this, null, Glimpse.NONE);
  }

  /** As {@link #signal(Set, Glimpse)}, with nobody looking on. */
  public Signal signal(Set<String> properties) {
    return BodyReader.read(this, properties, Glimpse.NONE);
  }

  /**
   * The signal with only those top-level properties that are named, and of the context only {@code
   * timezone}; the rest is skipped unread. Traits of an identify are always whole, and so are the
   * properties of what a colleague saw and of a gesture.
   *
   * @param glimpse is told every top-level property, also those that are skipped
   */
  public Signal signal(Set<String> properties, Glimpse glimpse) {
    return BodyReader.read(this, properties, glimpse);
  }

  /** The binary form. */
  public byte[] encode() {
    BinaryWriter out = new BinaryWriter(body.length + 160);
    encode(out);
    return out.toBytes();
  }

  /** Writes the binary form. */
  public void encode(BinaryWriter out) {
    int flags =
        (userId != null ? HAS_USER : 0)
            | (anonymousId != null ? HAS_ANONYMOUS : 0)
            | (name != null ? HAS_NAME : 0);
    out.writeByte(VERSION).writeByte(flags).writeByte(code(KINDS, kind));
    out.writeByte(code(ORIGINS, origin));
    out.writeLong(occurredAt.toEpochMilli()).writeLong(receivedAt.toEpochMilli());
    out.writeText(id.source()).writeText(id.messageId());
    for (String text : Arrays.asList(userId, anonymousId, name)) {
      if (text != null) {
        out.writeText(text);
      }
    }
    out.writeBytes(body);
  }

  /**
   * Reads the binary form.
   *
   * @throws BinaryReader.DamagedBytes if the bytes are not a stored signal, or one of a newer
   *     version
   */
  public static StoredSignal decode(byte[] bytes) {
    return decode(new BinaryReader(bytes));
  }

  /** As {@link #decode(byte[])}, from where {@code in} stands. */
  public static StoredSignal decode(BinaryReader in) {
    int version = in.readByte();
    if (version != VERSION) {
      throw new BinaryReader.DamagedBytes(
          "stored signal has version %d, expected %d".formatted(version, VERSION));
    }
    int flags = in.readByte();
    Kind kind = decoded(KINDS, in.readByte());
    Origin origin = decoded(ORIGINS, in.readByte());
    long occurredAt = in.readLong();
    long receivedAt = in.readLong();
    String source = in.readText();
    String messageId = in.readText();
    String userId = (flags & HAS_USER) != 0 ? in.readText() : null;
    String anonymousId = (flags & HAS_ANONYMOUS) != 0 ? in.readText() : null;
    String name = (flags & HAS_NAME) != 0 ? in.readText() : null;
    byte[] body = in.readBytes();
    if (source.isEmpty() || messageId.isEmpty() || (userId == null && anonymousId == null)) {
      throw new BinaryReader.DamagedBytes("stored signal lacks an id");
    }
    return new StoredSignal(
        new SignalId(source, messageId),
        origin,
        userId,
        anonymousId,
        Instant.ofEpochMilli(occurredAt),
        Instant.ofEpochMilli(receivedAt),
        kind,
        name,
        body);
  }

  /** The total order in which a customer is folded, as {@link Signal#compareTo} has it. */
  @Override
  public int compareTo(StoredSignal other) {
    int byTime = occurredAt.compareTo(other.occurredAt);
    if (byTime != 0) {
      return byTime;
    }
    int byKind = Integer.compare(kind.rank(), other.kind.rank());
    return byKind != 0 ? byKind : id.compareTo(other.id);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StoredSignal that
        && id.equals(that.id)
        && origin == that.origin
        && Objects.equals(userId, that.userId)
        && Objects.equals(anonymousId, that.anonymousId)
        && occurredAt.equals(that.occurredAt)
        && receivedAt.equals(that.receivedAt)
        && kind == that.kind
        && Objects.equals(name, that.name)
        && Arrays.equals(body, that.body);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, occurredAt);
  }

  /** Names the signal without what it says about anybody. */
  @Override
  public String toString() {
    return "%s %s at %s".formatted(kind.word(), id, occurredAt);
  }

  static <T> int code(T[] codes, T value) {
    return Arrays.asList(codes).indexOf(value) + 1;
  }

  static <T> T decoded(T[] codes, int code) {
    if (code < 1 || code > codes.length) {
      throw new BinaryReader.DamagedBytes("stored signal has the unknown code " + code);
    }
    return codes[code - 1];
  }

  /** Is told which properties a signal has while it is read. */
  @FunctionalInterface
  public interface Glimpse {
    /** Looks away. */
    Glimpse NONE = (name, type) -> {};

    /** There is a top-level property (or trait) {@code name}; a null is not told. */
    void property(String name, ValueType type);
  }

  /** What JSON's values can be, apart from null. */
  public enum ValueType {
    /** A string. */
    TEXT,
    /** A number. */
    NUMBER,
    /** True or false. */
    FLAG,
    /** A list of values. */
    LIST,
    /** Names and values. */
    OBJECT
  }

  /** The properties of a message, as {@code properties} or {@code traits} hold them. */
  public Data properties() {
    return signal().content().properties();
  }
}
