package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeardTest {
  private Instant now = Instant.parse("2026-11-22T08:00:00Z");
  private final Heard heard = new Heard(() -> now);

  private void says(String source, String text) {
    heard.hear(source, "track", List.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void keepsTheLastMessagesNewestFirst() {
    for (int i = 0; i < 50; i++) {
      says("shop", "{\"n\": " + i + "}");
    }
    assertThat(heard.last("shop")).hasSize(Heard.KEPT);
    assertThat(heard.last("shop").getFirst().body()).asString().contains("49");
    assertThat(heard.last("other")).isEmpty();
  }

  @Test
  void saysWhoFellSilentThatUsedToSpeakOften() {
    for (int i = 0; i < 60; i++) {
      says("shop", "{}");
      now = now.plusSeconds(10);
    }
    assertThat(heard.silent(now)).isEmpty();
    assertThat(heard.silent(now.plus(Duration.ofMinutes(9)))).isEmpty();
    assertThat(heard.silent(now.plus(Duration.ofMinutes(12)))).containsOnlyKeys("shop");
  }

  @Test
  void doesNotCallARareSpeakerSilent() {
    for (int i = 0; i < 5; i++) {
      says("letters", "{}");
      now = now.plus(Duration.ofHours(1));
    }
    assertThat(heard.silent(now.plus(Duration.ofDays(3)))).isEmpty();
  }
}
