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
 * @param life the life they lead: {@code new-parent}
 * @param why why they are with the company, before anything happens
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
    String life,
    Why why,
    String city,
    Instant joined,
    Optional<String> community,
    List<Event> events,
    List<Planted> planted,
    List<Said> said) {
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
   * @param why why they go on from there, where that changes
   */
  public record Event(String kind, Instant at, Optional<Why> why) {}

  /**
   * A moment was planted.
   *
   * @param at the instant from which the signals so far show it
   * @param about the topic or product, or empty
   */
  public record Planted(Plant plant, Instant at, String about, Evidence evidence) {
    /** The plant's word: {@code third-contact}. */
    public String kind() {
      return plant.word();
    }
  }

  /** What shows it. */
  public sealed interface Evidence {
    /** These messages, the last of which arrives when it can be noticed, or before. */
    record Sent(List<String> messageIds) implements Evidence {
      public Sent {
        messageIds = List.copyOf(messageIds);
      }
    }

    /** Fewer of an event than before: in as many days from {@code from} as before {@code until}. */
    record Fewer(String event, Instant until, Instant from, int days) implements Evidence {}
  }

  /**
   * They said something.
   *
   * @param messageId of the feedback or review
   * @param family which phrasings it is one of: {@code late-driver.complaint.leave.progress.3}
   * @param heldOut whether whoever learns from words should be kept from this family
   * @param language of the words but for a slip: {@code en} or {@code de}
   */
  public record Said(
      String messageId,
      Instant at,
      String family,
      boolean heldOut,
      String language,
      boolean misspelt,
      Meaning meaning) {
    /** What it is about. */
    public String theme() {
      return meaning.theme();
    }
  }

  /** One line of JSON, without a line end. */
  public String json() {
    JsonText json = new JsonText();
    json.open('{').member("userId", userId);
    guestId.ifPresent(id -> json.member("guestId", id));
    json.name("anonymousIds").value(anonymousIds);
    json.member("life", life);
    json.name("why").open('{');
    why.write(json);
    json.close('}').member("city", city).member("joined", joined);
    community.ifPresent(name -> json.member("community", name));
    json.name("events").open('[');
    events.forEach(event -> write(event, json));
    json.close(']').name("planted").open('[');
    planted.forEach(moment -> write(moment, json));
    json.close(']').name("said").open('[');
    said.forEach(words -> write(words, json));
    json.close(']').close('}');
    return new String(json.take(), StandardCharsets.UTF_8);
  }

  private static void write(Event event, JsonText json) {
    json.open('{').member("kind", event.kind()).member("at", event.at());
    event
        .why()
        .ifPresent(why -> {
          json.name("why").open('{');
          why.write(json);
          json.close('}');
        });
    json.close('}');
  }

  private static void write(Planted moment, JsonText json) {
    Plant plant = moment.plant();
    json.open('{').member("kind", plant.word()).member("tone", Why.word(plant.tone()));
    json.member("at", moment.at()).member("about", moment.about());
    json.member("because", plant.because()).name("evidence").open('{');
    switch (moment.evidence()) {
      case Evidence.Sent(List<String> messageIds) -> json.name("messageIds").value(messageIds);
      case Evidence.Fewer(String event, Instant until, Instant from, int days) ->
          json.member("fewer", event)
              .member("thanUntil", until)
              .member("from", from)
              .member("days", days);
    }
    json.close('}').close('}');
  }

  private static void write(Said words, JsonText json) {
    json.open('{').member("messageId", words.messageId()).member("at", words.at());
    json.member("family", words.family()).name("heldOut").value((Object) words.heldOut());
    json.member("language", words.language());
    json.name("misspelt").value((Object) words.misspelt());
    words.meaning().write(json);
    json.close('}');
  }
}
