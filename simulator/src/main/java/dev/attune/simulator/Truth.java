package dev.attune.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is true of a customer, whether or not the company can know it.
 *
 * @param userId what the company calls them; signals before they sign up only carry one of {@code
 *     anonymousIds}
 * @param guestId what the shop called them while they ordered as a guest
 * @param joined when they signed up, perhaps before the history begins
 * @param community the riding community they belong to
 * @param events what happened in their life, in time order
 * @param planted moments that a good eye would notice, in time order
 * @param said what they said, and meant, in time order
 */
public record Truth(
    String userId,
    Optional<String> guestId,
    List<String> anonymousIds,
    Life life,
    String city,
    Instant joined,
    Optional<String> community,
    List<Event> events,
    List<Planted> planted,
    List<Said> said) {
  /** Nothing is known. */
  static final Truth NONE =
      new Truth(
          "",
          Optional.empty(),
          List.of(),
          Life.OCCASIONAL,
          "",
          Instant.EPOCH,
          Optional.empty(),
          List.of(),
          List.of(),
          List.of());

  public Truth {
    anonymousIds = List.copyOf(anonymousIds);
    events = List.copyOf(events);
    planted = List.copyOf(planted);
    said = List.copyOf(said);
  }

  /**
   * Something happened in their life.
   *
   * @param kind {@code child-born}, {@code moved-away}, {@code job-lost}...
   */
  public record Event(String kind, Instant at) {}

  /**
   * A moment was planted.
   *
   * @param kind {@code third-contact}, {@code late-claim}, {@code gone-quiet}, {@code
   *     stuck-at-start}, or one of delight: {@code praised-us}, {@code came-back}...
   * @param at the instant from which the signals so far show it
   * @param about the topic or product, or empty
   */
  public record Planted(String kind, Instant at, String about) {}

  /**
   * They said something.
   *
   * @param messageId of the feedback
   * @param theme what it is about: {@code new-baby}, {@code late-driver}...
   * @param feeling from -1 to 1
   */
  public record Said(String messageId, Instant at, String theme, double feeling) {}

  /** One line of JSON, without a line end. */
  public String json() {
    JsonText json = new JsonText();
    json.open('{').member("userId", userId);
    guestId.ifPresent(id -> json.member("guestId", id));
    json.name("anonymousIds").value(anonymousIds);
    json.member("life", life.word()).member("city", city).member("joined", joined);
    community.ifPresent(name -> json.member("community", name));
    json.name("events").open('[');
    for (Event event : events) {
      json.open('{').member("kind", event.kind()).member("at", event.at()).close('}');
    }
    json.close(']').name("planted").open('[');
    for (Planted moment : planted) {
      json.open('{').member("kind", moment.kind()).member("at", moment.at());
      json.member("about", moment.about()).close('}');
    }
    json.close(']').name("said").open('[');
    for (Said words : said) {
      json.open('{').member("messageId", words.messageId()).member("at", words.at());
      json.member("theme", words.theme()).member("feeling", words.feeling()).close('}');
    }
    json.close(']').close('}');
    return new String(json.take(), StandardCharsets.UTF_8);
  }
}
