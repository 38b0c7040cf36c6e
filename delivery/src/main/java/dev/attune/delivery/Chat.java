package dev.attune.delivery;

import dev.attune.customer.Data;
import dev.attune.wire.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A chat room, reached by an incoming webhook. Its address is a secret: whoever has it can write
 * there.
 */
public record Chat(Shape shape, String url) {
  /** As what a message is written. */
  public enum Shape {
    /** Slack, Mattermost, Rocket.Chat and others: {@code {"text": ...}}. */
    SLACK,
    /** Microsoft Teams: a message with an adaptive card. */
    TEAMS;

    /** The one that people call {@code word}. */
    public static Optional<Shape> of(String word) {
      return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /** As people call it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Chat {
    Target.of(url);
  }

  Outcome send(Courier courier, Notice notice) {
    return courier.post(
        Target.of(url), Map.of("Content-Type", "application/json"), Json.write(body(notice)));
  }

  private Data body(Notice notice) {
    return switch (shape) {
      case SLACK ->
          Data.of(
              "text", slack(notice.title()) + "\n" + slack(notice.text()) + "\n" + notice.link());
      case TEAMS -> card(notice);
    };
  }

  /** Slack reads these three as its own, and {@code <!channel>} as a call to everybody. */
  private static String slack(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static Data card(Notice notice) {
    Data card =
        Data.of(
            "type",
            "AdaptiveCard",
            "version",
            "1.4",
            "body",
            List.of(line(notice.title(), "bolder"), line(notice.text(), "default")),
            "actions",
            List.of(
                Data.of("type", "Action.OpenUrl", "title", notice.action(), "url", notice.link())));
    Data attachment =
        Data.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card);
    return Data.of("type", "message", "attachments", List.of(attachment));
  }

  /** A card reads some of Markdown; a link that somebody wrote into a name must not become one. */
  private static Data line(String text, String weight) {
    String plain = text.replaceAll("[\\[\\]()*_`]", " ");
    return Data.of("type", "TextBlock", "text", plain, "weight", weight, "wrap", true);
  }

  /** As it may be shown: without the secret part. */
  public Data shown() {
    return Data.of("shape", shape.word(), "service", Target.of(url).host());
  }

  Data data() {
    return Data.of("shape", shape.word(), "url", url);
  }

  static Chat of(Data data) {
    return new Chat(Shape.of(Kept.text(data, "shape")).orElse(Shape.SLACK), Kept.text(data, "url"));
  }

  /** Says nothing of its secret. */
  @Override
  public String toString() {
    return shape.word() + " at " + Target.of(url).host();
  }
}
