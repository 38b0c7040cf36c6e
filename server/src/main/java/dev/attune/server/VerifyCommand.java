package dev.attune.server;

import dev.attune.engine.DataDirectory;
import dev.attune.engine.EngineException;
import dev.attune.engine.Restore;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a whole data directory, or a backup, and says what is wrong with it. */
@picocli.CommandLine.Command(
    name = "verify",
    description = {
      "Reads a whole data directory, or a backup, and says what is wrong where.",
      "No server may run on the directory. Of a backup every file is held against its checksum; then it is restored into --work, read there, and removed again."
    },
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "BACKUP",
      description = "A file that attune backup made; without it, the data directory is read.")
  private @Nullable Path backup;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = Connection.DEFAULT_DATA,
      description = "The data directory (${DEFAULT-VALUE}).")
  private Path data = Path.of(Connection.DEFAULT_DATA);

  @Option(
      names = "--work",
      paramLabel = "DIR",
      defaultValue = "${sys:java.io.tmpdir}",
      description = "Where a backup is restored to be read (${DEFAULT-VALUE}).")
  private Path work = Path.of("");

  @Option(
      names = "--checksums",
      description = "Only compare a backup's files with their checksums: quick, and takes no room.")
  private boolean checksums;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Path what = backup == null ? data : backup;
    if (!Files.exists(what)) {
      throw backup == null
          ? Failure.environment("there is no data directory " + data)
          : Failure.usage("there is no backup " + backup);
    }
    PrintWriter out = out();
    try {
      List<String> wrong =
          Files.isDirectory(what)
              ? DataDirectory.verify(what, part -> out.println("looking at " + part))
              : ofBackup(what, out);
      wrong.forEach(out::println);
      out.println(
          wrong.isEmpty() ? what + " is whole" : "%d things are wrong".formatted(wrong.size()));
      return wrong.isEmpty() ? Failure.OK : Failure.PROBLEMS;
    } catch (EngineException e) {
      throw backup == null
          ? Failure.environment(String.valueOf(e.getMessage()))
          : BackupCommand.failure(e);
    }
  }

  private List<String> ofBackup(Path file, PrintWriter out) {
    BackupCommand.Shown shown =
        new BackupCommand.Shown(BackupCommand.progress(), RestoreCommand.size(file));
    Restore reading = new Restore(file, shown);
    return checksums
        ? reading.check()
        : reading.verify(work, part -> out.println("looking at " + part));
  }

  private PrintWriter out() {
    if (spec == null) {
      throw new IllegalStateException("a command is run by picocli only");
    }
    return spec.commandLine().getOut();
  }
}
