package dev.attune.server;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One file on its way in, on a thread of its own; anybody may ask how far it is. Stopping it keeps
 * what came in, and the same file again adds only what is missing.
 */
final class ImportJob {
  /** How it stands. */
  sealed interface State {
    /**
     * It goes on.
     *
     * @param part of the file that was read, from 0 to 1
     * @param sent how many signals are in
     */
    record Running(double part, long sent) implements State {}

    /** All that could come in is in. */
    record Done(ImportReport report) implements State {}

    /** It ended before its end. */
    record Ended(String reason, long sent) implements State {}
  }

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final ImportApi imports;
  private final Mapped mapped;
  private final Upload upload;
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();
  private volatile boolean isStopped;
  private volatile State state = new State.Running(0, 0);

  ImportJob(ImportApi imports, Upload upload, Mapped mapped) {
    this.imports = imports;
    this.upload = upload;
    this.mapped = mapped;
  }

  void start() {
    Thread unused = Thread.ofVirtual().name("attune-import").start(this::run);
  }

  void stop() {
    isStopped = true;
  }

  boolean isRunning() {
    return state instanceof State.Running;
  }

  /** How many signals came in by it. */
  long sent() {
    return sent.get();
  }

  State state() {
    return state instanceof State.Running ? new State.Running(part(), sent.get()) : state;
  }

  private double part() {
    return Math.min(1, (double) read.get() / upload.size());
  }

  private void run() {
    try (InputStream in = new Counting(upload.open(), read)) {
      PrintStream nobody =
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
      Progress progress = new Progress(nobody, false, "rows");
      Importer importer =
          new Importer(
              mapped.source(),
              mapped.rows(in),
              mapped.mapper(),
              ImportState.none(),
              progress,
              this::part);
      state = new State.Done(importer.run(this::send));
    } catch (Failure e) {
      state = new State.Ended(e.sentence(), sent.get());
    } catch (YamlMap.Wrong | UncheckedIOException e) {
      state = new State.Ended(String.valueOf(e.getMessage()), sent.get());
    } catch (IOException e) {
      state = new State.Ended("the file cannot be read: " + e.getMessage(), sent.get());
    } catch (RuntimeException e) {
      System.getLogger(ImportJob.class.getName())
          .log(System.Logger.Level.ERROR, "an import failed", e);
      state = new State.Ended("Attune failed to import it; its log says why", sent.get());
    } finally {
      if (isWhole()) {
        upload.drop();
      }
    }
  }

  /** Whether nothing is left for another try, with other meanings of the columns. */
  private boolean isWhole() {
    return state instanceof State.Done(ImportReport report)
        && report.refused() == 0
        && report.signals() > 0;
  }

  private List<ImportReport.RefusedRow> send(byte[] lines, int messages) {
    while (true) {
      if (isStopped) {
        throw Failure.problems("stopped");
      }
      try {
        List<ImportReport.RefusedRow> refused =
            Importer.refusedIn(imports.take(mapped.source(), lines));
        sent.addAndGet(messages - refused.size());
        return refused;
      } catch (Refusal refusal) {
        wait(refusal);
      }
    }
  }

  /** There is no room at present; anything else that is refused ends it. */
  private static void wait(Refusal refusal) {
    Duration wait = refusal.retryAfter().orElseThrow(() -> Failure.problems(refusal.detail()));
    try {
      Thread.sleep(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.environment("interrupted");
    }
  }

  /** Counts what is read. */
  private static final class Counting extends FilterInputStream {
    private final AtomicLong count;

    Counting(InputStream in, AtomicLong count) {
      super(in);
      this.count = count;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count.addAndGet(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      count.addAndGet(Math.max(0, n));
      return n;
    }
  }
}
