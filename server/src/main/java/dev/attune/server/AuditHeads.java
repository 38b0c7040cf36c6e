package dev.attune.server;

import dev.attune.engine.EngineException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Writes the audit's head to the log each hour, and at the end: whoever keeps the log apart can
 * tell that the end of the audit was cut off. Also forgets sessions that have ended by then.
 */
final class AuditHeads implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(AuditHeads.class.getName());
  private static final Duration EVERY = Duration.ofHours(1);

  private final Auditing auditing;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("attune-audit").daemon(true).factory());

  private AuditHeads(Auditing auditing) {
    this.auditing = auditing;
  }

  /** Begins. */
  static AuditHeads start(Auditing auditing, Runnable eachHour) {
    AuditHeads heads = new AuditHeads(auditing);
    var unused =
        heads.thread.scheduleAtFixedRate(
            () -> heads.hour(eachHour), EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    return heads;
  }

  private void hour(Runnable eachHour) {
    log();
    try {
      eachHour.run();
    } catch (EngineException e) {
      LOG.log(System.Logger.Level.WARNING, "sessions that ended could not be forgotten", e);
    }
  }

  private void log() {
    try {
      LOG.log(System.Logger.Level.INFO, "audit head {0}", auditing.head().text());
    } catch (EngineException e) {
      LOG.log(System.Logger.Level.WARNING, "the audit cannot be read", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    log();
  }
}
