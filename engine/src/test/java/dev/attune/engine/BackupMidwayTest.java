package dev.attune.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.wire.StoredSignal;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backup that is taken in the middle of arrivals, restored elsewhere and sent what it lacks, ends
 * where a run without a backup does.
 */
class BackupMidwayTest {
  private static final int ROUNDS = 4;
  private static final int BATCHES = 60;

  @TempDir Path directory;

  @Test
  void endsWhereARunWithoutItDoes() throws Exception {
    for (int seed = 0; seed < ROUNDS; seed++) {
      Path round = Files.createDirectory(directory.resolve("round-" + seed));
      Random random = new Random(seed);
      Path file = round.resolve("midway.tar");
      List<StoredSignal[]> batches = new ArrayList<>();
      Knowledge whole;
      try (Shop shop = Shop.open(round.resolve("here"))) {
        shop.send(Crowds.signals(shop, random, 40)).later(Duration.ofDays(3));
        for (int i = 0; i < BATCHES; i++) {
          batches.add(Crowds.signals(shop, random, 40));
        }
        List<StoredSignal[]> sent = new ArrayList<>();
        long atLeast = saveWhileTheyCome(shop, batches, random.nextInt(BATCHES), file, sent);
        shop.settle().later(Duration.ofDays(12));
        whole = Knowledge.of(shop.engine());
        assertThat(new Restore(file, at -> {}).into(round.resolve("there")))
            .isGreaterThanOrEqualTo(atLeast);
      }
      assertThat(restored(round.resolve("there"), batches)).isEqualTo(whole);
      assertThat(DataDirectory.verify(round.resolve("there"), what -> {})).isEmpty();
    }
  }

  /** Sends everything without waiting, and has a backup taken somewhere on the way. */
  private static long saveWhileTheyCome(
      Shop shop, List<StoredSignal[]> batches, int after, Path file, List<StoredSignal[]> sent)
      throws Exception {
    List<CompletableFuture<Long>> answers = new ArrayList<>();
    CompletableFuture<Void> saved = new CompletableFuture<>();
    long acknowledged = 0;
    for (int i = 0; i < batches.size(); i++) {
      sent.add(batches.get(i));
      answers.add(shop.engine().append(Entry.of(batches.get(i))));
      if (i == after) {
        acknowledged = answers.getLast().join();
        saved = CompletableFuture.runAsync(() -> save(shop.engine(), file));
      }
    }
    saved.join();
    long last = 0;
    for (CompletableFuture<Long> answer : answers) {
      last = Math.max(last, answer.join());
    }
    shop.engine().await(last);
    return acknowledged;
  }

  private static void save(Engine engine, Path file) {
    try (Backup backup = engine.backup();
        OutputStream out = Files.newOutputStream(file)) {
      backup.writeTo(out, at -> {});
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Senders who do not know what it has send everything again. */
  private static Knowledge restored(Path there, List<StoredSignal[]> batches) {
    try (Shop shop = new Shop(there)) {
      shop.passUnseen(Duration.ofDays(3));
      batches.forEach(shop::send);
      shop.settle().later(Duration.ofDays(12));
      return Knowledge.of(shop.engine());
    }
  }
}
