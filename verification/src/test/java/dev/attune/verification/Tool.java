package dev.attune.verification;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A program that may lie on this machine: the first of its names that is found. */
final class Tool {
  private final Optional<Path> program;
  private final String name;

  private Tool(String name, Optional<Path> program) {
    this.name = name;
    this.program = program;
  }

  /** A program of which one knows where it lies. */
  static Tool at(Path program) {
    return new Tool(String.valueOf(program.getFileName()), Optional.of(program));
  }

  static Tool named(String... names) {
    for (String name : names) {
      Optional<Path> found =
          Arrays.stream(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
              .map(directory -> Path.of(directory, name))
              .filter(Files::isExecutable)
              .findFirst();
      if (found.isPresent()) {
        return new Tool(name, found);
      }
    }
    return new Tool(names[0], Optional.empty());
  }

  boolean isThere() {
    return program.isPresent();
  }

  Path path() {
    return program.orElseThrow(() -> new IllegalStateException("there is no " + name));
  }

  /** Runs it to its end; says what it printed, and fails unless it is well. */
  String run(Path directory, String... arguments) {
    return run(directory, Map.of(), arguments);
  }

  /** As above, with more in its environment. */
  String run(Path directory, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(path().toString());
    command.addAll(List.of(arguments));
    try {
      Path output = Files.createTempFile(directory, name, ".out");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      boolean ended = process.waitFor(180, TimeUnit.SECONDS);
      process.destroyForcibly();
      String said = Files.readString(output, StandardCharsets.UTF_8);
      Files.delete(output);
      if (!ended || process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + " failed:\n" + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
