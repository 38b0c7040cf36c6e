package dev.attune.engine;

import dev.attune.engine.EngineException.Kind;
import dev.attune.engine.Manifest.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * One state of a data directory, held still so that it can be copied while signals go on coming in.
 * It is written as a tar file that any tar unpacks into a data directory:
 *
 * <pre>
 *   MANIFEST.json    what it is: see {@link Manifest}
 *   FORMAT, journal/..., store/...    the files of a {@link DataDirectory}
 *   SHA256SUMS       a line for each file before it, as sha256sum writes and checks them
 * </pre>
 *
 * <p>The store is held first and the journal after it, so that the journal has every entry behind
 * the position in the store; what was acknowledged before the backup began was in the journal then,
 * and so is in its copy. Meanwhile the journal forgets nothing.
 *
 * <p>Held are links to files that never change, and copies of the logs: little more than what is
 * deleted until {@link #close} takes room. Belongs to one thread.
 */
public final class Backup implements AutoCloseable {
  private static final int PIECE = 256 * 1024;
  private static final int SUM = 64;

  private final Path held;
  private final Manifest manifest;
  private final Runnable end;

  private Backup(Path held, Manifest manifest, Runnable end) {
    this.held = held;
    this.manifest = manifest;
    this.end = end;
  }

  /** Takes one of a directory that an engine has open. */
  static Backup take(DataDirectory directory, Journal journal, Store store, Instant now) {
    if (!directory.beginBackup()) {
      throw new NoRoom(
          "backup-running", "a backup is being taken: wait for its end", Duration.ofSeconds(10));
    }
    Path held = directory.held();
    boolean taken = false;
    try {
      long position = journal.last();
      Files.createDirectory(held);
      journal.hold(() -> {
        store.checkpoint(held.resolve("store"));
        journal.checkpoint(held.resolve("journal"));
      });
      directory.copyTo(held);
      Instant at = Instant.ofEpochSecond(now.getEpochSecond());
      Manifest manifest = new Manifest(DataDirectory.VERSION, at, position, parts(held));
      taken = true;
      return new Backup(held, manifest, directory::endBackup);
    } catch (IOException e) {
      throw new EngineException(
          Kind.OURS, "backup-failed", "the backup could not be begun: " + e.getMessage(), e);
    } catch (StoreFailure e) {
      throw new EngineException(
          e.isFull() ? Kind.NO_ROOM : Kind.OURS,
          e.isFull() ? "disk-full" : "backup-failed",
          "the backup could not be begun: " + e.getMessage(),
          e);
    } finally {
      if (!taken) {
        directory.endBackup();
      }
    }
  }

  /**
   * Takes one of a directory that no engine has open; none can open it until it is closed.
   *
   * @throws EngineException if the directory cannot be taken, or is damaged
   */
  public static Backup of(Path path, Instant now) {
    DataDirectory directory = DataDirectory.takeExisting(path);
    boolean taken = false;
    EngineConfig config = EngineConfig.usual();
    try (Memory memory = new Memory(config);
        Store store = new Store(directory.store(), memory);
        Journal journal = new Journal(directory.journal(), config, memory, () -> now, 0)) {
      Backup backup = take(directory, journal, store, now);
      taken = true;
      return new Backup(
          backup.held,
          backup.manifest,
          () -> {
            backup.end.run();
            directory.close();
          });
    } catch (StoreFailure e) {
      throw directory.unusable(e);
    } finally {
      if (!taken) {
        directory.close();
      }
    }
  }

  private static List<Part> parts(Path held) throws IOException {
    List<Part> parts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(held)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = held.relativize(file).toString().replace('\\', '/');
        parts.add(new Part(name, Files.size(file)));
      }
    }
    return parts;
  }

  /** When it was taken. */
  public Instant at() {
    return manifest.at();
  }

  /** How many bytes {@link #writeTo} writes. */
  public long length() {
    byte[] words = manifest.encode();
    long sums = sumLength(Manifest.NAME);
    long length = Tar.taken(words.length) + 2L * Tar.BLOCK;
    for (Part part : manifest.parts()) {
      sums += sumLength(part.name());
      length += Tar.taken(part.bytes());
    }
    return length + Tar.taken(sums);
  }

  private static int sumLength(String name) {
    return SUM + 2 + name.length() + 1;
  }

  /**
   * Writes the tar file; flushes, does not close.
   *
   * @param progress is told, now and then, how many bytes are written
   */
  public void writeTo(OutputStream out, LongConsumer progress) throws IOException {
    StringBuilder sums = new StringBuilder();
    byte[] words = manifest.encode();
    MessageDigest digest = ArchiveReader.sha256();
    writeWhole(out, Manifest.NAME, words);
    sums.append(sum(digest.digest(words), Manifest.NAME));
    long written = Tar.taken(words.length);
    for (Part part : manifest.parts()) {
      out.write(Tar.header(part.name(), part.bytes(), manifest.at()));
      copy(part, out, digest, progress, written);
      sums.append(sum(digest.digest(), part.name()));
      written += Tar.taken(part.bytes());
    }
    writeWhole(out, Manifest.SUMS, sums.toString().getBytes(StandardCharsets.US_ASCII));
    out.write(new byte[2 * Tar.BLOCK]);
    out.flush();
    progress.accept(length());
  }

  private void writeWhole(OutputStream out, String name, byte[] bytes) throws IOException {
    out.write(Tar.header(name, bytes.length, manifest.at()));
    out.write(bytes);
    out.write(new byte[Tar.padding(bytes.length)]);
  }

  private void copy(
      Part part, OutputStream out, MessageDigest digest, LongConsumer progress, long before)
      throws IOException {
    byte[] piece = new byte[PIECE];
    long left = part.bytes();
    try (InputStream in = Files.newInputStream(held.resolve(part.name()))) {
      while (left > 0) {
        int read = in.read(piece, 0, (int) Math.min(piece.length, left));
        if (read < 0) {
          throw new IOException(part.name() + " became shorter while it was copied");
        }
        digest.update(piece, 0, read);
        out.write(piece, 0, read);
        left -= read;
        progress.accept(before + part.bytes() - left);
      }
    }
    out.write(new byte[Tar.padding(part.bytes())]);
  }

  static String sum(byte[] digest, String name) {
    return HexFormat.of().formatHex(digest) + "  " + name + "\n";
  }

  /** Lets go of what was held. */
  @Override
  public void close() {
    end.run();
  }
}
