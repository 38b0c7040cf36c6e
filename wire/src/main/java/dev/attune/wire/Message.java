package dev.attune.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What stands at the top of a message: every name with the type of its value, and the value itself
 * where it is a text, a number or a flag. The whole message is looked through on the way, so that
 * what is accepted can be parsed.
 */
final class Message {
  private final List<Field> fields;

  private Message(List<Field> fields) {
    this.fields = fields;
  }

  /**
   * Looks through a message.
   *
   * @throws Json.BadJson if it is no JSON object in UTF-8, or one beyond {@link Json}'s limits
   */
  static Message scan(byte[] bytes) {
    Utf8.check(bytes, 0, bytes.length);
    JsonParser parser = Json.parser(bytes, 0, bytes.length);
    try (parser) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw Json.BadJson.at(parser, "a JSON object is expected");
      }
      List<Field> fields = new ArrayList<>(16);
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        if (fields.size() == Json.NAMES) {
          throw tooManyNames(parser);
        }
        fields.add(field(parser, name));
      }
      if (parser.nextToken() != null) {
        throw Json.BadJson.at(parser, "text goes on after the JSON object");
      }
      return new Message(fields);
    } catch (JacksonException e) {
      throw Json.BadJson.because(e, parser);
    }
  }

  private static Field field(JsonParser parser, String name) {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
      return new Field(name, token, null, skip(parser, token) == 0);
    }
    String text = token == JsonToken.VALUE_NULL ? null : parser.getString();
    return new Field(name, token, text, false);
  }

  /** Goes to the end of what begins with {@code first}; returns how many tokens were inside. */
  private static long skip(JsonParser parser, JsonToken first) {
    long before = parser.currentTokenCount();
    int[] names = new int[Json.DEPTH + 2];
    int depth = 1;
    JsonToken token = first;
    while (depth > 0) {
      token = parser.nextToken();
      switch (token) {
        case START_OBJECT, START_ARRAY -> names[++depth] = 0;
        case END_OBJECT, END_ARRAY -> depth--;
        case PROPERTY_NAME -> {
          if (++names[depth] > Json.NAMES) {
            throw tooManyNames(parser);
          }
        }
        case VALUE_STRING -> parser.finishToken();
        case null -> throw Json.BadJson.at(parser, "the message ends too early");
        case NOT_AVAILABLE,
            VALUE_EMBEDDED_OBJECT,
            VALUE_NUMBER_INT,
            VALUE_NUMBER_FLOAT,
            VALUE_TRUE,
            VALUE_FALSE,
            VALUE_NULL -> {}
      }
    }
    return parser.currentTokenCount() - before - 1;
  }

  private static Json.BadJson tooManyNames(JsonParser parser) {
    return Json.BadJson.at(parser, "an object has more than %d names".formatted(Json.NAMES));
  }

  /** The last field under {@code name} whose value is not null. */
  @Nullable Field get(String name) {
    for (int i = fields.size() - 1; i >= 0; i--) {
      Field field = fields.get(i);
      if (field.name.equals(name)) {
        return field.token == JsonToken.VALUE_NULL ? null : field;
      }
    }
    return null;
  }

  /** The text or number under {@code name}, as text, where there is one. */
  @Nullable String text(String name) {
    Field field = get(name);
    return field != null && field.isWord() ? field.text : null;
  }

  /** Whether {@code name} is there, null or not. */
  boolean has(String name) {
    return fields.stream().anyMatch(field -> field.name.equals(name));
  }

  /**
   * One name and its value.
   *
   * @param text of a string, number or flag
   * @param empty whether it is a list or object without anything in it
   */
  record Field(String name, JsonToken token, @Nullable String text, boolean empty) {
    boolean isText() {
      return token == JsonToken.VALUE_STRING;
    }

    boolean isNumber() {
      return token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
    }

    boolean isWord() {
      return isText() || isNumber();
    }

    boolean isFlag() {
      return token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
    }

    /** An object; an empty list stands for an empty object, as PHP writes it. */
    boolean isObject() {
      return token == JsonToken.START_OBJECT || (token == JsonToken.START_ARRAY && empty);
    }
  }
}
