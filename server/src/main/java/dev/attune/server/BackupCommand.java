package dev.attune.server;

import dev.attune.engine.Backup;
import dev.attune.engine.EngineException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Saves everything there is in one file, while the server goes on. */
@picocli.CommandLine.Command(
    name = "backup",
    description = {
      "Saves everything there is in one file, while the server goes on; also where none runs.",
      "The file is there once it is whole, synced and read back. Keep it as safe as the data: all of it is inside."
    },
    footer = {
      "",
      "Example, each night:  attune backup /mnt/backups",
      "By a token with the scope 'backup', from another machine:",
      "  ATTUNE_TOKEN=... attune backup /mnt/backups --url https://attune.example.com"
    },
    mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
  private static final int PIECE = 256 * 1024;
  private static final double MEGABYTE = 1e6;

  @Parameters(
      paramLabel = "TARGET",
      description = "A new file; or a directory, in which a file named by the time is made.")
  private Path target = Path.of(".");

  @Mixin private Connection connection = new Connection();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    BackupTarget file = BackupTarget.of(target, Instant.now());
    connection.directory().ifPresent(file::checkOutside);
    Optional<RemoteClient> server = connection.server();
    if (server.isPresent()) {
      try (RemoteClient client = server.get()) {
        fetch(client, file);
      }
    } else {
      take(connection.directory().orElseThrow(), file);
    }
    return Failure.OK;
  }

  private void fetch(RemoteClient client, BackupTarget file) {
    try (RemoteClient.Incoming incoming = client.download("POST", "/api/backup")) {
      file.checkRoom(incoming.length());
      Shown shown = new Shown(progress(), incoming.length());
      file.write(out -> {
        InputStream in = incoming.body();
        byte[] piece = new byte[PIECE];
        long written = 0;
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
          out.write(piece, 0, n);
          written += n;
          shown.accept(written);
        }
      });
      done(file, shown, incoming.header("Attune-Backup-At"));
    }
  }

  private void take(Path data, BackupTarget file) {
    try (Backup backup = Backup.of(data, Instant.now())) {
      file.checkRoom(backup.length());
      Shown shown = new Shown(progress(), backup.length());
      file.write(out -> backup.writeTo(out, shown));
      done(file, shown, backup.at().toString());
    } catch (EngineException e) {
      throw Failure.environment(String.valueOf(e.getMessage()));
    }
  }

  private void done(BackupTarget file, Shown shown, String at) {
    shown.done();
    if (spec != null) {
      spec.commandLine()
          .getOut()
          .println("%s: %,d bytes, everything up to %s".formatted(file.file(), shown.length, at));
    }
  }

  static Progress progress() {
    return new Progress(System.err, Progress.onTerminal(), "MB");
  }

  /** A bar in megabytes. */
  static final class Shown implements LongConsumer {
    private final Progress progress;
    private final long length;

    Shown(Progress progress, long length) {
      this.progress = progress;
      this.length = length;
    }

    @Override
    public void accept(long bytes) {
      progress.show(Math.round(bytes / MEGABYTE), (double) bytes / length);
    }

    void done() {
      progress.done(Math.round(length / MEGABYTE));
    }
  }

  /** Reads of a failure whether another command line would help. */
  static Failure failure(EngineException e) {
    String sentence = String.valueOf(e.getMessage());
    return switch (e.code()) {
      case "damaged-backup" -> Failure.problems(sentence);
      case "no-backup", "not-empty", "foreign-directory" -> Failure.usage(sentence);
      default -> Failure.environment(sentence);
    };
  }
}
