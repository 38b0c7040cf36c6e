package dev.attune.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** INV-005 for who listens: the program is killed in the middle of a stream, again and again. */
class StreamIT {
  private static final int KILLS = Boolean.getBoolean("attune.long") ? 20 : 3;
  private static final int BATCH = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String PLAYBOOK =
      """
      playbook: Stream
      facts:
        hits: { count: Hit }
      segments:
        hit: facts.hits >= 1
        twice: facts.hits >= 2
      """;

  private final long seed = Long.getLong("attune.seed", System.nanoTime() & 0xffff);
  private final Random random = new Random(seed);
  private volatile boolean stopping;
  private volatile int batches;

  @Test
  void losesNothingAndTellsNothingTwiceHoweverOftenItIsKilled(@TempDir Path directory)
      throws InterruptedException {
    try (ServerProcess server =
        ServerProcess.on(directory.resolve("data")).withPlaybook(PLAYBOOK).start()) {
      String key = server.addSource("hits", "server");
      Thread sender = Thread.ofPlatform().start(() -> send(server, key));
      List<Listener.Event> heard = new ArrayList<>();
      String place = "0";
      for (int round = 0; round < KILLS; round++) {
        try (Listener listener = Listener.to(server, place)) {
          listener.awaitEvents(20 + random.nextInt(300), PATIENCE);
          server.kill();
          heard.addAll(listener.awaitEnd(PATIENCE));
          place = listener.place();
        }
        server.start();
      }
      stopping = true;
      sender.join();
      int due = batches * BATCH; // every hit enters one segment
      Eventually.within(
          PATIENCE,
          () -> Listener.all(server).size() >= due,
          () -> Listener.all(server).size() + " of " + due + " effects");
      List<Listener.Event> told = Listener.all(server);
      assertThat(told).as("seed %d", seed).hasSize(due);
      try (Listener listener = Listener.to(server, place)) {
        listener.awaitEvents(told.size() - heard.size(), PATIENCE);
        server.stop();
        heard.addAll(listener.awaitEnd(PATIENCE));
      }
      System.out.printf(
          "stream: %d effects, killed %d times, seed %d%n", heard.size(), KILLS, seed);
      assertThat(heard).as("seed %d", seed).isEqualTo(told).doesNotHaveDuplicates();
    }
  }

  /** Sends as good libraries do: again under the same ids until it is acknowledged. */
  private void send(ServerProcess server, String key) {
    for (int number = 0; !stopping; number++) {
      List<Data> batch = batch(number);
      while (!isTaken(server, key, batch)) {
        Eventually.pause(Duration.ofMillis(50));
      }
      batches = number + 1;
    }
  }

  private static boolean isTaken(ServerProcess server, String key, List<Data> batch) {
    try {
      return server.sendBatch(key, batch).status() == 200;
    } catch (UncheckedIOException e) {
      return false; // It is gone, and will be back.
    }
  }

  private static List<Data> batch(int number) {
    return IntStream.range(0, BATCH)
        .mapToObj(i ->
            Data.of(
                "type",
                "track",
                "event",
                "Hit",
                "userId",
                "u%d-%d".formatted(number / 2, i),
                "messageId",
                "h%d-%d".formatted(number, i)))
        .toList();
  }
}
