package dev.attune.engine;

import dev.attune.engine.EngineException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory that holds everything. One process at a time has it open.
 *
 * <pre>
 *   FORMAT     one line: attune 1
 *   LOCK       locked as long as an engine has the directory open; empty
 *   journal/   what was accepted: see {@link Journal}
 *   store/     what was made of it: see {@link Family}
 *   REDACTION-KEY   32 random bytes in hexadecimal digits: see {@link Gate}; there once it is needed
 *   search/    an index of customers' names, which the engine knows nothing of: made anew where it is missing
 *   backup/    what a backup holds while it is taken: see {@link Backup}; of no use without its process
 * </pre>
 */
public final class DataDirectory implements AutoCloseable {
  static final int VERSION = 1;
  static final String LOCK = "LOCK";

  private static final Pattern FORMAT = Pattern.compile("attune ([0-9]{1,9})\\s*");

  private static final Set<String> UNFINISHED = Set.of(LOCK, "FORMAT.new");
  private static final Set<String> OURS = Set.of("FORMAT", RedactionKey.NAME, "journal", "store");

  private final AtomicBoolean backingUp = new AtomicBoolean();
  private final Path path;
  private final FileChannel channel;
  private final FileLock lock;

  private DataDirectory(Path path, FileChannel channel, FileLock lock) {
    this.path = path;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes a directory, and makes it where there is none.
   *
   * @throws EngineException if it cannot be taken
   */
  static DataDirectory take(Path path) {
    try {
      Files.createDirectories(path);
      checkFormat(path);
      DataDirectory directory = lock(path);
      directory.writeFormat();
      delete(directory.held());
      return directory;
    } catch (FileAlreadyExistsException | NotDirectoryException e) {
      throw new EngineException(
          Kind.CALLER,
          "foreign-directory",
          path + " is a file, not a directory: name another place for the data",
          e);
    } catch (IOException e) {
      throw new EngineException(
          Kind.CALLER,
          "unreadable",
          "%s cannot be used as a data directory: %s; give this user the right to read and write it"
              .formatted(path, reason(e)),
          e);
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "") + " " + e.getMessage();
  }

  private static void checkFormat(Path path) throws IOException {
    Path format = path.resolve("FORMAT");
    if (!Files.exists(format)) {
      if (hasFiles(path)) {
        throw foreign(path, "it holds files, and no FORMAT among them");
      }
      return;
    }
    byte[] line = Files.size(format) > 100 ? new byte[0] : Files.readAllBytes(format);
    Matcher matcher = FORMAT.matcher(new String(line, StandardCharsets.ISO_8859_1));
    if (!matcher.matches()) {
      throw foreign(path, "its FORMAT file is not one of Attune's");
    }
    int version = Integer.parseInt(matcher.group(1));
    if (version > VERSION) {
      throw new EngineException(
          Kind.CALLER,
          "newer-format",
          "%s was written by a newer Attune (format %d, this one knows %d): run that version, or name another directory"
              .formatted(path, version, VERSION));
    }
    if (version < VERSION) {
      throw foreign(path, "its format is " + version + ", which no release ever wrote");
    }
  }

  private static EngineException foreign(Path path, String why) {
    return new EngineException(
        Kind.CALLER,
        "foreign-directory",
        "%s is no data directory of Attune: %s; name an empty or a new directory"
            .formatted(path, why));
  }

  private static boolean hasFiles(Path path) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        // A new file system brings lost+found; the others are a start that did not get further.
        if (!UNFINISHED.contains(name) && !name.equals("lost+found")) {
          return true;
        }
      }
      return false;
    }
  }

  private static DataDirectory lock(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = tryLock(channel);
    if (lock == null) {
      channel.close();
      throw new EngineException(
          Kind.CALLER,
          "locked",
          path + " is in use by another Attune: stop that one, or name another directory");
    }
    return new DataDirectory(path, channel, lock);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private void writeFormat() throws IOException {
    Path format = path.resolve("FORMAT");
    if (!Files.exists(format)) {
      // Whole or not there, also after a power cut: without it the rest counts as foreign.
      Path draft = path.resolve("FORMAT.new");
      Files.writeString(draft, "attune " + VERSION + "\n");
      sync(draft);
      Files.move(draft, format, StandardCopyOption.ATOMIC_MOVE);
      sync(path);
    }
    Files.createDirectories(journal());
    Files.createDirectories(store());
  }

  static void sync(Path path) throws IOException {
    // For a file this reads nothing; a directory can be opened in no other way.
    try (FileChannel opened = FileChannel.open(path, StandardOpenOption.READ)) {
      opened.force(true);
    }
  }

  /** The key under which values are hashed; made when there is none. */
  byte[] redactionKey() {
    return RedactionKey.of(path);
  }

  Path journal() {
    return path.resolve("journal");
  }

  Path store() {
    return path.resolve("store");
  }

  /** How many bytes are free where it lies. */
  long free() {
    try {
      return Files.getFileStore(path).getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  /** The sentence for what a database could not do while it was opened. */
  EngineException unusable(StoreFailure failure) {
    if (failure.isFull()) {
      return new EngineException(
          Kind.NO_ROOM,
          "disk-full",
          "%s cannot be opened, the disk is full: free some space and start again".formatted(path),
          failure);
    }
    return new EngineException(
        Kind.OURS,
        "damaged",
        "%s is damaged: %s; restore it from a backup, or run attune verify to see what is wrong"
            .formatted(path, failure.getMessage()),
        failure);
  }

  /**
   * Reads everything in a directory that no engine has open, and compares what must agree.
   *
   * @param progress is told what is being looked at
   * @return what is wrong and where, a sentence each; empty if nothing is
   * @throws EngineException if the directory cannot be taken at all
   */
  public static List<String> verify(Path directory, Consumer<String> progress) {
    return verify(directory, progress, 0);
  }

  /** As above; the journal must have come to {@code position} at least. */
  static List<String> verify(Path directory, Consumer<String> progress, long position) {
    try (DataDirectory taken = takeExisting(directory)) {
      return new Verification(taken, progress, position).run();
    }
  }

  /** Takes a directory that is one already. */
  static DataDirectory takeExisting(Path directory) {
    if (!Files.isDirectory(directory) || !Files.exists(directory.resolve("FORMAT"))) {
      throw foreign(directory, "there is no FORMAT file in it");
    }
    return take(directory);
  }

  /** Whether a backup may begin: one at a time. */
  boolean beginBackup() {
    return backingUp.compareAndSet(false, true);
  }

  /** Where a backup holds what it copies. */
  Path held() {
    return path.resolve("backup");
  }

  /** Copies what is no database to where a backup holds it. */
  void copyTo(Path held) throws IOException {
    Files.copy(path.resolve("FORMAT"), held.resolve("FORMAT"));
    if (Files.exists(path.resolve(RedactionKey.NAME))) {
      Path key = held.resolve(RedactionKey.NAME);
      Files.copy(path.resolve(RedactionKey.NAME), key, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  /** Removes what a backup held. */
  void endBackup() {
    try {
      delete(held());
    } finally {
      backingUp.set(false);
    }
  }

  /** Removes a directory of ours with all that is in it, if it is there. */
  static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new EngineException(
          Kind.OURS, "unreadable", "%s cannot be removed: %s".formatted(directory, reason(e)), e);
    }
  }

  /**
   * Empties a directory that was to become one of ours, but for its lock.
   *
   * @throws EngineException if there is anything in it that is not ours
   */
  static void clear(Path unfinished) throws IOException {
    try (Stream<Path> files = Files.list(unfinished)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (OURS.contains(name)) {
          delete(file);
        } else if (!name.equals(LOCK)) {
          throw foreign(unfinished, "it holds " + name + ", which a restore would not have left");
        }
      }
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
      channel.close();
    } catch (IOException e) {
      throw new EngineException(
          Kind.OURS, "unreadable", "the lock on %s cannot be given back".formatted(path), e);
    }
  }
}
