package dev.attune.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The files that people bring at present: a few, each kept for as long as somebody is at it. None
 * outlives the program. Thread-safe.
 */
final class Uploads {
  /** What is longer is better imported on the machine itself. */
  static final long MOST_BYTES = 1L << 30;

  /** As much comes in one request. */
  static final int PIECE = 4 * 1024 * 1024;

  private static final int MOST = 10;
  private static final Duration LIFE = Duration.ofHours(1);
  private static final int LONGEST_NAME = 120;

  private final Path folder;
  private final InstantSource clock;
  private final Map<String, Upload> all = new ConcurrentHashMap<>();

  Uploads(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
    clear();
  }

  /** What an earlier run of the program left is nobody's now. */
  private void clear() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> left = Files.list(folder)) {
      for (Path file : left.toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Expects a file.
   *
   * @throws Refusal if it is empty or too long, or there are too many
   */
  synchronized Upload begin(String name, String owner, long size) {
    if (size < 1 || size > MOST_BYTES) {
      throw Refusal.caller(
          413,
          "bad-size",
          "a file has from 1 byte to 1 GB here; import longer ones on the machine itself by ./attune import");
    }
    if (name.matches("(?i).*[.](gz|zip|bz2|xz|zst|7z)")) {
      throw unreadable("it is packed: unpack it first, or use ./attune import, which reads gzip");
    }
    if (name.matches("(?i).*[.](xlsx?|ods|numbers|pdf)")) {
      throw unreadable("save it as CSV first");
    }
    Instant now = clock.instant();
    forget(now);
    if (all.size() >= MOST) {
      // What ended waits only for somebody to read of it.
      all.values().stream()
          .filter(each -> !each.isOnItsWay())
          .min(Comparator.comparing(Upload::touched))
          .ifPresent(this::drop);
    }
    if (all.size() >= MOST) {
      throw Refusal.tooMany(
          "too-many-files", "ten files are being imported already", Duration.ofMinutes(5));
    }
    Upload upload = new Upload(folder, cleaned(name), owner, size, now);
    all.put(upload.id(), upload);
    return upload;
  }

  /** Files that nobody touched for long. */
  private void forget(Instant now) {
    all.values()
        .removeIf(each -> {
          boolean isOld = !each.isRunning() && now.isAfter(each.touched().plus(LIFE));
          if (isOld) {
            each.drop();
          }
          return isOld;
        });
  }

  private static Refusal unreadable(String why) {
    return Refusal.caller(422, "unreadable-file", "this file cannot be read here: " + why);
  }

  private static String cleaned(String name) {
    String line = name.replaceAll("[\\p{Cntrl}/\\\\]", " ").strip();
    String shorter = line.substring(0, Math.min(LONGEST_NAME, line.length()));
    return shorter.isBlank() ? "rows" : shorter;
  }

  /**
   * The file that a request names, if whoever asks brings it.
   *
   * @throws Refusal if there is none
   */
  Upload demand(Request request) {
    return find(request)
        .orElseThrow(() ->
            Refusal.absent(
                "no-such-file", "this file is not here any more: choose it again on Sources"));
  }

  /** The same, if it is there. */
  Optional<Upload> find(Request request) {
    Instant now = clock.instant();
    Optional<Upload> upload =
        Optional.ofNullable(all.get(request.name("id")))
            .filter(each -> each.owner().equals(request.caller().name()));
    upload.ifPresent(each -> each.touch(now));
    forget(now);
    return upload;
  }

  Instant now() {
    return clock.instant();
  }

  void drop(Upload upload) {
    all.remove(upload.id());
    upload.drop();
  }
}
