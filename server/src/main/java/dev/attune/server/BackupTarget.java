package dev.attune.server;

import dev.attune.engine.Restore;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;

/**
 * The file that a backup becomes. It is written beside it under the name with {@code .part} behind
 * it, synced, read back and then named: under its own name it is whole, or not there. Readable by
 * its owner only, for everything is in it.
 */
final class BackupTarget {
  private static final long RESERVE = 64L * 1024 * 1024;
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'attune-'yyyyMMdd'T'HHmmss'Z.tar'").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final Path file;
  private final Path part;

  private BackupTarget(Path folder, Path file) {
    this.folder = folder;
    this.file = file;
    this.part = file.resolveSibling(file.getFileName() + ".part");
  }

  /** Writes a backup. */
  @FunctionalInterface
  interface Writer {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * A target that can be written.
   *
   * @param named a new file, or a directory in which one gets the name of the time
   * @throws Failure if it is there already, or its directory is not
   */
  static BackupTarget of(Path named, Instant now) {
    Path file = named.toAbsolutePath().normalize();
    if (Files.isDirectory(file)) {
      file = file.resolve(NAME.format(now));
    }
    if (Files.exists(file)) {
      throw Failure.usage("%s is there already: name a new file".formatted(file));
    }
    Path folder = file.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw Failure.usage("there is no directory " + folder);
    }
    return new BackupTarget(folder, file);
  }

  Path file() {
    return file;
  }

  /**
   * Makes sure that it does not lie in the directory that it is a backup of.
   *
   * @throws Failure if it does
   */
  void checkOutside(Path data) {
    try {
      if (Files.exists(data) && folder.toRealPath().startsWith(data.toRealPath())) {
        throw Failure.usage(
            "%s lies inside the data directory %s, and would be lost with it: name another place, best on another disk"
                .formatted(file, data));
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * Makes sure that so many bytes fit.
   *
   * @throws Failure if they do not
   */
  void checkRoom(long bytes) {
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < bytes + RESERVE) {
        throw Failure.environment(
            "the backup takes %,d bytes, and %s has room for %,d: free some space or name another place"
                .formatted(bytes, folder, free));
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * Writes it.
   *
   * @throws Failure if that failed; nothing is left of it then
   */
  void write(Writer writer) {
    try (FileChannel channel = open()) {
      part.toFile().deleteOnExit();
      boolean isDone = false;
      try {
        channel.truncate(0);
        writer.writeTo(unclosed(channel));
        channel.force(true);
        check();
        publish();
        isDone = true;
      } finally {
        if (!isDone) {
          Files.deleteIfExists(part);
        }
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private FileChannel open() throws IOException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              part,
              options,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (UnsupportedOperationException e) {
      channel = FileChannel.open(part, options);
    }
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // As if another process had it.
      channel.close();
    }
    channel.close();
    throw Failure.environment(part + " is being written by another backup: wait for its end");
  }

  /** The file is closed once, with its lock. */
  private static OutputStream unclosed(FileChannel channel) {
    return new FilterOutputStream(Channels.newOutputStream(channel)) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  private void check() {
    List<String> wrong = new Restore(part, read -> {}).check();
    if (!wrong.isEmpty()) {
      throw Failure.environment(
          "what was written cannot be read back: %s; try again, and look at the disk"
              .formatted(String.join("; ", wrong)));
    }
  }

  private void publish() throws IOException {
    if (Files.exists(file)) {
      throw Failure.usage(file + " came to be there meanwhile: name a new file");
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  private Failure unwritable(IOException e) {
    return Failure.environment(
        "%s could not be written: %s %s"
            .formatted(file, e.getClass().getSimpleName(), e.getMessage()));
  }
}
