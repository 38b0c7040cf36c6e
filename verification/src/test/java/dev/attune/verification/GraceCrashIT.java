package dev.attune.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import dev.attune.engine.DataDirectory;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A budget under fire: 64 people choose out of one, each choice twice at once and again until it is
 * answered, while the program is killed at random instants. Never over, never lost, never double.
 */
class GraceCrashIT {
  private static final int KILLS = Boolean.getBoolean("attune.long") ? 20 : 2;
  private static final int CHOOSERS = 64;
  private static final int CHOICES_EACH = 3;
  private static final int COST = 7;

  /** All of them together would give 1,344. */
  private static final int TEAM_PER_DAY = 600;

  private static final String PLAYBOOK =
      """
      playbook: Fire
      zone: Pacific/Auckland
      options:
        cake: { title: A cake, cost: %d, does: { webhook: cakes } }
      teams:
        bakers: { zone: Pacific/Auckland, default: true }
      trust:
        currency: EUR
        front-line: { per-gesture: 100 }
        team-per-day: { bakers: %d }
      """
          .formatted(COST, TEAM_PER_DAY);

  private final long seed = Long.getLong("attune.seed", System.nanoTime() & 0xffff);
  private final Random random = new Random(seed);

  /** What was answered, by the gesture's id. */
  private final Map<String, Data> answers = new ConcurrentHashMap<>();

  @Test
  void isNeverOverNeverLostNeverDouble(@TempDir Path directory) {
    Path data = directory.resolve("data");
    try (ServerProcess server = ServerProcess.on(data).withPlaybook(PLAYBOOK)) {
      server.start();
      List<Thread> choosers = new ArrayList<>();
      for (int i = 0; i < CHOOSERS; i++) {
        int number = i;
        choosers.add(Thread.ofVirtual().start(() -> chooseAll(server, number)));
      }
      for (int round = 0; round < KILLS; round++) {
        Eventually.pause(Duration.ofMillis(50 + random.nextInt(400)));
        server.kill();
        server.start();
      }
      join(choosers);
      holds(server);
      server.kill();
      server.start();
      holds(server);
      server.stop();
    }
    assertThat(DataDirectory.verify(data, line -> {})).as("seed " + seed).isEmpty();
  }

  private void chooseAll(ServerProcess server, int number) {
    for (int i = 0; i < CHOICES_EACH; i++) {
      String id = "cake-%d-%d".formatted(number, i);
      Data body =
          Data.of(
              "id", id, "met", Data.of("booking", id), "option", "cake", "by", "baker" + number);
      Thread tap = Thread.ofVirtual().start(() -> choose(server, id, body));
      choose(server, id, body);
      join(List.of(tap));
    }
  }

  /** Sends until it is answered; the answer never changes. */
  private void choose(ServerProcess server, String id, Data body) {
    while (true) {
      try {
        Reply reply = server.post("/api/gestures", body);
        if (reply.status() == 200) {
          Data before = answers.putIfAbsent(id, reply.data());
          if (before != null) {
            assertThat(reply.data()).as(id).isEqualTo(before);
          }
          return;
        }
        // 401: the token is that of the process before.
        assertThat(reply.status()).as(reply.text()).isIn(401, 503);
      } catch (UncheckedIOException e) {
        // It was killed: whether it took the choice, nobody knows.
        assertThat(e).isNotNull();
      }
      Eventually.pause(Duration.ofMillis(20));
    }
  }

  private void holds(ServerProcess server) {
    assertThat(answers).hasSize(CHOOSERS * CHOICES_EACH);
    long booked =
        answers.values().stream().filter(each -> "promised".equals(each.text("state"))).count();
    assertThat(booked).as("all that the budget covers").isEqualTo(TEAM_PER_DAY / COST);
    answers.forEach((id, answer) -> {
      assertThat(server.get("/api/gestures/" + id).data().text("state"))
          .isEqualTo(answer.text("state"));
      long heard =
          server
              .get("/api/customers/" + answer.text("customer") + "/timeline")
              .list("signals")
              .stream()
              .filter(signal -> "gesture".equals(signal.text("kind")))
              .count();
      boolean isBooked = "promised".equals(answer.text("state"));
      assertThat(heard).as("%s, seed %d: %s", id, seed, answer).isEqualTo(isBooked ? 1 : 0);
    });
    assertThat(server.get("/api/budget?by=somebody").text())
        .contains("\"limit\":\"team-per-day\"", "\"spent\":\"" + booked * COST + "\"");
  }

  private static void join(List<Thread> threads) {
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
