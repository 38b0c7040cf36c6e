package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import dev.attune.playbook.Role;
import dev.attune.wire.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who needs you now: the urgent first, then who has the least time left. */
class PressingTest {
  private static final String PLAYBOOK =
      """
      playbook: Pressing
      moments:
        stuck: { when: signal.event == 'Stuck', expires: 20h }
        slow: { when: signal.event == 'Slow', expires: 10h, urgency: low }
        asked: { when: signal.event == 'Asked', expires: 30h }
      """;

  private static final Pattern CUSTOMER = Pattern.compile("href=\"/customers/user:([a-z0-9]+)\"");

  @TempDir private Path directory;

  @Test
  void showsWhomWeLoseFirstHoweverManyCameLater() {
    try (Running running = Running.on(directory, PLAYBOOK)) {
      Instant now = Instant.now();
      happened(running, "Slow", "low", now.minus(Duration.ofHours(9)));
      for (int i = 0; i < 40; i++) {
        happened(running, "Stuck", "new" + i, now.minus(Duration.ofMinutes(i + 1)));
      }
      happened(running, "Stuck", "nearly", now.minus(Duration.ofHours(19)));
      happened(running, "Asked", "soon", now.minus(Duration.ofHours(28)));
      happened(running, "Slow", "nearly", now.minus(Duration.ofHours(8)));
      running.server.engine().await(running.server.engine().progress().appended());

      Visitor lead = Visitor.with(running, Role.LEAD, Optional.empty());
      String page = lead.get("/today").body();
      List<String> shown =
          CUSTOMER.matcher(page).results().map(match -> match.group(1)).distinct().toList();

      assertThat(shown)
          .containsExactly("nearly", "soon", "new39", "new38", "new37", "new36", "new35", "new34");
    }
  }

  @Test
  void saysWhoWasHelpedAndShowsThemLast() {
    try (Running running = Running.on(directory, PLAYBOOK)) {
      Instant now = Instant.now();
      happened(running, "Stuck", "first", now.minus(Duration.ofHours(9)));
      happened(running, "Stuck", "second", now.minus(Duration.ofHours(8)));
      running.server.engine().await(running.server.engine().progress().appended());
      help(running, "stuck", "first");

      String page = Visitor.with(running, Role.LEAD, Optional.empty()).get("/grace").body();

      assertThat(page.indexOf("user:second")).isPositive().isLessThan(page.indexOf("user:first"));
      assertThat(page).contains("Done: Called them, by ana");
    }
  }

  /** Somebody does something for a customer in the moment of this kind. */
  private static void help(Running running, String kind, String user) {
    String moment =
        Running.list(running.get("/api/moments?kind=" + kind).json(), "moments").stream()
            .filter(each -> ("user:" + user).equals(each.text("customer")))
            .findFirst()
            .orElseThrow()
            .text("id");
    Data given =
        Data.of(
            "id",
            "gesture-" + user,
            "customer",
            user,
            "words",
            "Called them",
            "amount",
            "0",
            "moment",
            String.valueOf(moment),
            "by",
            "ana");
    assertThat(running.post("/api/gestures", Json.text(given)).status()).isEqualTo(200);
  }

  private static void happened(Running running, String event, String user, Instant at) {
    assertThat(
            running
                .intake(
                    "/v1/track",
                    """
                    {"event": "%s", "userId": "%s", "timestamp": "%s"}
                    """
                        .formatted(event, user, at))
                .status())
        .isEqualTo(200);
  }
}
