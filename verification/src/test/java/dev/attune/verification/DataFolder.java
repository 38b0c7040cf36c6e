package dev.attune.verification;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Public data that lies outside the repository, as {@code -Dattune.data=FOLDER} names it. */
final class DataFolder {
  private DataFolder() {}

  /**
   * A file of it; skips the test where it is not there.
   *
   * @param whence says how to get it
   */
  static Path file(String path, String whence) {
    String folder = System.getProperty("attune.data", "");
    assumeTrue(
        !folder.isBlank(),
        "name a folder that holds %s by -Dattune.data=FOLDER; %s".formatted(path, whence));
    Path file = Path.of(folder).resolve(path);
    assumeTrue(Files.exists(file), "there is no %s; %s".formatted(file, whence));
    return file;
  }
}
