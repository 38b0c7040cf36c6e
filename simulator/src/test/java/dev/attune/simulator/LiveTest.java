package dev.attune.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.simulator.Signals.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LiveTest {
  private static final Duration WATCHED = Duration.ofHours(2);

  private static List<Message> watched = List.of();

  @BeforeAll
  static void watch() {
    Instant end = Signals.TO.plus(WATCHED);
    watched = live().takeWhile(message -> message.occurredAt().isBefore(end)).toList();
  }

  @Test
  void repeatsItselfByteForByte() {
    assertThat(Signals.hash(live().limit(1_000)))
        .isEqualTo(Signals.hash(watched.stream().limit(1_000)));
  }

  @Test
  void goesOnInTimeOrderFromTheHistorysEndAtItsPace() {
    Instant last = Signals.TO;
    for (Message message : watched) {
      assertThat(message.occurredAt()).isAfterOrEqualTo(last);
      last = message.occurredAt();
    }
    double perMinute = watched.size() / (double) WATCHED.toMinutes();
    assertThat(perMinute).isBetween(100.0, 200.0);
  }

  @Test
  void sendsNothingTwiceNorWhatTheHistorySent() {
    Set<String> ids = new HashSet<>();
    Stream.concat(Signals.year(150).messages(), watched.stream())
        .map(Signals::read)
        .forEach(json -> assertThat(ids.add(json.path("messageId").asString(""))).isTrue());
  }

  @Test
  void makesThirdContactsAndNewcomers() {
    List<JsonNode> messages = watched.stream().map(Signals::read).toList();
    long thrice =
        Signals.tracks(messages, "Support Contacted").stream()
            .collect(
                Collectors.groupingBy(t -> t.userId() + t.text("topic"), Collectors.counting()))
            .values()
            .stream()
            .filter(times -> times >= 3)
            .count();
    Set<String> known = Signals.year(1_000).truth().map(Truth::userId).collect(Collectors.toSet());
    List<Track> signUps = Signals.tracks(messages, "Signed Up");

    assertThat(thrice).isBetween(5L, 60L);
    assertThat(signUps).hasSizeBetween(5, 40);
    assertThat(signUps).noneMatch(signUp -> known.contains(signUp.userId()));
  }

  @Test
  void refusesAPaceThatIsNone() {
    assertThatThrownBy(() -> new Pace(0, 1)).hasMessageContaining("signalsPerMinute");
  }

  private static Stream<Message> live() {
    return Signals.year(1_000).live(Pace.LIVELY);
  }
}
