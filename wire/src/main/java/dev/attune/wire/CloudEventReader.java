package dev.attune.wire;

import dev.attune.customer.Data;
import dev.attune.wire.MessageReader.Unacceptable;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether something is a CloudEvent of version 1.0: as an object of JSON's event format
 * (structured mode, and each of a batch), or as headers and a body (binary mode). Never throws,
 * whatever the bytes are; thread-safe.
 *
 * <p>Data whose content type is JSON, or that is JSON and has none, is what it says; text of any
 * known charset is text; all else stays in base 64.
 */
public final class CloudEventReader {
  /** What stands before an attribute's name among the headers of binary mode. */
  public static final String PREFIX = "ce-";

  private static final Pattern JSON =
      Pattern.compile("(?i)[^/;]+/(?:[^;]+\\+)?json[ \t]*(?:;.*)?", Pattern.DOTALL);
  private static final Pattern TEXT = Pattern.compile("(?i)text/.*", Pattern.DOTALL);
  private static final Pattern CHARSET =
      Pattern.compile("(?i)[^;]*;.*?charset=\"?([^\";\\s]+)\"?.*", Pattern.DOTALL);

  private static final String CONTENT_TYPE = "datacontenttype";
  private static final Set<String> OF_THE_BODY =
      Set.of(CloudEvent.DATA, CloudEvent.BASE64, CONTENT_TYPE);

  private CloudEventReader() {}

  /** What became of something that should be an event. */
  public sealed interface Read {
    /** It is one. */
    record Valid(CloudEvent event) implements Read {}

    /** It is none. */
    record Invalid(Received.Refused because) implements Read {}
  }

  private interface Step {
    CloudEvent event();
  }

  /** Reads an event in JSON's event format. */
  public static Read structured(byte[] json) {
    return read(() -> structured(Json.read(json)));
  }

  /**
   * Reads an event of binary mode.
   *
   * @param headers by lower-case name
   * @param body the data; empty for none
   */
  public static Read binary(Map<String, String> headers, byte[] body) {
    return read(() -> structured(fromHeaders(headers, body, CloudEventReader::unescaped)));
  }

  /** What came in binary mode, good or not, as an object that {@link #structured} reads alike. */
  public static byte[] kept(Map<String, String> headers, byte[] body) {
    return Json.write(fromHeaders(headers, body, (name, value) -> value));
  }

  private static Read read(Step step) {
    try {
      return new Read.Valid(step.event());
    } catch (Json.BadJson e) {
      String message = Objects.requireNonNullElse(e.getMessage(), "no JSON object");
      return new Read.Invalid(new Received.Refused(Refusal.NOT_JSON, message, null));
    } catch (Unacceptable e) {
      return new Read.Invalid(e.refused());
    }
  }

  private static CloudEvent structured(Data event) {
    Data.Builder given = new Data.Builder();
    event.forEach((name, value) -> {
      if (!name.equals(CloudEvent.DATA) && !name.equals(CloudEvent.BASE64)) {
        given.put(name, value);
      }
    });
    Data attributes = CloudEventAttributes.check(given.build());
    Object data = present(event.get(CloudEvent.DATA));
    Object base64 = present(event.get(CloudEvent.BASE64));
    if (base64 == null) {
      return new CloudEvent(attributes, Optional.ofNullable(data), Optional.empty());
    }
    if (data != null) {
      throw CloudEventAttributes.bad(CloudEvent.BASE64, "stands beside data; one of them at most");
    }
    return withData(attributes, decoded(base64));
  }

  private static @Nullable Object present(@Nullable Object value) {
    return value == Data.Nothing.NULL ? null : value;
  }

  private static byte[] decoded(Object base64) {
    if (base64 instanceof String text) {
      try {
        return Base64.getDecoder().decode(text);
      } catch (IllegalArgumentException e) {
        throw CloudEventAttributes.bad(CloudEvent.BASE64, "is not base 64: see RFC 4648");
      }
    }
    throw CloudEventAttributes.bad(CloudEvent.BASE64, "must be text");
  }

  private static Data fromHeaders(
      Map<String, String> headers, byte[] body, BinaryOperator<String> reader) {
    Data.Builder event = new Data.Builder();
    new TreeMap<>(headers)
        .forEach((header, value) -> {
          if (header.startsWith(PREFIX)) {
            String name = header.substring(PREFIX.length());
            event.put(name, reader.apply(name, value));
          }
        });
    String contentType = headers.get("content-type");
    if (contentType != null) {
      event.put(CONTENT_TYPE, contentType);
    }
    if (body.length > 0) {
      event.put(CloudEvent.BASE64, Base64.getEncoder().encodeToString(body));
    }
    return event.build();
  }

  /** A header's value as the HTTP binding writes it: perhaps quoted, then percent-encoded UTF-8. */
  private static String unescaped(String name, String value) {
    if (OF_THE_BODY.contains(name)) {
      throw CloudEventAttributes.bad(
          name, "is no header: the data is the body, its type Content-Type");
    }
    String bare =
        value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
            ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1")
            : value;
    if (bare.indexOf('%') < 0) {
      return bare;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(bare.length());
    for (int i = 0; i < bare.length(); ) {
      int code = bare.charAt(i) == '%' ? hex(bare, i + 1) : -1;
      if (code >= 0) {
        bytes.write(code);
        i += 3;
      } else {
        // What is not an escape stands for itself, as the binding asks of readers.
        String letter = Character.toString(bare.codePointAt(i));
        bytes.writeBytes(letter.getBytes(StandardCharsets.UTF_8));
        i += letter.length();
      }
    }
    try {
      return text(bytes.toByteArray(), StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw CloudEventAttributes.bad(name, "has escapes that are not UTF-8");
    }
  }

  private static int hex(String text, int at) {
    if (at + 2 > text.length()) {
      return -1;
    }
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static CloudEvent withData(Data attributes, byte[] bytes) {
    String type = Objects.requireNonNullElse(attributes.text(CONTENT_TYPE), "");
    if (type.isEmpty()) {
      return untyped(attributes, bytes);
    }
    boolean isJson = JSON.matcher(type).matches();
    if (!isJson && !TEXT.matcher(type).matches()) {
      return opaque(attributes, bytes);
    }
    String text;
    try {
      text = text(bytes, charset(type));
    } catch (CharacterCodingException e) {
      throw CloudEventAttributes.bad(CloudEvent.DATA, "is no text in the charset it says");
    }
    Object data = isJson ? Json.readValue(text.getBytes(StandardCharsets.UTF_8)) : text;
    return new CloudEvent(attributes, Optional.of(data), Optional.empty());
  }

  private static CloudEvent untyped(Data attributes, byte[] bytes) {
    try {
      return new CloudEvent(attributes, Optional.of(Json.readValue(bytes)), Optional.empty());
    } catch (Json.BadJson e) {
      return opaque(attributes, bytes);
    }
  }

  private static CloudEvent opaque(Data attributes, byte[] bytes) {
    String base64 = Base64.getEncoder().encodeToString(bytes);
    return new CloudEvent(attributes, Optional.empty(), Optional.of(base64));
  }

  private static String text(byte[] bytes, Charset charset) throws CharacterCodingException {
    return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static Charset charset(String type) {
    Matcher matcher = CHARSET.matcher(type);
    if (!matcher.matches()) {
      return StandardCharsets.UTF_8;
    }
    String name = matcher.group(1).toLowerCase(Locale.ROOT);
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      throw CloudEventAttributes.bad(
          CONTENT_TYPE, "names the charset '%s', which is not known".formatted(name));
    }
  }
}
