package dev.attune.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.wire.StoredSignal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
  @TempDir Path directory;

  @Test
  void goesOnElsewhereFromWhereItStood() throws IOException {
    Path backup = directory.resolve("shop.tar");
    try (Shop shop = Shop.open(directory.resolve("here"))) {
      shop.track("ada", "Order Completed", "total", 7).track("ada", "Order Completed", "total", 5);
      shop.engine().putSetting("colour", Optional.of(new byte[] {7}));
      save(shop.engine(), backup);
      shop.track("ada", "Order Completed", "total", 100);
    }
    new Restore(backup, at -> {}).into(directory.resolve("there"));

    try (Shop shop = new Shop(directory.resolve("there"))) {
      assertThat(shop.customer("ada").facts().get("spent")).isEqualTo(12.0);
      assertThat(shop.engine().setting("colour")).hasValue(new byte[] {7});
      long told = shop.engine().effects(0, 100).getLast().sequence();
      shop.send(shop.signal("m1", "ada", null, Shop.MORNING, again(7)));
      assertThat(shop.customer("ada").facts().get("spent")).as("seen before").isEqualTo(12.0);
      shop.later(Duration.ofDays(40));
      assertThat(shop.open()).extracting(MomentView::rule).contains("gone-quiet");
      Shop.eventually(() -> !shop.engine().effects(told, 100).isEmpty());
      assertThat(shop.engine().effects(told, 100).getFirst().sequence()).isEqualTo(told + 1);
    }
    assertThat(DataDirectory.verify(directory.resolve("there"), what -> {})).isEmpty();
  }

  private static Content again(int total) {
    return new Content.Track("Order Completed", Data.of("total", total));
  }

  @Test
  void isTakenOfADirectoryThatNobodyHasOpen() throws IOException {
    Path here = directory.resolve("here");
    try (Shop shop = Shop.open(here)) {
      shop.track("ada", "Order Completed", "total", 7);
    }
    Path file = directory.resolve("shop.tar");
    try (Backup backup = Backup.of(here, Shop.MORNING);
        OutputStream out = Files.newOutputStream(file)) {
      assertThatThrownBy(() -> new Shop(here)).hasMessageContaining("in use by another Attune");
      backup.writeTo(out, at -> {});
    }
    new Shop(here).close();

    assertThat(here).isDirectoryNotContaining("glob:**/backup");
    assertThat(new Restore(file, at -> {}).verify(directory, what -> {})).isEmpty();
    assertThat(directory).isDirectoryNotContaining("glob:**attune-verify*");
  }

  @Test
  void holdsWhatWasAcknowledgedBeforeItBeganWhileMoreComesIn() throws Exception {
    try (Shop shop = Shop.open(directory.resolve("here"))) {
      AtomicLong acknowledged = new AtomicLong();
      Thread sender = Thread.ofPlatform().start(() -> sendUntilInterrupted(shop, acknowledged));
      for (int round = 0; round < 3; round++) {
        Path file = directory.resolve("round-" + round);
        long atLeast = acknowledged.get() + 50;
        Shop.eventually(() -> acknowledged.get() > atLeast);
        long before = acknowledged.get();
        save(shop.engine(), file);
        Path there = directory.resolve("there-" + round);
        assertThat(new Restore(file, at -> {}).into(there)).isPositive();
        assertThat(DataDirectory.verify(there, what -> {})).isEmpty();
        assertThat(countedIn(there)).isBetween((double) before, acknowledged.get() + 1.0);
      }
      sender.interrupt();
      sender.join();
    }
  }

  private static void sendUntilInterrupted(Shop shop, AtomicLong acknowledged) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        shop.track("ada", "Order Completed", "total", 1);
        acknowledged.incrementAndGet();
      } catch (EngineException e) {
        return;
      }
    }
  }

  private static double countedIn(Path there) {
    try (Engine engine =
        Engine.open(
            there, EngineConfig.usual().withReserve(0), InstantSource.fixed(Shop.MORNING))) {
      engine.await(engine.progress().appended());
      Object spent = engine.customer(Id.user("ada")).orElseThrow().facts().get("spent");
      return ((Number) Objects.requireNonNull(spent)).doubleValue();
    }
  }

  @Test
  void writesAsMuchAsItSaid() throws IOException {
    Path file = directory.resolve("shop.tar");
    try (Shop shop = Shop.open(directory.resolve("here"));
        Backup backup = shop.engine().backup();
        OutputStream out = Files.newOutputStream(file)) {
      List<Long> progress = new ArrayList<>();
      backup.writeTo(out, progress::add);

      assertThat(Files.size(file)).isEqualTo(backup.length());
      assertThat(progress).isSorted().last().isEqualTo(backup.length());
      assertThatThrownBy(() -> shop.engine().backup())
          .asInstanceOf(type(NoRoom.class))
          .satisfies(e -> assertThat(e.code()).isEqualTo("backup-running"));
    }
  }

  @Test
  void isWhatTarAndSha256sumTakeItFor() throws Exception {
    Path file = saved();
    Path plain = Files.createDirectory(directory.resolve("plain"));

    assertThat(ran(plain, "tar", "xf", file.toString())).isZero();
    assertThat(ran(plain, "sha256sum", "-c", "--strict", "--quiet", "SHA256SUMS")).isZero();
    Files.delete(plain.resolve("SHA256SUMS"));
    Files.delete(plain.resolve("MANIFEST.json"));
    assertThat(DataDirectory.verify(plain, what -> {})).isEmpty();
  }

  private static int ran(Path in, String... command) throws Exception {
    return new ProcessBuilder(command).directory(in.toFile()).inheritIO().start().waitFor();
  }

  @Test
  void showsEveryBitThatWasTurnedOver() throws IOException {
    Path file = saved();
    byte[] whole = Files.readAllBytes(file);
    assertThat(new Restore(file, at -> {}).check()).isEmpty();
    Random random = new Random(7);
    List<Integer> places = new ArrayList<>();
    for (int block = 0; block < whole.length; block += Tar.BLOCK) {
      // One bit somewhere in each block: each header, each file, what lies between, and the end.
      places.add(block + random.nextInt(Tar.BLOCK));
    }
    for (int at : places) {
      byte[] bytes = whole.clone();
      bytes[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, bytes);
      assertThat(foundIn(file)).as("byte " + at).isTrue();
    }
  }

  private static boolean foundIn(Path file) {
    try {
      return !new Restore(file, at -> {}).check().isEmpty();
    } catch (EngineException e) {
      return e.code().equals("no-backup");
    }
  }

  @Test
  void restoresNothingFromWhatIsDamagedOrCutOff() throws IOException {
    Path file = saved();
    byte[] whole = Files.readAllBytes(file);
    Path there = directory.resolve("there");
    byte[] bytes = whole.clone();
    bytes[whole.length / 2] ^= 1;
    Files.write(file, bytes);
    refuses(file, there, "damaged-backup", "is damaged");
    for (int length : new int[] {0, 100, 600, whole.length / 3, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      refuses(file, there, length < 512 ? "no-backup" : "damaged-backup", file.toString());
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    refuses(file, there, "damaged-backup", "something follows its end");
  }

  @Test
  void refusesABackupOfANewerAttune() throws IOException {
    Path file = directory.resolve("newer.tar");
    byte[] words =
        "{\"backup\":2,\"format\":1,\"at\":\"2030-01-01T00:00:00Z\",\"position\":1,\"files\":[]}"
            .getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(Tar.header(Manifest.NAME, words.length, Shop.MORNING));
      out.write(words);
      out.write(new byte[Tar.padding(words.length)]);
    }
    refuses(file, directory.resolve("there"), "newer-format", "taken by a newer Attune");
  }

  @Test
  void refusesABackupThatNamesFilesBesideItsDirectory() throws IOException {
    Path file = directory.resolve("evil.tar");
    byte[] words =
        "{\"backup\":1,\"format\":1,\"at\":\"2026-01-01T00:00:00Z\",\"position\":1,\"files\":[{\"name\":\"store/../../x\",\"bytes\":1}]}"
            .getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(Tar.header(Manifest.NAME, words.length, Shop.MORNING));
      out.write(words);
      out.write(new byte[Tar.padding(words.length)]);
    }
    refuses(file, directory.resolve("there"), "damaged-backup", "no file of a data directory");
  }

  @Test
  void restoresIntoNothingOrAnEmptyDirectoryOnly() throws IOException {
    Path file = saved();
    Path there = Files.createDirectory(directory.resolve("there"));
    Path photo = Files.writeString(there.resolve("photo.jpg"), "x");
    refusesAndKeeps(file, there, "not-empty", "not empty");
    assertThat(photo).hasContent("x");
    Files.delete(photo);
    new Restore(file, at -> {}).into(there);
    assertThat(DataDirectory.verify(there, what -> {})).isEmpty();
    refusesAndKeeps(file, there, "not-empty", "not empty");
    refusesAndKeeps(directory.resolve("none"), directory.resolve("t2"), "no-backup", "no backup");
  }

  @Test
  void beginsAnewWhereARestoreWasKilledAndTouchesNothingOfOthers() throws IOException {
    Path file = saved();
    Path there = directory.resolve("there");
    Path left = directory.resolve("there.restoring");
    Files.createDirectories(left.resolve("store"));
    Files.writeString(left.resolve("store").resolve("000001.sst"), "half");
    Files.createFile(left.resolve("LOCK"));
    Path others = Files.writeString(left.resolve("thesis.txt"), "x");
    refusesAndKeeps(file, there, "foreign-directory", "thesis.txt");
    assertThat(others).exists();
    Files.delete(others);

    new Restore(file, at -> {}).into(there);
    assertThat(left).doesNotExist();
    assertThat(DataDirectory.verify(there, what -> {})).isEmpty();
  }

  @Test
  void forgetsWhatAKilledProcessHeld() throws IOException {
    Path here = directory.resolve("here");
    Shop.open(here).close();
    Files.createDirectories(here.resolve("backup").resolve("store.tmp"));
    try (Shop shop = new Shop(here);
        Backup backup = shop.engine().backup()) {
      assertThat(backup.length()).isPositive();
    }
    assertThat(here.resolve("backup")).doesNotExist();
  }

  @Test
  void keepsTheKeyOfRedactedValues() throws IOException {
    String playbook =
        """
        playbook: Shop
        facts: { mails: { distinct: Order Completed, of: properties.email } }
        redact: { hash: [properties.email] }
        """;
    Path file = directory.resolve("shop.tar");
    Path there = directory.resolve("there");
    try (Shop shop = new Shop(directory.resolve("here"))) {
      shop.engine().adopt(playbook, "kim");
      shop.track("ada", "Order Completed", "email", "ada@example.com");
      save(shop.engine(), file);
    }
    new Restore(file, at -> {}).into(there);
    Path key = there.resolve(RedactionKey.NAME);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");

    try (Shop shop = new Shop(there)) {
      shop.later(Duration.ofHours(1));
      StoredSignal same = shop.signal("again", "ada", null, shop.now(), mail("ada@example.com"));
      shop.send(same);
      assertThat(shop.customer("ada").facts().get("mails")).isEqualTo(1L);
      shop.send(shop.signal("other", "ada", null, shop.now(), mail("ada@example.org")));
      assertThat(shop.customer("ada").facts().get("mails")).isEqualTo(2L);
    }
  }

  private static Content mail(String address) {
    return new Content.Track("Order Completed", Data.of("email", address));
  }

  private Path saved() throws IOException {
    Path file = directory.resolve("saved.tar");
    try (Shop shop = Shop.open(directory.resolve("here"))) {
      shop.track("ada", "Order Completed", "total", 7);
      save(shop.engine(), file);
    }
    return file;
  }

  private static void save(Engine engine, Path file) throws IOException {
    try (Backup backup = engine.backup();
        OutputStream out = Files.newOutputStream(file)) {
      backup.writeTo(out, at -> {});
    }
  }

  private void refuses(Path file, Path there, String code, String sentence) throws IOException {
    refusesAndKeeps(file, there, code, sentence);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith("there"));
    }
  }

  private static void refusesAndKeeps(Path file, Path there, String code, String sentence) {
    assertThatThrownBy(() -> new Restore(file, at -> {}).into(there))
        .asInstanceOf(type(EngineException.class))
        .satisfies(e -> {
          assertThat(e.code()).isEqualTo(code);
          assertThat(e).hasMessageContaining(sentence);
        });
  }
}
