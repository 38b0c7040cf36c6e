package dev.attune.verification;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a process has really synced to disk, and so what a power cut leaves of its files.
 *
 * <p>A small library, preloaded into the process, stands between it and the kernel and notes after
 * each completed {@code fsync} or {@code fdatasync} which file it was and how long the file was
 * when the sync began. {@link #copyCutOff} copies a directory with every file cut to that length: a
 * file never synced is empty. Renames and deletions count as done at once, which a disk may only do
 * later; a deleted file that came back would be one more than is looked at here.
 */
final class SyncLog {
  private static final String SOURCE = "synclog.c";

  private final Path library;
  private final Path log;

  private SyncLog(Path library, Path log) {
    this.library = library;
    this.log = log;
  }

  /** Builds the library in {@code directory}; skips the test where there is no C compiler. */
  static SyncLog in(Path directory) {
    Path library = directory.resolve("synclog.so");
    Tool compiler = Tool.named("cc");
    assumeTrue(
        compiler.isThere() && System.getProperty("os.name").equals("Linux"),
        "needs Linux and a C compiler to see each sync: apt-get install gcc libc6-dev");
    Path source = Resources.copy(SOURCE, directory);
    compiler.run(
        directory, "-shared", "-fPIC", "-O1", "-Wall", "-o", library.toString(), source.toString());
    return new SyncLog(library, directory.resolve("syncs.log"));
  }

  /** Makes a server note its syncs from its next start on. */
  ServerProcess watch(ServerProcess server) {
    return server
        .withEnvironment("LD_PRELOAD", library.toString())
        .withEnvironment("ATTUNE_SYNC_LOG", log.toString());
  }

  /** How many syncs were completed. */
  long syncs() {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies what a power cut at this instant would leave; the process must have ended. */
  void copyCutOff(Path from, Path to) {
    Map<String, Long> synced = synced();
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
          continue;
        }
        Files.copy(file, copy);
        try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
          channel.truncate(synced.getOrDefault(identity(file), 0L));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By file, not by name: files are renamed, and inodes are used again. */
  private Map<String, Long> synced() {
    Map<String, Long> synced = new HashMap<>();
    try (Stream<String> lines = Files.lines(log)) {
      for (String line : lines.toList()) {
        List<String> parts = List.of(line.split(" ", -1));
        synced.put(parts.get(0) + " " + parts.get(1), Long.parseLong(parts.get(2)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return synced;
  }

  private static String identity(Path file) throws IOException {
    Instant born = ((FileTime) Files.getAttribute(file, "creationTime")).toInstant();
    return "%s %d.%09d"
        .formatted(Files.getAttribute(file, "unix:ino"), born.getEpochSecond(), born.getNano());
  }
}
