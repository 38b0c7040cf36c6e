package dev.attune.wire;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Signal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the message that says what a signal says, so that {@link BodyReader} reads it back. */
final class BodyWriter {
  private BodyWriter() {}

  /** The event of a track, the name of a page or screen; null for all else. */
  static @Nullable String name(Content content) {
    return switch (content) {
      case Content.Track track -> track.event();
      case Content.Page page -> page.name();
      case Content.Screen screen -> screen.name();
      case Content.Identify identify -> null;
      case Content.Group group -> null;
      case Content.Alias alias -> null;
      case Content.Feedback feedback -> null;
      case Content.Asked asked -> null;
      case Content.Observed observed -> null;
      case Content.Gesture gesture -> null;
      case Content.Handled handled -> null;
      case Content.Consent consent -> null;
      case Content.Corrected corrected -> null;
      case Content.Raised raised -> null;
      case Content.Understood understood -> null;
    };
  }

  static byte[] write(Signal signal) {
    Data.Builder message = new Data.Builder();
    message.put("type", signal.content().kind().word());
    message.put("messageId", signal.id().messageId());
    put(message, "userId", signal.userId());
    put(message, "anonymousId", signal.anonymousId());
    message.put("timestamp", signal.occurredAt().toString());
    put(message, "event", signal.content() instanceof Content.Track track ? track.event() : null);
    content(message, signal.content());
    if (!signal.context().isEmpty()) {
      message.put("context", signal.context());
    }
    return Json.write(message.build());
  }

  private static void content(Data.Builder message, Content content) {
    switch (content) {
      case Content.Identify identify -> message.put("traits", identify.traits());
      case Content.Track track -> message.put("properties", track.properties());
      case Content.Page page -> page(message, page.name(), page.properties());
      case Content.Screen screen -> page(message, screen.name(), screen.properties());
      case Content.Group group ->
          message.put("groupId", group.groupId()).put("traits", group.traits());
      case Content.Alias alias -> message.put("previousId", alias.previousId());
      case Content.Feedback feedback ->
          message.put("text", feedback.text()).put("properties", feedback.properties());
      case Content.Asked asked ->
          message.put("question", asked.question()).put("properties", asked.properties());
      case Content.Observed observed ->
          message
              .put("text", observed.text())
              .put("by", observed.by())
              .put("properties", observed.properties());
      case Content.Gesture gesture -> gesture(message, gesture);
      case Content.Handled handled -> handled(message, handled);
      case Content.Consent consent ->
          message.put("purpose", word(consent.purpose())).put("given", consent.given());
      case Content.Corrected corrected -> corrected(message, corrected);
      case Content.Raised raised -> {
        message.put("limit", raised.limit()).put("by", raised.by());
        put(message, "why", raised.why());
      }
      case Content.Understood understood -> understood(message, understood);
    }
  }

  private static void page(Data.Builder message, @Nullable String name, Data properties) {
    put(message, "name", name);
    message.put("properties", properties);
  }

  private static void gesture(Data.Builder message, Content.Gesture gesture) {
    message.put("option", gesture.option()).put("by", gesture.by());
    put(message, "moment", gesture.moment());
    message.put("properties", gesture.properties());
  }

  private static void handled(Data.Builder message, Content.Handled handled) {
    message.put("moment", handled.moment()).put("act", word(handled.act())).put("by", handled.by());
    put(message, "why", handled.why());
  }

  private static void corrected(Data.Builder message, Content.Corrected corrected) {
    message
        .put("first", corrected.first().toString())
        .put("second", corrected.second().toString())
        .put("verdict", word(corrected.verdict()))
        .put("by", corrected.by());
  }

  private static void understood(Data.Builder message, Content.Understood understood) {
    message.put(
        "feedback",
        Data.of(
            "source",
            understood.feedback().source(),
            "messageId",
            understood.feedback().messageId()));
    understood.sentiment().ifPresent(sentiment -> message.put("sentiment", sentiment));
    message.put("properties", understood.properties());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void put(Data.Builder message, String name, @Nullable String value) {
    if (value != null) {
      message.put(name, value);
    }
  }
}
