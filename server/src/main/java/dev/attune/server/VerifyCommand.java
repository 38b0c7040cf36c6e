package dev.attune.server;

import dev.attune.engine.DataDirectory;
import dev.attune.engine.EngineException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads a whole data directory and says what is wrong with it. */
@picocli.CommandLine.Command(
    name = "verify",
    description =
        "Reads a whole data directory and says what is wrong where. No server may run on it.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = Connection.DEFAULT_DATA,
      description = "The data directory (${DEFAULT-VALUE}).")
  private Path data = Path.of(Connection.DEFAULT_DATA);

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("a command is run by picocli only");
    }
    if (!Files.isDirectory(data)) {
      throw Failure.environment("there is no data directory " + data);
    }
    PrintWriter out = spec.commandLine().getOut();
    try {
      List<String> wrong = DataDirectory.verify(data, what -> out.println("looking at " + what));
      wrong.forEach(out::println);
      out.println(
          wrong.isEmpty() ? data + " is whole" : "%d things are wrong".formatted(wrong.size()));
      return wrong.isEmpty() ? Failure.OK : Failure.PROBLEMS;
    } catch (EngineException e) {
      throw Failure.environment(String.valueOf(e.getMessage()));
    }
  }
}
