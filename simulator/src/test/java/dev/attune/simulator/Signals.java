package dev.attune.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a simulation sent. */
final class Signals {
  static final Instant TO = Instant.parse("2026-11-21T19:00:00Z");
  static final Instant FROM = TO.minus(Duration.ofDays(365));

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Signals() {}

  static Simulation year(int customers) {
    return Simulation.of(1, customers, FROM, TO);
  }

  static JsonNode read(Message message) {
    return JSON.readTree(message.json());
  }

  static JsonNode read(String json) {
    return JSON.readTree(json);
  }

  /** The events of a name, in time order, each with its time. */
  static List<Track> tracks(List<JsonNode> all, String event) {
    return all.stream()
        .filter(json -> json.path("event").asString("").equals(event))
        .map(Track::of)
        .toList();
  }

  record Track(String userId, Instant at, JsonNode properties) {
    static Track of(JsonNode json) {
      return new Track(
          json.path("userId").asString(""),
          Instant.parse(json.path("timestamp").asString("")),
          json.path("properties"));
    }

    String text(String name) {
      return properties.path(name).asString("");
    }
  }

  static String hash(Stream<Message> messages) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      long[] count = new long[1];
      messages.forEach(message -> {
        digest.update(message.json());
        count[0]++;
      });
      assertThat(count[0]).isPositive();
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
