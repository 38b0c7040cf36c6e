package dev.attune.server;

import dev.attune.people.Secret;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that somebody brings from their browser, piece by piece, and what became of it. Its lock
 * guards what changes.
 */
final class Upload {
  private final String id = Secret.fresh("").reveal();
  private final String name;
  private final String owner;
  private final long size;
  private final Path file;
  private long arrived;
  private Instant touched;
  private @Nullable ImportJob job;
  private long before;

  Upload(Path folder, String name, String owner, long size, Instant now) {
    this.name = name;
    this.owner = owner;
    this.size = size;
    this.file = folder.resolve(id);
    this.touched = now;
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  /** Who brings it; nobody else sees it. */
  String owner() {
    return owner;
  }

  long size() {
    return size;
  }

  synchronized boolean isWhole() {
    return arrived == size;
  }

  synchronized Instant touched() {
    return touched;
  }

  /** Somebody looked after it. */
  synchronized void touch(Instant now) {
    touched = now;
  }

  /** Whether it still arrives, waits for its mapping, or is brought in. */
  synchronized boolean isOnItsWay() {
    return job == null || job.isRunning();
  }

  synchronized boolean isRunning() {
    return job != null && job.isRunning();
  }

  synchronized Optional<ImportJob> job() {
    return Optional.ofNullable(job);
  }

  /**
   * Adds a piece; says how much has arrived.
   *
   * @throws Refusal if it does not follow what is there, or is more than was announced
   */
  synchronized long add(long at, byte[] piece, Instant now) {
    if (at != arrived) {
      throw Refusal.caller(
          409, "wrong-piece", "this piece begins at %d, expected %d".formatted(at, arrived));
    }
    if (piece.length > size - arrived) {
      throw Refusal.tooLarge("the file has more than the %d bytes announced".formatted(size));
    }
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, piece, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    arrived += piece.length;
    touched = now;
    return arrived;
  }

  /** Its bytes from the beginning. */
  InputStream open() {
    try {
      return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Begins to bring its rows in; again, when that ended: what is there already stays as it is.
   *
   * @throws Refusal while it goes on
   */
  synchronized void run(ImportJob started) {
    if (job != null && job.isRunning()) {
      throw Refusal.caller(409, "imported", "this file is being imported already");
    }
    before = broughtIn();
    job = started;
    started.start();
  }

  /** How many signals of it came in before what goes on now, if anything does. */
  synchronized long before() {
    return before;
  }

  /** How many signals of it came in so far, whatever its columns were taken to say. */
  synchronized long broughtIn() {
    return Math.max(before, job == null ? 0 : job.sent());
  }

  /** Stops what goes on, and forgets the file. */
  void drop() {
    job().ifPresent(ImportJob::stop);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      System.getLogger(Upload.class.getName())
          .log(System.Logger.Level.WARNING, "cannot delete an uploaded file", e);
    }
  }
}
