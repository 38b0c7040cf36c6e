package dev.attune.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.attune.customer.Id;
import dev.attune.wire.StoredSignal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {
  @TempDir Path directory;

  @Test
  void standsWhereItStoodWhereverTheStoreWasCutOff() throws IOException {
    Path live = directory.resolve("live");
    Random random = new Random(11);
    Knowledge whole;
    List<Path> copies = new ArrayList<>();
    Instant end;
    try (Shop shop = Shop.open(live)) {
      for (int round = 0; round < 12; round++) {
        shop.send(Crowds.signals(shop, random, 40)).later(Duration.ofDays(3));
      }
      whole = Knowledge.of(shop.engine());
      for (int i = 0; i < 6; i++) {
        copies.add(copy(live, directory.resolve("cut-" + i)));
      }
      end = shop.now();
    }
    for (Path copy : copies) {
      cutStore(copy, random);
      try (Engine engine = Engine.open(copy, config(), InstantSource.fixed(end))) {
        settle(engine);
        assertThat(Knowledge.of(engine)).isEqualTo(whole);
      }
      assertThat(DataDirectory.verify(copy, what -> {})).isEmpty();
    }
  }

  @Test
  void foldsWhatWaitedWhenItIsOpenedAgain() {
    List<CompletableFuture<Long>> answers = new ArrayList<>();
    try (Shop shop = Shop.open(directory)) {
      for (int i = 0; i < 200; i++) {
        StoredSignal[] signals = Crowds.signals(shop, new Random(i), 50);
        answers.add(shop.engine().append(Entry.of(signals)));
      }
    }
    long acknowledged = answers.stream().map(CompletableFuture::join).max(Long::compare).orElse(0L);

    try (Engine engine = Engine.open(directory, config(), InstantSource.fixed(Shop.MORNING))) {
      engine.await(acknowledged);

      assertThat(signalsIn(engine)).isEqualTo(10_000);
    }
  }

  @Test
  void tellsNobodyThatItHasWhatIsNotSynced() {
    try (Shop shop = Shop.open(directory)) {
      long before = shop.engine().metrics().syncs();
      shop.track("ada", "Signed Up").track("ada", "Signed Up");

      assertThat(shop.engine().metrics().syncs()).isEqualTo(before + 2);
    }
  }

  @Test
  void hasNoRoomWhenTheDiskIsNearlyFull() {
    try (Engine engine =
        Engine.open(directory, config().withReserve(Long.MAX_VALUE / 2), InstantSource.system())) {
      Entry entry = new Entry.Setting("a", Optional.empty());

      assertThatThrownBy(() -> engine.appendAndWait(entry))
          .asInstanceOf(type(NoRoom.class))
          .satisfies(e -> {
            assertThat(e.code()).isEqualTo("disk-full");
            assertThat(e.kind()).isEqualTo(EngineException.Kind.NO_ROOM);
            assertThat(e.retryAfter()).isPositive();
          });
      assertThat(engine.progress().appended()).isZero();
    }
  }

  @Test
  void hasNoRoomWhenTheFoldIsFarBehindAndAgainWhenItIsNot() {
    EngineConfig config = config().withLag(50, Duration.ofMinutes(1));
    try (Shop shop = new Shop(directory, config)) {
      shop.engine().adopt(Shop.PLAYBOOK, "kim");
      Entry entry = Entry.of(Crowds.signals(shop, new Random(1), 500));
      CompletableFuture<Long> first = shop.engine().append(entry);
      long position = first.join();

      // Either it was refused, or the fold was quicker than the second call.
      try {
        position = shop.engine().appendAndWait(entry);
      } catch (NoRoom e) {
        assertThat(e.code()).isEqualTo("fold-behind");
      }
      shop.engine().await(position);

      shop.track("ada", "Signed Up");
      assertThat(shop.engine().customer(Id.user("ada"))).isPresent();
    }
  }

  @Test
  void takesWhatCameInOnePieceWholeOrNotAtAll() {
    EngineConfig config = config().withLag(50, Duration.ofMinutes(1));
    try (Shop shop = new Shop(directory, config)) {
      shop.engine().adopt(Shop.PLAYBOOK, "kim");
      long before = shop.engine().progress().appended();
      List<Entry> piece =
          Stream.generate(() -> Entry.of(Crowds.signals(shop, new Random(1), 500)))
              .limit(20)
              .toList();

      // The first entry alone is more than may wait; the others belong to it.
      shop.engine().await(shop.engine().append(piece).join());

      assertThat(shop.engine().progress().appended()).isEqualTo(before + piece.size());
    }
  }

  @Test
  void saysThatItIsClosed() {
    Engine engine = Engine.open(directory, config(), InstantSource.system());
    engine.close();

    assertThatThrownBy(() -> engine.customer(Id.user("ada"))).hasMessageContaining("closed");
    assertThatThrownBy(() -> engine.append(new Entry.Setting("a", Optional.empty())))
        .hasMessageContaining("closed");
  }

  private static EngineConfig config() {
    return EngineConfig.usual().withReserve(0);
  }

  private static void settle(Engine engine) {
    engine.await(engine.progress().appended());
    long asked = engine.askIdle();
    Shop.eventually(() -> engine.isIdle(asked));
  }

  private static long signalsIn(Engine engine) {
    return engine.customers(Optional.empty(), 100).items().stream()
        .mapToLong(id -> engine.timeline(id, Optional.empty(), 10_000).items().size())
        .sum();
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    return to;
  }

  /** What was written to the store and not synced may be lost, from any byte on. */
  private static void cutStore(Path directory, Random random) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("store"))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".log")).toList()) {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "rw")) {
          log.setLength((long) (random.nextDouble() * log.length()));
        }
      }
    }
  }
}
