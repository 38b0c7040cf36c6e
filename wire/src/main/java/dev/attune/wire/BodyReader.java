package dev.attune.wire;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.customer.Kind;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import dev.attune.wire.StoredSignal.Glimpse;
import dev.attune.wire.StoredSignal.ValueType;
import java.util.EnumSet;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Parses a stored message, as much of it as is asked for. One object a message, one thread. */
final class BodyReader {
  /** What is always read whole: traits, and what people say of moments and gestures. */
  private static final Set<Kind> WHOLE = EnumSet.of(Kind.IDENTIFY, Kind.OBSERVED, Kind.GESTURE);

  private static final Set<String> FEEDBACK_EXTRAS = Set.of("rating", "channel", "about");

  private final StoredSignal stored;
  private final @Nullable Set<String> wanted;
  private final Glimpse glimpse;
  private final Data.Builder properties = new Data.Builder();
  private final Data.Builder said = new Data.Builder();
  private Data context = Data.EMPTY;

  private BodyReader(StoredSignal stored, @Nullable Set<String> wanted, Glimpse glimpse) {
    this.stored = stored;
    this.wanted = WHOLE.contains(stored.kind()) ? null : wanted;
    this.glimpse = glimpse;
  }

  /**
   * Reads.
   *
   * @param wanted names of properties, or null for everything there is
   * @throws BinaryReader.DamagedBytes if the body is not what intake accepted
   */
  static Signal read(StoredSignal stored, @Nullable Set<String> wanted, Glimpse glimpse) {
    BodyReader reader = new BodyReader(stored, wanted, glimpse);
    byte[] body = stored.body();
    try (JsonParser parser = Json.parser(body, 0, body.length)) {
      reader.message(parser, wanted == null);
    } catch (JacksonException | Json.BadJson | IllegalArgumentException e) {
      throw new BinaryReader.DamagedBytes("body of %s: %s".formatted(stored, e.getMessage()));
    }
    return new Signal(
        stored.id(),
        stored.origin(),
        stored.userId(),
        stored.anonymousId(),
        stored.occurredAt(),
        reader.context,
        reader.content());
  }

  private void message(JsonParser parser, boolean wholeContext) {
    parser.nextToken();
    String bag = isAboutTraits() ? "traits" : "properties";
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken token = parser.nextToken();
      if (name.equals(bag)) {
        if (token == JsonToken.START_OBJECT) {
          properties(parser);
        } else {
          parser.skipChildren();
        }
      } else if (name.equals("context")) {
        context(parser, wholeContext);
      } else if (isSaid(name)) {
        said.put(name, Json.value(parser));
      } else {
        parser.skipChildren();
      }
    }
  }

  private boolean isAboutTraits() {
    return stored.kind() == Kind.IDENTIFY || stored.kind() == Kind.GROUP;
  }

  private void properties(JsonParser parser) {
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken token = parser.nextToken();
      ValueType type = type(token);
      if (type != null) {
        glimpse.property(name, type);
      }
      if (wanted == null || wanted.contains(name)) {
        properties.put(Json.whole(name), Json.value(parser));
      } else {
        parser.skipChildren();
      }
    }
  }

  private static @Nullable ValueType type(JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> ValueType.TEXT;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> ValueType.NUMBER;
      case VALUE_TRUE, VALUE_FALSE -> ValueType.FLAG;
      case START_ARRAY -> ValueType.LIST;
      case START_OBJECT -> ValueType.OBJECT;
      case VALUE_NULL, VALUE_EMBEDDED_OBJECT, PROPERTY_NAME, END_ARRAY, END_OBJECT, NOT_AVAILABLE ->
          null;
    };
  }

  private void context(JsonParser parser, boolean whole) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    if (whole) {
      context = Json.object(parser);
      return;
    }
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.VALUE_STRING && name.equals("timezone")) {
        context = Data.of("timezone", Json.value(parser));
      } else {
        parser.skipChildren();
      }
    }
  }

  /** Whether a name beside the properties is part of what this kind says. */
  private boolean isSaid(String name) {
    return switch (stored.kind()) {
      case IDENTIFY, TRACK, PAGE, SCREEN -> false;
      case ALIAS -> name.equals("previousId");
      case GROUP -> name.equals("groupId");
      case FEEDBACK -> name.equals("text") || FEEDBACK_EXTRAS.contains(name);
      case ASKED -> name.equals("question");
      case OBSERVED -> name.equals("text") || name.equals("by");
      case GESTURE -> name.equals("option") || name.equals("moment") || name.equals("by");
      case HANDLED ->
          name.equals("moment") || name.equals("act") || name.equals("by") || name.equals("why");
      case CONSENT -> name.equals("purpose") || name.equals("given");
      case CORRECTED ->
          name.equals("first")
              || name.equals("second")
              || name.equals("verdict")
              || name.equals("limit")
              || name.equals("why")
              || name.equals("by");
      case UNDERSTOOD -> name.equals("feedback") || name.equals("sentiment");
    };
  }

  private Content content() {
    Data words = said.build();
    return switch (stored.kind()) {
      case IDENTIFY -> new Content.Identify(properties.build());
      case ALIAS -> new Content.Alias(text(words, "previousId"));
      case GROUP -> new Content.Group(text(words, "groupId"), properties.build());
      case TRACK -> new Content.Track(stored.event(), properties.build());
      case PAGE -> new Content.Page(stored.name(), properties.build());
      case SCREEN -> new Content.Screen(stored.name(), properties.build());
      case FEEDBACK -> feedback(words);
      case ASKED -> new Content.Asked(text(words, "question"), properties.build());
      case OBSERVED ->
          new Content.Observed(text(words, "text"), text(words, "by"), properties.build());
      case GESTURE ->
          new Content.Gesture(
              text(words, "option"), words.text("moment"), text(words, "by"), properties.build());
      case HANDLED ->
          new Content.Handled(
              text(words, "moment"),
              constant(Content.Handled.Act.class, words, "act"),
              text(words, "by"),
              words.text("why"));
      case CONSENT ->
          new Content.Consent(
              constant(Content.Consent.Purpose.class, words, "purpose"),
              Boolean.TRUE.equals(words.get("given")));
      case CORRECTED -> corrected(words);
      case UNDERSTOOD -> understood(words);
    };
  }

  private static Content corrected(Data words) {
    if (words.get("limit") instanceof Long limit) {
      return new Content.Raised(Math.toIntExact(limit), text(words, "by"), words.text("why"));
    }
    return new Content.Corrected(
        Id.parse(text(words, "first")),
        Id.parse(text(words, "second")),
        constant(Content.Corrected.Verdict.class, words, "verdict"),
        text(words, "by"));
  }

  private Content feedback(Data words) {
    for (String name : words.names()) {
      Object value = words.get(name);
      if (value != null && FEEDBACK_EXTRAS.contains(name) && value != Data.Nothing.NULL) {
        glimpse.property(name, value instanceof String ? ValueType.TEXT : ValueType.NUMBER);
        properties.put(name, value);
      }
    }
    return new Content.Feedback(text(words, "text"), properties.build());
  }

  private Content understood(Data words) {
    if (!(words.get("feedback") instanceof Data feedback)) {
      throw new IllegalArgumentException("feedback is absent");
    }
    OptionalDouble sentiment =
        words.get("sentiment") instanceof Number number
            ? OptionalDouble.of(number.doubleValue())
            : OptionalDouble.empty();
    SignalId id = new SignalId(text(feedback, "source"), text(feedback, "messageId"));
    return new Content.Understood(id, sentiment, properties.build());
  }

  private static String text(Data words, String name) {
    Object value = words.get(name);
    if (value instanceof String || value instanceof Number) {
      return value.toString();
    }
    throw new IllegalArgumentException(name + " is absent");
  }

  private static <T extends Enum<T>> T constant(Class<T> type, Data words, String name) {
    return Enum.valueOf(type, text(words, name).replace('-', '_').toUpperCase(Locale.ROOT));
  }
}
