package dev.attune.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A request's body, taken apart but not read: {@code {"batch": [...], "context": {...}, "sentAt":
 * ..., "writeKey": ...}}, or one message on its own.
 *
 * @param writeKey where the body carries it
 * @param sentAt by the sender's clock
 * @param context the batch's, a JSON object
 * @param messages each a JSON value as it came; whether it is a good one, {@link MessageReader}
 *     says
 */
public record Batch(
    Optional<String> writeKey,
    Optional<Instant> sentAt,
    Optional<byte[]> context,
    List<byte[]> messages) {
  /** More than any SDK sends at once. */
  public static final int MOST = 10_000;

  /** A context is copied into every message: what that may come to, in bytes. */
  private static final long CONTEXT_COPIES = 32L * 1024 * 1024;

  public Batch {
    messages = List.copyOf(messages);
  }

  /**
   * Takes a batch apart.
   *
   * @throws Json.BadJson if the body is no JSON object with a list {@code batch}, or has more than
   *     {@value #MOST} messages
   */
  public static Batch read(byte[] body) {
    Parts parts = Parts.of(body, true);
    if (parts.messages == null) {
      throw new Json.BadJson("\"batch\" is expected to be a list of messages");
    }
    long copied =
        parts.context.map(context -> (long) context.length).orElse(0L) * parts.messages.size();
    if (copied > CONTEXT_COPIES) {
      throw new Json.BadJson("the batch's context is too large for so many messages");
    }
    return parts.batch(parts.messages);
  }

  /**
   * Takes a body apart that is one message.
   *
   * @throws Json.BadJson if the body is no JSON object
   */
  public static Batch single(byte[] body) {
    Parts parts = Parts.of(body, false);
    // The message's own context needs no merging.
    return new Batch(parts.writeKey, parts.sentAt, Optional.empty(), List.of(parts.body));
  }

  /**
   * Takes a JSON list apart, as CloudEvents' batches are.
   *
   * @throws Json.BadJson if the body is no JSON list, or has more than {@value #MOST} items
   */
  public static List<byte[]> list(byte[] request) {
    byte[] body = Parts.withoutMark(request);
    Utf8.check(body, 0, body.length);
    JsonParser parser = Json.batchParser(body);
    try (parser) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw Json.BadJson.at(parser, "a JSON list is expected");
      }
      List<byte[]> items = new Parts(body).messages(parser);
      if (parser.nextToken() != null) {
        throw Json.BadJson.at(parser, "text goes on after the JSON list");
      }
      return items;
    } catch (JacksonException e) {
      throw Json.BadJson.because(e, parser);
    }
  }

  private static final class Parts {
    private final byte[] body;
    private Optional<String> writeKey = Optional.empty();
    private Optional<Instant> sentAt = Optional.empty();
    private Optional<byte[]> context = Optional.empty();
    private @Nullable List<byte[]> messages;

    private Parts(byte[] body) {
      this.body = body;
    }

    static Parts of(byte[] request, boolean batch) {
      byte[] body = withoutMark(request);
      Utf8.check(body, 0, body.length);
      Parts parts = new Parts(body);
      JsonParser parser = Json.batchParser(body);
      try (parser) {
        parts.read(parser, batch);
      } catch (JacksonException e) {
        throw Json.BadJson.because(e, parser);
      }
      return parts;
    }

    /** Some senders begin UTF-8 with a byte order mark. */
    private static byte[] withoutMark(byte[] body) {
      boolean marked =
          body.length >= 3
              && body[0] == (byte) 0xEF
              && body[1] == (byte) 0xBB
              && body[2] == (byte) 0xBF;
      return marked ? Arrays.copyOfRange(body, 3, body.length) : body;
    }

    private void read(JsonParser parser, boolean batch) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw Json.BadJson.at(parser, "a JSON object is expected");
      }
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        JsonToken token = parser.nextToken();
        if (name.equals("writeKey") && token == JsonToken.VALUE_STRING) {
          writeKey = Optional.of(parser.getString());
        } else if (name.equals("sentAt") && token == JsonToken.VALUE_STRING) {
          sentAt = Timestamps.read(parser.getString());
        } else if (batch && name.equals("context") && token == JsonToken.START_OBJECT) {
          context = Optional.of(value(parser));
        } else if (batch && name.equals("batch") && token == JsonToken.START_ARRAY) {
          messages = messages(parser);
        } else {
          parser.skipChildren();
        }
      }
      if (parser.nextToken() != null) {
        throw Json.BadJson.at(parser, "text goes on after the JSON object");
      }
    }

    private List<byte[]> messages(JsonParser parser) {
      List<byte[]> found = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (found.size() == MOST) {
          throw Json.BadJson.at(parser, "a batch has more than %d messages".formatted(MOST));
        }
        found.add(value(parser));
      }
      return found;
    }

    /** The bytes of the value that begins with the current token. */
    private byte[] value(JsonParser parser) {
      int start = (int) parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      parser.finishToken();
      return Arrays.copyOfRange(body, start, (int) parser.currentLocation().getByteOffset());
    }

    private Batch batch(List<byte[]> found) {
      return new Batch(writeKey, sentAt, context, found);
    }
  }
}
