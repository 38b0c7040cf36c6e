package dev.attune.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import dev.attune.engine.DataDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** INV-005 and INV-006 from outside: the program is killed at random instants, under load. */
class CrashIT {
  private static final int KILLS = Boolean.getBoolean("attune.long") ? 30 : 3;
  private static final Duration WAIT = Duration.ofSeconds(2);
  private static final Duration NOTICED_WITHIN = Duration.ofSeconds(3);

  private final long seed = Long.getLong("attune.seed", System.nanoTime() & 0xffff);
  private final Random random = new Random(seed);

  @Test
  void losesNothingAndRecordsEverythingOnceHoweverOftenItIsKilled(@TempDir Path directory) {
    Path data = directory.resolve("data");
    Crowd crowd = new Crowd(seed);
    try (ServerProcess server = ServerProcess.on(data).withPlaybook(Crowd.PLAYBOOK)) {
      String key = server.start().addSource("crowd", "server");
      for (int round = 0; round < KILLS; round++) {
        crowd.start(server, key);
        Eventually.pause(Duration.ofMillis(random.nextInt(600)));
        Instant begun = begin(server, key, round);
        Eventually.pause(Duration.ofMillis(random.nextInt(600)));
        server.kill();
        crowd.join();
        if (random.nextInt(3) == 0) {
          server.launch(); // It may die while it recovers, too.
          Eventually.pause(Duration.ofMillis(random.nextInt(1_500)));
          server.kill();
        }
        Eventually.pause(Duration.between(Instant.now(), begun.plus(WAIT)));
        server.start();
        noticed(server, round, begun.plus(WAIT));
      }
      crowd.finish(server, key);
      server.settle();
      assertThat(crowd.otherAnswers()).isEmpty();
      server.kill();
    }
    settles(data, crowd);
  }

  private void settles(Path data, Crowd crowd) {
    try (Ledger ledger = Ledger.open(data)) {
      ledger.holdsOnce(crowd.acknowledged());
      ledger.settledAsCounted(ledger.recordsOnce(), crowd.acknowledged());
    }
    assertThat(DataDirectory.verify(data, line -> {})).as("seed " + seed).isEmpty();
  }

  /** Somebody begins to wait; says when. */
  private static Instant begin(ServerProcess server, String key, int round) {
    Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
    Data begun =
        Data.of(
            "type",
            "track",
            "event",
            "Begun",
            "userId",
            "waiter-" + round,
            "messageId",
            "begun-" + round,
            "timestamp",
            now.toString());
    assertThat(server.sendBatch(key, List.of(begun)).status()).isEqualTo(200);
    return now;
  }

  /** What fell due while it was down is there at once, with the instant at which it was due. */
  private static void noticed(ServerProcess server, int round, Instant due) {
    String waiter = "user:waiter-" + round;
    Eventually.within(
        NOTICED_WITHIN,
        () ->
            server.get("/api/moments?kind=left-waiting&limit=500").list("moments").stream()
                .anyMatch(moment ->
                    waiter.equals(moment.text("customer"))
                        && due.toString().equals(moment.text("openedAt"))),
        () -> waiter + " due " + due + ": " + server.get("/api/customers/" + waiter).text());
  }

  @Test
  void acknowledgesNothingThatIsNotSynced(@TempDir Path directory) {
    SyncLog syncs = SyncLog.in(directory);
    Path data = directory.resolve("data");
    Crowd crowd = new Crowd(seed + 1);
    try (ServerProcess server = syncs.watch(ServerProcess.on(data)).withPlaybook(Crowd.PLAYBOOK)) {
      String key = server.start().addSource("crowd", "server");
      for (int round = 0; round < KILLS; round++) {
        crowd.start(server, key);
        Eventually.pause(Duration.ofMillis(200 + random.nextInt(1_000)));
        server.kill();
        crowd.join();
        Path cut = directory.resolve("cut-" + round);
        syncs.copyCutOff(data, cut);
        try (Ledger ledger = Ledger.open(cut)) {
          ledger.holdsOnce(crowd.acknowledged());
          ledger.recordsOnce();
        }
        server.start();
      }
    }
    assertThat(crowd.acknowledgedSignals()).isPositive();
    assertThat(syncs.syncs()).isPositive();
  }

  @Test
  void syncsBeforeItAnswers(@TempDir Path directory) {
    SyncLog syncs = SyncLog.in(directory);
    try (ServerProcess server =
        syncs.watch(ServerProcess.on(directory.resolve("data"))).withPlaybook(Crowd.PLAYBOOK)) {
      String key = server.start().addSource("one", "server");
      for (int i = 0; i < 20; i++) {
        double counted = server.metric("attune_journal_syncs_total");
        long seen = syncs.syncs();
        begin(server, key, i);
        assertThat(syncs.syncs()).as("syncs seen by the kernel").isGreaterThan(seen);
        assertThat(server.metric("attune_journal_syncs_total")).isGreaterThan(counted);
      }
    }
  }
}
