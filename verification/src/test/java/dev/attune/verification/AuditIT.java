package dev.attune.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit of the running program, which is killed while people act. */
class AuditIT {
  private static final int KILLS = Boolean.getBoolean("attune.long") ? 20 : 3;
  private static final int ACTING = 4;

  @TempDir Path directory;

  @Test
  void hasEveryActThatWasDoneHoweverItIsKilled() {
    Set<String> acknowledged = new HashSet<>();
    try (ServerProcess server = ServerProcess.on(directory.resolve("data"))) {
      for (int round = 0; round < KILLS; round++) {
        server.start();
        acknowledged.addAll(actUntilKilled(server, round));
      }
      server.start();
      server.settle();

      Data verdict = server.get("/api/audit/verify").data();
      assertThat(verdict.get("whole")).as(verdict.toString()).isEqualTo(true);
      List<Data> tokens = server.get("/api/tokens").list("tokens");
      long audited = server.all("/api/audit?what=POST%20/api/tokens", "entries").size();
      Set<String> made = new HashSet<>();
      tokens.forEach(token -> made.add(String.valueOf(token.text("name"))));
      assertThat(made).containsAll(acknowledged);
      // The first token was made by no request.
      assertThat(audited).as("written before it is done").isGreaterThanOrEqualTo(made.size() - 1L);
      assertThat(server.run("audit", "verify")).contains("the audit is whole");
    }
  }

  private static Set<String> actUntilKilled(ServerProcess server, int round) {
    ConcurrentLinkedQueue<String> done = new ConcurrentLinkedQueue<>();
    List<Thread> acting = new ArrayList<>();
    for (int i = 0; i < ACTING; i++) {
      String who = "%d-%d-".formatted(round, i);
      acting.add(Thread.ofPlatform().start(() -> act(server, who, done)));
    }
    Eventually.within(
        Duration.ofSeconds(60), () -> done.size() > 20, () -> done.size() + " acts done");
    server.kill();
    acting.forEach(AuditIT::join);
    return new HashSet<>(done);
  }

  private static void act(ServerProcess server, String who, ConcurrentLinkedQueue<String> done) {
    try {
      for (int i = 0; i < 10_000; i++) {
        String name = who + i;
        Data token = Data.of("name", name, "scopes", List.of("read"));
        if (server.post("/api/tokens", token).status() == 201) {
          done.add(name);
        }
      }
    } catch (UncheckedIOException e) {
      // It was killed: what was not answered may have been done, or not.
      return;
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
