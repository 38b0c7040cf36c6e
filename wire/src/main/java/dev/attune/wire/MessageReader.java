package dev.attune.wire;

import dev.attune.customer.Id;
import dev.attune.customer.Kind;
import dev.attune.customer.SignalId;
import dev.attune.wire.Received.Accepted;
import dev.attune.wire.Received.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Decides whether a message is a signal. Never throws, whatever the bytes are; thread-safe.
 *
 * <p>What it takes, beside {@code type}, {@code messageId}, {@code userId}, {@code anonymousId},
 * {@code timestamp}, {@code sentAt}, {@code context} and {@code properties}, which every kind may
 * have:
 *
 * <pre>
 *   identify    {traits}                         observed    {text, by}
 *   alias       {previousId}                     gesture     {option, moment?, by}
 *   group       {groupId, traits}                handled     {moment, act: take|hand-over|close|dismiss, by, why?}
 *   track       {event}                          consent     {purpose: serve|understand|ask|tell, given}
 *   page,screen {name?}                          corrected   {first, second: "user:x"|"anonymous:x",
 *   feedback    {text, rating?, channel?, about?}             verdict: same|different, by}
 *   asked       {question}                       understood  {feedback: {source, messageId}, sentiment?}
 * </pre>
 *
 * <p>A {@code corrected} without ids of its own is the first id's. Names it does not know stay in
 * the body and are not looked at.
 */
public final class MessageReader {
  /** How far ahead a sender's clock may be after correction. */
  public static final Duration FUTURE = Duration.ofMinutes(5);

  /** Longer than any event's name that people would read. */
  public static final int NAME_LENGTH = 512;

  private static final int MESSAGE_ID_LENGTH = 256;
  private static final Instant OLDEST = Instant.parse("1900-01-01T00:00:00Z");

  /** Milliseconds up to here can be added and taken away without overflow. */
  private static final double MILLIS_MOST = 1e15;

  private final byte[] bytes;
  private final Envelope envelope;
  private final Message message;

  private MessageReader(byte[] bytes, Envelope envelope, Message message) {
    this.bytes = bytes;
    this.envelope = envelope;
    this.message = message;
  }

  /** Reads one message. */
  public static Received read(byte[] bytes, Envelope envelope) {
    if (bytes.length > envelope.limit()) {
      return new Refused(
          Refusal.TOO_LARGE,
          "the message has %d bytes, at most %d are taken"
              .formatted(bytes.length, envelope.limit()),
          null);
    }
    try {
      return new Accepted(new MessageReader(bytes, envelope, Message.scan(bytes)).accept());
    } catch (Json.BadJson e) {
      return new Refused(
          Refusal.NOT_JSON, Objects.requireNonNullElse(e.getMessage(), "no JSON object"), null);
    } catch (Unacceptable e) {
      return e.refused();
    }
  }

  private StoredSignal accept() {
    Kind kind = kind();
    String userId = id("userId");
    String anonymousId = id("anonymousId");
    if (kind == Kind.CORRECTED && userId == null && anonymousId == null) {
      Id first = Wording.correctedId(message, "first");
      userId = first.isUser() ? first.value() : null;
      anonymousId = first.isUser() ? null : first.value();
    }
    if (userId == null && anonymousId == null) {
      throw new Unacceptable(
          Refusal.NO_ID, "neither userId nor anonymousId names anybody", "userId");
    }
    for (String object : new String[] {"properties", "traits", "context"}) {
      Message.Field field = message.get(object);
      if (field != null && !field.isObject()) {
        throw new Unacceptable(Refusal.BAD_VALUE, object + " must be a JSON object", object);
      }
    }
    Wording.check(kind, message, bytes);
    if (envelope.origin().isHearsay()) {
      Wording.checkHearsay(kind, anonymousId);
    }
    if (kind == Kind.ALIAS && userId == null) {
      throw new Unacceptable(Refusal.NO_ID, "an alias needs a userId", "userId");
    }
    return new StoredSignal(
        new SignalId(envelope.source(), messageId()),
        envelope.origin(),
        userId,
        anonymousId,
        occurredAt(),
        envelope.receivedAt(),
        kind,
        Wording.name(kind, message),
        body());
  }

  private Kind kind() {
    if (envelope.kind().isPresent()) {
      return envelope.kind().get();
    }
    String type = message.text("type");
    if (type == null) {
      throw new Unacceptable(Refusal.UNKNOWN_KIND, "type is absent", "type");
    }
    return Kind.of(type)
        .orElseThrow(() ->
            new Unacceptable(
                Refusal.UNKNOWN_KIND,
                "type '%s' is no kind of signal".formatted(Wording.shortened(type)),
                "type"));
  }

  private @Nullable String id(String name) {
    Message.Field field = message.get(name);
    if (field == null || field.isFlag()) {
      return null;
    }
    if (!field.isWord()) {
      throw new Unacceptable(Refusal.BAD_ID, name + " must be text", name);
    }
    String id = Ids.usable(field.text());
    String problem = id == null ? null : Ids.problem(id);
    if (problem != null) {
      throw new Unacceptable(Refusal.BAD_ID, name + " " + problem, name);
    }
    return id;
  }

  private String messageId() {
    Message.Field field = message.get("messageId");
    if (field == null || (field.isText() && Objects.requireNonNull(field.text()).isBlank())) {
      return madeMessageId();
    }
    String id = field.isWord() ? Objects.requireNonNull(field.text()) : "";
    if (id.isEmpty() || id.length() > MESSAGE_ID_LENGTH || Ids.problem(id) != null) {
      throw new Unacceptable(
          Refusal.BAD_MESSAGE_ID,
          "messageId must be text of at most %d characters".formatted(MESSAGE_ID_LENGTH),
          "messageId");
    }
    return id;
  }

  /**
   * The same bytes from the same source for the same kind get the same id, so that a retry counts
   * once; where the route says the kind, the bytes do not.
   */
  private String madeMessageId() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(envelope.source().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      envelope
          .kind()
          .ifPresent(kind -> digest.update(kind.word().getBytes(StandardCharsets.UTF_8)));
      digest.update((byte) 0);
      return StoredSignal.MADE + HexFormat.of().formatHex(digest.digest(bytes), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private Instant occurredAt() {
    Instant timestamp = time("timestamp");
    if (timestamp == null) {
      timestamp = time("originalTimestamp");
    }
    if (timestamp == null) {
      return envelope.receivedAt();
    }
    Instant sentAt = envelope.sentAt().orElseGet(() -> time("sentAt"));
    Instant occurredAt =
        sentAt == null
            ? timestamp
            : envelope.receivedAt().minus(Duration.between(timestamp, sentAt));
    if (occurredAt.isAfter(envelope.receivedAt().plus(FUTURE))) {
      throw new Unacceptable(
          Refusal.FUTURE,
          "it happens at %s, which is more than 5 minutes after it was received at %s"
              .formatted(occurredAt, envelope.receivedAt()),
          "timestamp");
    }
    if (occurredAt.isBefore(OLDEST)) {
      throw new Unacceptable(
          Refusal.BAD_TIME, "it happened at %s, before 1900".formatted(occurredAt), "timestamp");
    }
    return occurredAt;
  }

  private @Nullable Instant time(String name) {
    Message.Field field = message.get(name);
    if (field == null) {
      return null;
    }
    String text = Objects.requireNonNullElse(field.text(), "");
    if (field.isNumber()) {
      double millis = Double.parseDouble(text);
      if (Math.abs(millis) < MILLIS_MOST) {
        return Instant.ofEpochMilli((long) millis);
      }
    } else if (field.isText() && text.isBlank()) {
      return null;
    }
    return Timestamps.read(field.isText() ? text : "")
        .orElseThrow(() ->
            new Unacceptable(
                Refusal.BAD_TIME,
                "%s '%s' is no ISO-8601 time with an offset, such as 2026-11-21T17:26:19.271Z"
                    .formatted(name, Wording.shortened(text)),
                name));
  }

  private byte[] body() {
    if (envelope.context().isEmpty() && !message.has("writeKey")) {
      return bytes;
    }
    try {
      byte[] body = Splice.merge(bytes, envelope.context());
      // What was good on its own may be too deep together.
      Message.scan(body);
      return body;
    } catch (JacksonException e) {
      throw new Json.BadJson("with the batch's context: " + e.getOriginalMessage());
    }
  }

  /** Carries a refusal out of the depth; never leaves the reader that is asked. */
  static final class Unacceptable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Refused refused;

    Unacceptable(Refusal reason, String message, String field) {
      super(message, null, false, false);
      this.refused = new Refused(reason, message, field);
    }

    Refused refused() {
      return refused;
    }
  }
}
