package dev.attune.engine;

import dev.attune.engine.EngineException.Kind;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link Backup} back: looks whether it is whole, or makes a data directory of it. The
 * directory appears in one piece, after its last byte is synced: what is being made lies beside it
 * under the name with {@code .restoring} behind it, and goes again when it cannot be finished; what
 * a killed process left there, the next attempt removes.
 */
public final class Restore {
  private static final String UNFINISHED = ".restoring";
  private static final int BUFFER = 1024 * 1024;
  private static final long RESERVE = 64L * 1024 * 1024;

  private final Path backup;
  private final LongConsumer progress;

  /**
   * Of one backup.
   *
   * @param progress is told, now and then, how many of its bytes are read
   */
  public Restore(Path backup, LongConsumer progress) {
    this.backup = backup;
    this.progress = progress;
  }

  /**
   * Compares every file in it with its sum.
   *
   * @return what is wrong, a sentence each; empty if nothing is
   * @throws EngineException if it is no backup, or a newer one
   */
  public List<String> check() {
    try {
      return read(name -> OutputStream.nullOutputStream());
    } catch (EngineException e) {
      if (e.code().equals("damaged-backup")) {
        return List.of(String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  /**
   * As {@link #check}, and when it is whole, restores it into {@code work}, reads everything there
   * and compares what must agree, and removes it again.
   *
   * @param looking is told what is being looked at
   */
  public List<String> verify(Path work, Consumer<String> looking) {
    looking.accept("checksums");
    List<String> wrong = check();
    if (!wrong.isEmpty()) {
      return wrong;
    }
    Path directory = work.resolve("attune-verify-" + ProcessHandle.current().pid());
    long position = into(directory);
    try {
      return DataDirectory.verify(directory, looking, position);
    } finally {
      DataDirectory.delete(directory);
    }
  }

  /**
   * Makes a data directory of it.
   *
   * @param directory where; it is not there yet, or empty
   * @return the position up to which at least everything is in it
   * @throws EngineException if it cannot be made; there is nothing then that was not there before
   */
  public long into(Path directory) {
    checkEmpty(directory);
    checkRoom(directory);
    Path target = directory.toAbsolutePath();
    Path draft = target.resolveSibling(target.getFileName() + UNFINISHED);
    try {
      Files.createDirectories(draft);
      FileChannel lock = lock(draft);
      try {
        // What a restore left that was killed.
        DataDirectory.clear(draft);
        long position = fill(draft);
        publish(draft, target);
        return position;
      } finally {
        lock.close();
      }
    } catch (IOException e) {
      throw new EngineException(
          Kind.CALLER,
          "unwritable",
          "%s could not be restored into %s: %s".formatted(backup, directory, reason(e)),
          e);
    }
  }

  private static FileChannel lock(Path draft) throws IOException {
    FileChannel channel =
        FileChannel.open(
            draft.resolve(DataDirectory.LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new EngineException(
          Kind.CALLER, "locked", draft + " is being written by another restore: wait for its end");
    }
    return channel;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private long fill(Path draft) {
    boolean filled = false;
    try {
      for (String folder : List.of("journal", "store")) {
        Files.createDirectory(draft.resolve(folder));
      }
      long[] position = {0};
      List<String> wrong =
          read(
              name -> new SyncedFile(draft.resolve(name)),
              manifest -> position[0] = manifest.position());
      if (!wrong.isEmpty()) {
        throw new EngineException(
            Kind.CALLER,
            "damaged-backup",
            "%s is damaged: %s; restore another one".formatted(backup, String.join("; ", wrong)));
      }
      DataDirectory.sync(draft.resolve("journal"));
      DataDirectory.sync(draft.resolve("store"));
      DataDirectory.sync(draft);
      filled = true;
      return position[0];
    } catch (IOException e) {
      throw new EngineException(
          Kind.CALLER, "unwritable", "%s could not be written: %s".formatted(draft, reason(e)), e);
    } finally {
      if (!filled) {
        DataDirectory.delete(draft);
      }
    }
  }

  private static void publish(Path draft, Path target) throws IOException {
    boolean published = false;
    try {
      // Replaces an empty directory, and fails for one that is not.
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
      DataDirectory.sync(parent(target));
      published = true;
    } catch (FileSystemException e) {
      throw new EngineException(
          Kind.CALLER,
          "not-empty",
          "%s cannot become the data directory (%s): if it is a mount point, name a new directory inside it"
              .formatted(target, reason(e)),
          e);
    } finally {
      if (!published) {
        DataDirectory.delete(draft);
      }
    }
  }

  private List<String> read(ArchiveReader.Sink sink) {
    return read(sink, manifest -> {});
  }

  private List<String> read(ArchiveReader.Sink sink, Consumer<Manifest> told) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(backup), BUFFER)) {
      ArchiveReader reader = new ArchiveReader(in, progress);
      Manifest manifest = reader.manifest();
      told.accept(manifest);
      return reader.files(manifest, sink);
    } catch (EOFException e) {
      throw new EngineException(
          Kind.CALLER, "damaged-backup", backup + " is damaged: it ends too early", e);
    } catch (NoSuchFileException e) {
      throw new EngineException(Kind.CALLER, "no-backup", "there is no backup " + backup, e);
    } catch (EngineException e) {
      throw new EngineException(e.kind(), e.code(), backup + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new EngineException(
          Kind.CALLER, "unreadable", "%s could not be read: %s".formatted(backup, reason(e)), e);
    }
  }

  private static void checkEmpty(Path directory) {
    try {
      if (!Files.exists(directory)) {
        return;
      }
      if (Files.isDirectory(directory)) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
          if (!files.iterator().hasNext()) {
            return;
          }
        }
      }
      throw new EngineException(
          Kind.CALLER,
          "not-empty",
          directory + " is there already and not empty: name a new directory");
    } catch (IOException e) {
      throw new EngineException(
          Kind.CALLER, "unwritable", "%s cannot be used: %s".formatted(directory, reason(e)), e);
    }
  }

  private void checkRoom(Path directory) {
    try {
      Path existing = parent(directory.toAbsolutePath());
      Files.createDirectories(existing);
      long needed = Files.size(backup) + RESERVE;
      long free = Files.getFileStore(existing).getUsableSpace();
      if (free < needed) {
        throw new EngineException(
            Kind.NO_ROOM,
            "disk-full",
            "%s takes %,d bytes, and %s has room for %,d: free some space or name another place"
                .formatted(backup, needed, existing, free));
      }
    } catch (NoSuchFileException e) {
      throw new EngineException(Kind.CALLER, "no-backup", "there is no backup " + backup, e);
    } catch (IOException e) {
      throw new EngineException(
          Kind.CALLER, "unwritable", "%s cannot be used: %s".formatted(directory, reason(e)), e);
    }
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    return parent == null ? path : parent;
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "") + " " + e.getMessage();
  }
}
