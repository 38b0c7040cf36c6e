package dev.attune.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's own files, as Maven built them. */
final class Checkout {
  private Checkout() {}

  /** The directory that holds {@code ./attune}. */
  static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.isExecutable(here.resolve("attune"))) {
      here = here.getParent();
      if (here == null) {
        throw new IllegalStateException(
            "no ./attune above " + Path.of("").toAbsolutePath() + "; run tests in the checkout");
      }
    }
    return here;
  }

  /**
   * A copy of {@code ./attune} in {@code directory}, beside what Maven has built of the server: it
   * finds nothing to build, and what it leaves behind lies there.
   */
  static Path script(Path directory) {
    try {
      Path server = root().resolve("server/target");
      Path target = Files.createDirectories(directory.resolve("server/target"));
      Files.createSymbolicLink(target.resolve("lib"), server.resolve("lib"));
      try (Stream<Path> files = Files.list(server)) {
        for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
          Files.createSymbolicLink(target.resolve(jar.getFileName()), jar);
        }
      }
      Files.createFile(
          Files.createDirectories(directory.resolve("target")).resolve("built-server"));
      return Files.copy(root().resolve("attune"), directory.resolve("attune"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where this module may leave files. */
  static Path target() {
    return root().resolve("verification/target");
  }

  /** The classes of every module that has been built, this one's apart. */
  static List<Path> classes() {
    try (Stream<Path> modules = Files.list(root())) {
      return modules
          .filter(module -> Files.exists(module.resolve("pom.xml")))
          .map(module -> module.resolve("target/classes"))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The class path on which {@code ./attune} runs a server. */
  static String serverClassPath() {
    Path server = root().resolve("server/target");
    if (!Files.isDirectory(server.resolve("lib"))) {
      throw new IllegalStateException("the server is not built: mvn -Dfast -pl server -am package");
    }
    return server.resolve("classes") + ":" + server.resolve("lib") + "/*";
  }
}
