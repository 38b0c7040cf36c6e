package dev.attune.wire;

import dev.attune.customer.Data;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Takes named values out of messages, or puts keyed hashes in their place. Thread-safe.
 *
 * <p>A hash is {@code hashed:} and 32 hexadecimal digits of an HMAC-SHA-256: equal values have
 * equal hashes, so that they can be counted and compared, and nobody without the key can try values
 * out. What is hashed already stays as it is, so that a message can come again.
 *
 * <p>A name is a path such as {@code properties.card.number}; lists on the way count as what is in
 * them. {@code traits.x} also means {@code context.traits.x}, and {@code properties.rating} a
 * feedback's {@code rating}, for there they are read as well.
 */
public final class Redactor {
  private static final String HASHED = "hashed:";
  private static final Pattern DONE = Pattern.compile(HASHED + "[0-9a-f]{32}");
  private static final int BYTES = 16;
  private static final Set<String> SAID_BESIDE = Set.of("rating", "channel", "about");

  private final Set<List<String>> drop;
  private final Set<List<String>> hash;
  private final SecretKeySpec key;

  /**
   * For some names.
   *
   * @param drop paths of values to be taken out, {@code properties}, {@code traits} or {@code
   *     context} first
   * @param hash paths of values to be hashed
   */
  public Redactor(Collection<List<String>> drop, Collection<List<String>> hash, byte[] key) {
    this.drop = Set.copyOf(drop);
    this.hash = Set.copyOf(hash);
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /** What is to be done with a value. */
  private enum Fate {
    KEEP,
    DROP,
    HASH
  }

  /** Whether paths must match from the top, or only their ends somewhere. */
  private enum Place {
    TOP,
    ANYWHERE
  }

  /**
   * An accepted signal without what it names; the same where there is nothing of it. Where the
   * sender gave no message id, the made one says nothing of what is gone any more.
   */
  public StoredSignal signal(StoredSignal signal) {
    return run(signal.body(), Place.TOP)
        .map(body -> signal.withBody(body).withMadeId(id -> hashed(id).substring(HASHED.length())))
        .orElse(signal);
  }

  /**
   * What is no signal, without what the names mean wherever it stands; nothing if it is no object
   * that can be read, and so might hold anything.
   */
  public Optional<byte[]> refused(byte[] body) {
    try {
      Utf8.check(body, 0, body.length);
      if (!new String(body, StandardCharsets.UTF_8).stripLeading().startsWith("{")) {
        return Optional.empty();
      }
      return Optional.of(run(body, Place.ANYWHERE).orElse(body));
    } catch (JacksonException | Json.BadJson e) {
      return Optional.empty();
    }
  }

  /** What is left; nothing if that is all of it. */
  private Optional<byte[]> run(byte[] json, Place place) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(json.length + 64);
    boolean changed;
    try (JsonParser in = Json.parser(json, 0, json.length);
        JsonGenerator generator = Json.generator(out)) {
      changed = new Copy(in, generator, place).run();
    }
    return changed ? Optional.of(out.toByteArray()) : Optional.empty();
  }

  private Fate fate(List<String> path, Place place) {
    return matches(drop, path, place)
        ? Fate.DROP
        : matches(hash, path, place) ? Fate.HASH : Fate.KEEP;
  }

  private static boolean matches(Set<List<String>> names, List<String> path, Place place) {
    for (List<String> name : names) {
      List<String> tail = name.subList(1, name.size());
      boolean is =
          switch (place) {
            case TOP -> isAt(name, tail, path);
            case ANYWHERE -> endsWith(path, tail);
          };
      if (is) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(List<String> name, List<String> tail, List<String> path) {
    if (path.equals(name)) {
      return true;
    }
    return switch (name.getFirst()) {
      case "traits" ->
          path.size() == name.size() + 1
              && path.getFirst().equals("context")
              && path.subList(1, path.size()).equals(name);
      case "properties" -> SAID_BESIDE.contains(tail.getFirst()) && path.equals(tail);
      default -> false;
    };
  }

  private static boolean endsWith(List<String> path, List<String> tail) {
    return path.size() >= tail.size()
        && path.subList(path.size() - tail.size(), path.size()).equals(tail);
  }

  private String hashed(String value) {
    if (DONE.matcher(value).matches()) {
      return value;
    }
    try {
      Mac mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      byte[] code = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
      return HASHED + HexFormat.of().formatHex(code, 0, BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /** One walk over one message. */
  private final class Copy {
    private final JsonParser in;
    private final JsonGenerator out;
    private final Place place;
    private final List<String> path = new ArrayList<>();

    /** For each open object or list: whether a name of {@link #path} ends with it. */
    private final Deque<Boolean> named = new ArrayDeque<>();

    private boolean pending;
    private boolean changed;

    Copy(JsonParser in, JsonGenerator out, Place place) {
      this.in = in;
      this.out = out;
      this.place = place;
    }

    boolean run() {
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        switch (token) {
          case PROPERTY_NAME -> name();
          case START_OBJECT, START_ARRAY -> open(token);
          case END_OBJECT, END_ARRAY -> close(token);
          case VALUE_STRING -> plain(() -> out.writeString(Json.whole(in.getString())));
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> plain(() -> out.writeNumber(in.getString()));
          case VALUE_TRUE -> plain(() -> out.writeBoolean(true));
          case VALUE_FALSE -> plain(() -> out.writeBoolean(false));
          case VALUE_NULL -> plain(out::writeNull);
          case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
              throw new Json.BadJson("a value is expected, got " + token);
        }
      }
      return changed;
    }

    private void name() {
      path.add(Json.whole(in.currentName()));
      switch (fate(path, place)) {
        case KEEP -> {
          out.writeName(path.getLast());
          pending = true;
        }
        case DROP -> {
          in.nextToken();
          in.skipChildren();
          path.removeLast();
          changed = true;
        }
        case HASH -> hash();
      }
    }

    private void hash() {
      out.writeName(path.removeLast());
      JsonToken token = in.nextToken();
      if (token == JsonToken.VALUE_NULL) {
        out.writeNull();
        return;
      }
      String value = text(token);
      String hashed = hashed(value);
      changed |= token != JsonToken.VALUE_STRING || !hashed.equals(value);
      out.writeString(hashed);
    }

    /** One text for each value, however it is written. */
    private String text(JsonToken token) {
      if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
        return Json.text(Data.of("value", Json.value(in)));
      }
      String text = Json.whole(in.getString());
      if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
        return text;
      }
      try {
        return new BigDecimal(text).stripTrailingZeros().toString();
      } catch (NumberFormatException e) {
        return text;
      }
    }

    private void open(JsonToken token) {
      named.push(pending);
      pending = false;
      if (token == JsonToken.START_OBJECT) {
        out.writeStartObject();
      } else {
        out.writeStartArray();
      }
    }

    private void close(JsonToken token) {
      if (token == JsonToken.END_OBJECT) {
        out.writeEndObject();
      } else {
        out.writeEndArray();
      }
      if (named.pop()) {
        path.removeLast();
      }
    }

    private void plain(Runnable write) {
      write.run();
      if (pending) {
        path.removeLast();
        pending = false;
      }
    }
  }
}
