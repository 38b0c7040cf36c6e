package dev.attune.server;

import io.helidon.common.tls.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts a certificate and key to use when their files change, as those that renew them leave it at
 * that. Files that cannot be read, or do not go together, change nothing: what was in use stays.
 *
 * <p>Looks from a thread of its own, until closed.
 */
final class TlsWatch implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(TlsWatch.class.getName());

  private final TlsFiles files;
  private final Duration every;
  private final Consumer<Tls> use;
  private final Thread watcher;
  private List<Object> seen;

  private TlsWatch(TlsFiles files, Duration every, Consumer<Tls> use) {
    this.files = files;
    this.every = every;
    this.use = use;
    this.seen = look();
    this.watcher = Thread.ofPlatform().daemon().name("attune-tls").unstarted(this::watch);
  }

  /** Watches from now on. */
  static TlsWatch over(TlsFiles files, Duration every, Consumer<Tls> use) {
    TlsWatch watch = new TlsWatch(files, every, use);
    watch.watcher.start();
    return watch;
  }

  private void watch() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(every);
      } catch (InterruptedException e) {
        return;
      }
      List<Object> now = look();
      if (!now.equals(seen)) {
        seen = now;
        take();
      }
    }
  }

  private void take() {
    try {
      use.accept(files.open());
      LOG.log(System.Logger.Level.INFO, "the TLS files have changed and are in use");
    } catch (Failure e) {
      LOG.log(System.Logger.Level.WARNING, e.sentence() + "; those from before stay in use");
    }
  }

  /** What tells that a file is another one. */
  private List<Object> look() {
    List<Object> marks = new ArrayList<>();
    for (Path file : List.of(files.certificate(), files.key())) {
      try {
        marks.add(Files.getLastModifiedTime(file));
        marks.add(Files.size(file));
      } catch (IOException e) {
        marks.add("absent");
      }
    }
    return marks;
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}
