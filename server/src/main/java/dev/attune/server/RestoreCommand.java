package dev.attune.server;

import dev.attune.engine.EngineException;
import dev.attune.engine.Restore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a data directory of a backup. */
@picocli.CommandLine.Command(
    name = "restore",
    description = {
      "Makes a data directory of a backup; a server on it goes on from there.",
      "The directory is there once every file was found to be what was backed up, and is synced."
    },
    mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "BACKUP", description = "A file that attune backup made.")
  private Path backup = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "DIRECTORY",
      description = "The data directory to be: not there yet, or empty.")
  private Path directory = Path.of("");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    BackupCommand.Shown shown = new BackupCommand.Shown(BackupCommand.progress(), size(backup));
    try {
      new Restore(backup, shown).into(directory);
    } catch (EngineException e) {
      throw BackupCommand.failure(e);
    }
    shown.done();
    if (spec != null) {
      spec.commandLine()
          .getOut()
          .println("%s is restored: attune serve --data %s".formatted(directory, directory));
    }
    return Failure.OK;
  }

  static long size(Path backup) {
    try {
      return Math.max(1, Files.size(backup));
    } catch (IOException e) {
      throw Failure.usage("there is no backup " + backup);
    }
  }
}
