package dev.attune.wire;

import dev.attune.customer.Data;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON to {@link Data} and back. Thread-safe: all state is in the parsers and generators it makes.
 *
 * <p>Reading is bounded: at most {@value #DEPTH} levels, names of {@value #NAME_LENGTH} characters,
 * {@value #NAMES} names an object. Whole numbers that fit are {@code Long}, other numbers {@code
 * Double}; a number that no double can hold is kept as its text, and half a character (an unpaired
 * surrogate) becomes U+FFFD.
 */
public final class Json {
  /** Deeper than any real message. */
  public static final int DEPTH = 32;

  /** Longer than any real name. */
  public static final int NAME_LENGTH = 512;

  /** More than any real object has. */
  public static final int NAMES = 1_000;

  /** Deep enough that one deep message does not spoil the batch around it. */
  private static final int BATCH_DEPTH = 5_000;

  private static final JsonFactory MESSAGES = factory(DEPTH);
  private static final JsonFactory BATCHES = factory(BATCH_DEPTH);

  private Json() {}

  /**
   * Reads an object.
   *
   * @throws BadJson if the bytes are no JSON object in UTF-8, or one beyond the limits
   */
  public static Data read(byte[] json) {
    Utf8.check(json, 0, json.length);
    JsonParser parser = parser(json, 0, json.length);
    try (parser) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw BadJson.at(parser, "a JSON object is expected");
      }
      Data data = object(parser);
      if (parser.nextToken() != null) {
        throw BadJson.at(parser, "text goes on after the JSON object");
      }
      return data;
    } catch (JacksonException e) {
      throw BadJson.because(e, parser);
    }
  }

  /**
   * Reads a value of any kind.
   *
   * @throws BadJson if the bytes are no JSON value in UTF-8, or one beyond the limits
   */
  static Object readValue(byte[] json) {
    Utf8.check(json, 0, json.length);
    JsonParser parser = parser(json, 0, json.length);
    try (parser) {
      if (parser.nextToken() == null) {
        throw BadJson.at(parser, "a JSON value is expected, there is none");
      }
      Object value = value(parser);
      if (parser.nextToken() != null) {
        throw BadJson.at(parser, "text goes on after the JSON value");
      }
      return value;
    } catch (JacksonException e) {
      throw BadJson.because(e, parser);
    }
  }

  /** Reads an object from text, as {@link #read(byte[])} does. */
  public static Data read(String json) {
    return read(json.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes an object as UTF-8, without white space. */
  public static byte[] write(Data data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator generator = generator(out)) {
      write(generator, data);
    }
    return out.toByteArray();
  }

  /** Writes an object as text, without white space. */
  public static String text(Data data) {
    return new String(write(data), StandardCharsets.UTF_8);
  }

  static JsonParser parser(byte[] json, int offset, int length) {
    return MESSAGES.createParser(ObjectReadContext.empty(), json, offset, length);
  }

  static JsonParser batchParser(byte[] json) {
    return BATCHES.createParser(ObjectReadContext.empty(), json, 0, json.length);
  }

  static JsonGenerator generator(ByteArrayOutputStream out) {
    return MESSAGES.createGenerator(ObjectWriteContext.empty(), out);
  }

  /** Reads the object whose first brace is the current token. */
  static Data object(JsonParser parser) {
    Data.Builder builder = new Data.Builder();
    int names = 0;
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      if (++names > NAMES) {
        throw BadJson.at(parser, "an object has more than %d names".formatted(NAMES));
      }
      parser.nextToken();
      builder.put(whole(name), value(parser));
    }
    return builder.build();
  }

  /** Reads the value that begins with the current token. */
  static Object value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> whole(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case START_OBJECT -> object(parser);
      case START_ARRAY -> list(parser);
      case VALUE_NULL -> Data.Nothing.NULL;
      case VALUE_EMBEDDED_OBJECT, PROPERTY_NAME, END_ARRAY, END_OBJECT, NOT_AVAILABLE ->
          throw BadJson.at(parser, "a value is expected, got " + parser.currentToken());
    };
  }

  private static List<Object> list(JsonParser parser) {
    List<Object> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(parser));
    }
    return values;
  }

  private static Object number(JsonParser parser) {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      JsonParser.NumberType type = parser.getNumberType();
      if (type == JsonParser.NumberType.INT || type == JsonParser.NumberType.LONG) {
        return parser.getLongValue();
      }
    }
    double value = parser.getDoubleValue();
    return Double.isFinite(value) ? value : parser.getString();
  }

  /** The text with every unpaired surrogate replaced, so that it can be written again. */
  static String whole(String text) {
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (!Character.isSurrogate(letter)) {
        continue;
      }
      if (Character.isHighSurrogate(letter)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      return text.codePoints()
          .map(point ->
              point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point)
          .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
          .toString();
    }
    return text;
  }

  static void write(JsonGenerator generator, Data data) {
    generator.writeStartObject();
    data.forEach((name, value) -> {
      generator.writeName(whole(name));
      writeValue(generator, value);
    });
    generator.writeEndObject();
  }

  private static void writeValue(JsonGenerator generator, Object value) {
    switch (value) {
      case String text -> generator.writeString(whole(text));
      case Long number -> generator.writeNumber((long) number);
      case Double number -> writeDouble(generator, number);
      case Boolean flag -> generator.writeBoolean(flag);
      case Data data -> write(generator, data);
      case List<?> list -> {
        generator.writeStartArray();
        list.forEach(each -> writeValue(generator, each));
        generator.writeEndArray();
      }
      default -> generator.writeNull();
    }
  }

  private static void writeDouble(JsonGenerator generator, double number) {
    if (Double.isFinite(number)) {
      generator.writeNumber(number);
    } else {
      generator.writeNull();
    }
  }

  private static JsonFactory factory(int depth) {
    StreamReadConstraints limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(depth)
            .maxNameLength(NAME_LENGTH)
            .maxNumberLength(400)
            .maxStringLength(8 * 1024 * 1024)
            .maxTokenCount(2_000_000)
            .build();
    return JsonFactory.builder()
        .streamReadConstraints(limits)
        // Names come from senders: interning them would be a leak in their hands.
        .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
        .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
        .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
        // A message for people must not carry what a customer wrote.
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        .build();
  }

  /** Bytes that are no JSON, or JSON beyond the limits. The message is for the sender. */
  public static final class BadJson extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says what is wrong. */
    public BadJson(String message) {
      super(message);
    }

    /** Says what is wrong where {@code parser} stands. */
    static BadJson at(JsonParser parser, String message) {
      return at(parser.currentLocation(), message);
    }

    static BadJson because(JacksonException e, JsonParser parser) {
      TokenStreamLocation told = e.getLocation();
      boolean isPlace = told != null && told.getLineNr() > 0 && told.getColumnNr() > 0;
      return at(isPlace ? told : parser.currentLocation(), String.valueOf(e.getOriginalMessage()));
    }

    private static BadJson at(TokenStreamLocation place, String message) {
      return new BadJson(
          "%s (at line %d, column %d)".formatted(message, place.getLineNr(), place.getColumnNr()));
    }
  }
}
