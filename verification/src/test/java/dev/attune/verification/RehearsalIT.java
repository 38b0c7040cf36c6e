package dev.attune.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rehearsals on the running program: what they say, how they end, and that they touch nothing. */
class RehearsalIT {
  private static final int CUSTOMERS = 500;
  private static final int EACH = 60;

  private static final String PLAYBOOK =
      """
      playbook: Shop
      facts:
        orders30: { count: Order Completed, within: 30d }
      segments:
        buyers: facts.orders30 >= 3
      moments:
        many: { when: "signal.event == 'Order Completed' && facts.orders30 >= 5" }
      """;

  private static final String MAPPING =
      """
      source: shop
      format: csv
      kind: track
      name: Order Completed
      user: "{user}"
      time: { value: "{at}", format: iso }
      properties:
        total: { value: "{total}", type: number }
      """;

  /** So many conditions that going through the history takes seconds. */
  private static String slow() {
    StringBuilder text = new StringBuilder("playbook: Slow\nfacts:\n");
    for (int i = 1; i <= 300; i++) {
      text.append(
          "  o%d: { distinct: Order Completed, of: properties.total, within: %dd }\n"
              .formatted(i, i));
    }
    text.append("segments:\n");
    for (int i = 1; i <= 300; i++) {
      text.append("  s%d: facts.o%d >= %d\n".formatted(i, i, 1 + i % 40));
    }
    return text.toString();
  }

  @Test
  void saysWhatWouldHaveBeenAndTouchesNothing(@TempDir Path directory) throws IOException {
    Path history = history(directory.resolve("orders.csv"));
    Path mapping = Files.writeString(directory.resolve("mapping.yaml"), MAPPING);
    try (ServerProcess server =
        ServerProcess.on(directory.resolve("data")).withPlaybook(PLAYBOOK).start()) {
      server.run("import", history.toString(), "--mapping", mapping.toString());
      server.settle();
      List<String> before = standing(server);
      long moments = server.all("/api/moments?state=all", "moments").size();

      rehearsesByCommand(server, directory, moments);
      isCancelled(server);
      keepsItsLimits(server);
      refusesOthers(server);

      assertThat(standing(server)).isEqualTo(before);
    }
  }

  /** The version that holds, rehearsed, opens what it opened. */
  private static void rehearsesByCommand(ServerProcess server, Path directory, long moments)
      throws IOException {
    Path same = Files.writeString(directory.resolve("same.yaml"), PLAYBOOK);
    ServerProcess.Ended ended =
        ServerProcess.runToItsEnd(
            "playbook",
            "rehearse",
            same.toString(),
            "--days",
            "365",
            "--data",
            server.data().toString());
    assertThat(ended.code()).as(ended.said()).isZero();
    assertThat(ended.said())
        .contains("%,d signals of %,d customers, about ".formatted(CUSTOMERS * EACH, CUSTOMERS))
        .contains("many")
        .contains(Long.toString(moments));
    Path bad = Files.writeString(directory.resolve("bad.yaml"), "playbook: Bad\nfacts:\n  x: 1\n");
    ServerProcess.Ended refused =
        ServerProcess.runToItsEnd(
            "playbook", "rehearse", bad.toString(), "--data", server.data().toString());
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.said()).contains("bad.yaml:3");
  }

  private static void isCancelled(ServerProcess server) {
    Reply started = server.postText("/api/playbook/rehearsals?days=365", slow());
    assertThat(started.status()).as(started.text()).isEqualTo(202);
    assertThat(started.data().get("expectedSeconds")).isInstanceOf(Number.class);
    String one = "/api/playbook/rehearsals/" + started.data().text("id");
    Eventually.within(
        Duration.ofMinutes(1),
        () -> number(server.get(one).data(), "signals") > 0 || isOver(server.get(one).data()),
        () -> server.get(one).text());
    assertThat(server.delete(one).status()).isEqualTo(200);
    Eventually.within(
        Duration.ofMinutes(1), () -> isOver(server.get(one).data()), () -> server.get(one).text());
    Data ended = server.get(one).data();
    assertThat(ended.text("state")).isEqualTo("cancelled");
    assertThat(number(ended, "signals")).isLessThan(number(ended, "ofSignals"));
  }

  private static void keepsItsLimits(ServerProcess server) {
    List<String> running = new ArrayList<>();
    Reply reply = server.postText("/api/playbook/rehearsals?days=365", slow());
    while (reply.status() == 202 && running.size() < 10) {
      running.add("/api/playbook/rehearsals/" + reply.data().text("id"));
      reply = server.postText("/api/playbook/rehearsals?days=365", slow());
    }
    assertThat(running).hasSize(2);
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.headers().firstValue("Retry-After")).isPresent();
    assertThat(server.postText("/api/playbook/rehearsals?days=100000", PLAYBOOK).status())
        .isEqualTo(400);
    for (String each : running.reversed()) {
      assertThat(server.delete(each).status()).isEqualTo(200);
    }
    running.forEach(each ->
        Eventually.within(
            Duration.ofMinutes(1),
            () -> isOver(server.get(each).data()),
            () -> server.get(each).text()));
  }

  private static void refusesOthers(ServerProcess server) {
    Reply made = server.post("/api/tokens", Data.of("name", "reader", "scopes", List.of("read")));
    String secret = String.valueOf(made.data().text("token"));
    assertThat(server.postAs(secret, "/api/playbook/rehearsals", PLAYBOOK).status())
        .as(made.text())
        .isEqualTo(403);
    assertThat(server.postAs("no", "/api/playbook/rehearsals", PLAYBOOK).status()).isEqualTo(401);
  }

  private static boolean isOver(Data rehearsal) {
    return !List.of("waiting", "running").contains(String.valueOf(rehearsal.text("state")));
  }

  private static double number(Data data, String name) {
    return data.get(name) instanceof Number number ? number.doubleValue() : 0;
  }

  /** Everything that anybody can see of what was said, of the desk and of who is where. */
  private static List<String> standing(ServerProcess server) {
    List<String> standing = new ArrayList<>();
    Listener.all(server).forEach(effect -> standing.add(effect.toString()));
    server.all("/api/moments?state=all", "moments").forEach(each -> standing.add(each.toString()));
    server
        .all("/api/segments/buyers/members", "members")
        .forEach(each -> standing.add(each.toString()));
    standing.add(server.get("/api/segments").text());
    standing.add(server.get("/api/playbook/versions").text());
    return standing;
  }

  private static Path history(Path file) throws IOException {
    StringBuilder rows = new StringBuilder("user,at,total\n");
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    for (int i = 0; i < EACH; i++) {
      for (int user = 0; user < CUSTOMERS; user++) {
        Instant at = now.minus(Duration.ofDays(300 - 5L * i)).plusSeconds(user % 7);
        rows.append("u%d,%s,%d.5%n".formatted(user, at, (user * 7 + i) % 90));
      }
    }
    return Files.writeString(file, rows.toString(), StandardCharsets.UTF_8);
  }
}
