package dev.attune.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import dev.attune.engine.DataDirectory;
import dev.attune.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups of the running program: under load, and with one of the two killed on the way. */
class BackupIT {
  private static final int KILLS = Boolean.getBoolean("attune.long") ? 12 : 1;
  private static final int HEAVY = 80;

  private final long seed = Long.getLong("attune.seed", System.nanoTime() & 0xffff);

  @TempDir Path directory;

  @Test
  void holdsWhatWasAcknowledgedAndGoesOnElsewhere() throws IOException {
    Path data = directory.resolve("data");
    Path file = directory.resolve("attune.tar");
    Crowd crowd = new Crowd(seed);
    Map<String, Set<String>> before;
    try (ServerProcess server = ServerProcess.on(data).withPlaybook(Crowd.PLAYBOOK)) {
      String key = server.start().addSource("crowd", "server");
      crowd.start(server, key);
      waitFor(crowd, 300);
      before = crowd.acknowledged();
      server.run("backup", file.toString());
      waitFor(crowd, crowd.acknowledgedSignals() + 100);
      server.kill();
      crowd.join();
    }
    Path there = directory.resolve("there");
    succeeds("verify", file.toString(), "--work", directory.toString());
    succeeds("restore", file.toString(), there.toString());
    try (ServerProcess server = ServerProcess.on(there).start()) {
      String key = server.addSource("crowd-again", "server");
      server.settle();
      crowd.finish(server, key);
      server.stop();
    }
    try (Ledger ledger = Ledger.open(there)) {
      ledger.holdsOnce(before);
      ledger.recordsOnce();
    }
    assertThat(DataDirectory.verify(there, line -> {})).as("seed " + seed).isEmpty();
  }

  @Test
  void leavesNothingHalfMadeHoweverItIsKilled() throws IOException {
    Path data = directory.resolve("data");
    Path file = directory.resolve("attune.tar");
    Path part = directory.resolve("attune.tar.part");
    try (ServerProcess server = ServerProcess.on(data).withPlaybook(Crowd.PLAYBOOK)) {
      String key = server.start().addSource("heavy", "server");
      heavy(server, key);
      for (int round = 0; round < KILLS; round++) {
        Files.deleteIfExists(part);
        Process command = begin(round, "backup", file.toString(), "--data", data.toString());
        killWhen(command, part, round);
        assertThat(file).doesNotExist();
        assertThat(server.get("/health/ready").status()).isEqualTo(200);
      }
      Eventually.within(
          Duration.ofSeconds(90),
          () -> !Files.exists(data.resolve("backup")),
          () -> "the server still holds what nobody fetches");
      Files.deleteIfExists(part);
      Process command = begin(-1, "backup", file.toString(), "--data", data.toString());
      waitFor(part);
      server.kill();
      assertThat(ended(command)).isEqualTo(3);
      assertThat(names()).doesNotContain("attune.tar", "attune.tar.part");
      server.start();
      assertThat(data.resolve("backup")).doesNotExist();
      Files.writeString(part, "what a killed one left");
      server.run("backup", file.toString());
      server.stop();
    }
    assertThat(DataDirectory.verify(data, line -> {})).isEmpty();
    restoreKilled(file);
  }

  private void restoreKilled(Path file) throws IOException {
    Path there = directory.resolve("there");
    byte[] whole = Files.readAllBytes(file);
    for (int round = 0; round < KILLS; round++) {
      delete(directory.resolve("there.restoring"));
      Process command = begin(round, "restore", file.toString(), there.toString());
      killWhen(command, directory.resolve("there.restoring").resolve("store"), round);
      assertThat(there).doesNotExist();
    }
    assertThat(file).hasBinaryContent(whole);
    succeeds("restore", file.toString(), there.toString());
    assertThat(directory.resolve("there.restoring")).doesNotExist();
    assertThat(DataDirectory.verify(there, line -> {})).isEmpty();
  }

  /** Enough that copying it takes a while: words that no packing shortens. */
  private static void heavy(ServerProcess server, String key) {
    Random random = new Random(5);
    byte[] noise = new byte[200_000];
    for (int i = 0; i < HEAVY; i++) {
      random.nextBytes(noise);
      Data feedback =
          Data.of("userId", "u" + i, "text", HexFormat.of().formatHex(noise), "messageId", "f" + i);
      byte[] body = Json.write(feedback);
      Eventually.within(
          Duration.ofSeconds(30),
          () -> server.send(key, "/api/feedback", body).status() == 200,
          () -> "feedback is not taken");
    }
    server.settle();
  }

  private Process begin(int round, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(ServerProcess.command(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("command-" + arguments[0] + round + ".log").toFile())
        .start();
  }

  /** Kills a command once it has begun to write. */
  private void killWhen(Process command, Path begun, int round) {
    waitFor(begun);
    Eventually.pause(Duration.ofMillis(5L * round));
    command.destroyForcibly();
    assertThat(ended(command)).as("killed before its end, round " + round).isEqualTo(137);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static void waitFor(Path begun) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!Files.exists(begun)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(begun + " is not written");
      }
      Thread.onSpinWait();
    }
  }

  private static void waitFor(Crowd crowd, int signals) {
    Eventually.within(
        Duration.ofSeconds(60),
        () -> crowd.acknowledgedSignals() >= signals,
        () -> crowd.acknowledgedSignals() + " acknowledged");
  }

  private static int ended(Process command) {
    try {
      return command.waitFor();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void succeeds(String... arguments) {
    ServerProcess.Ended ended = ServerProcess.runToItsEnd(arguments);
    assertThat(ended.code()).as(ended.said()).isZero();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
