package dev.attune.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.engine.DataDirectory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up under load: no room is said in time, and nothing is lost. */
class DiskFullIT {
  private static final int MEGABYTE = 1024 * 1024;
  private static final int DISK = 420 * MEGABYTE;
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path directory = Path.of("");
  private Path disk = Path.of("");
  private boolean mounted;

  @BeforeEach
  void mount() throws IOException {
    disk = Files.createDirectory(directory.resolve("disk"));
    Tool mount = Tool.named("mount");
    try {
      assumeTrue(mount.isThere());
      mount.run(directory, "-t", "tmpfs", "-o", "size=" + DISK, "tmpfs", disk.toString());
      mounted = true;
    } catch (AssertionError | RuntimeException e) {
      assumeTrue(false, "needs the right to mount a small disk: run as root on Linux");
    }
  }

  @AfterEach
  void unmount() {
    if (mounted) {
      Tool.named("umount").run(directory, "-l", disk.toString());
    }
  }

  @Test
  void saysThatThereIsNoRoomBeforeTheDiskIsFull() throws IOException {
    fillsUp(100 * MEGABYTE);
  }

  @Test
  void survivesADiskWithoutASingleByteLeft() throws IOException {
    fillsUp(0);
  }

  private void fillsUp(long leave) throws IOException {
    Path data = disk.resolve("data");
    Crowd crowd = new Crowd(7);
    try (ServerProcess server = ServerProcess.on(data).withPlaybook(Crowd.PLAYBOOK)) {
      String key = server.start().addSource("crowd", "server");
      crowd.start(server, key);
      waitFor(server, crowd, 500);
      Path ballast = fill(leave);
      long before = crowd.noRoom();
      Eventually.within(SOON, () -> crowd.noRoom() > before + 10, () -> "never 503");
      assertThat(server.get("/health/live").status()).isEqualTo(200);
      assertThat(server.get("/api/customers/" + Crowd.customer(1)).status()).isEqualTo(200);
      Files.delete(ballast);
      waitFor(server, crowd, 500);
      crowd.join();
      crowd.finish(server, key);
      server.settle();
      assertThat(crowd.otherAnswers()).isEmpty();
      server.kill();
    }
    try (Ledger ledger = Ledger.open(data)) {
      ledger.holdsOnce(crowd.acknowledged());
      ledger.settledAsCounted(ledger.recordsOnce(), crowd.acknowledged());
    }
    assertThat(DataDirectory.verify(data, line -> {})).isEmpty();
  }

  private static void waitFor(ServerProcess server, Crowd crowd, int more) {
    int enough = crowd.acknowledgedSignals() + more;
    Eventually.within(
        SOON,
        () -> crowd.acknowledgedSignals() >= enough,
        () -> "not acknowledged: " + crowd.otherAnswers() + "\n" + server.output());
  }

  /** Writes a file until only {@code leave} bytes are left. */
  private Path fill(long leave) throws IOException {
    Path ballast = disk.resolve("ballast");
    byte[] piece = new byte[MEGABYTE / 16];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (Files.getFileStore(disk).getUsableSpace() > leave) {
        out.write(piece);
      }
    } catch (IOException e) {
      assertThat(Files.getFileStore(disk).getUsableSpace()).isLessThan(MEGABYTE);
    }
    return ballast;
  }
}
