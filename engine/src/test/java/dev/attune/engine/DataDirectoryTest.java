package dev.attune.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path directory;

  @Test
  void refusesADirectoryThatIsSomebodyElses() throws IOException {
    Files.writeString(directory.resolve("thesis.txt"), "chapter 1");

    refuses("foreign-directory", "name an empty or a new directory");
    assertThat(directory).isDirectoryNotContaining("glob:**FORMAT");
  }

  @Test
  void refusesAFile() throws IOException {
    directory = Files.writeString(directory.resolve("file"), "x");

    refuses("foreign-directory", "is a file, not a directory");
  }

  @Test
  void refusesANewerFormatAndChangesNothing() throws IOException {
    Files.writeString(directory.resolve("FORMAT"), "attune 2\n");

    refuses("newer-format", "was written by a newer Attune (format 2, this one knows 1)");
    assertThat(Files.readString(directory.resolve("FORMAT"))).isEqualTo("attune 2\n");
  }

  @Test
  void refusesADirectoryThatIsInUse() {
    try (Engine engine = open()) {
      assertThat(engine.versions()).isEmpty();
      refuses("locked", "is in use by another Attune");
    }
    open().close();
  }

  @Test
  void saysThatAStoreIsDamaged() throws IOException {
    open().close();
    for (Path file : files("CURRENT")) {
      Files.writeString(file, "nonsense");
    }

    refuses("damaged", "restore it from a backup, or run attune verify");
  }

  @Test
  void findsWhatIsDamagedInAFile() throws IOException {
    try (Shop shop = Shop.open(directory)) {
      shop.track("ada", "Order Completed", "total", 7);
    }
    for (Path file : files("store")) {
      if (file.toString().endsWith(".sst")) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[10] ^= 1;
        Files.write(file, bytes);
      }
    }

    assertThat(DataDirectory.verify(directory, what -> {}))
        .anyMatch(problem -> problem.startsWith("store files: damaged files in"));
  }

  @Test
  void verifiesOnlyWhatIsADataDirectory() {
    assertThatThrownBy(() -> DataDirectory.verify(directory, what -> {}))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("there is no FORMAT file in it");
  }

  private List<Path> files(String part) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().contains(part))
          .toList();
    }
  }

  private void refuses(String code, String sentence) {
    assertThatThrownBy(this::open)
        .asInstanceOf(type(EngineException.class))
        .satisfies(e -> {
          assertThat(e.code()).isEqualTo(code);
          assertThat(e).hasMessageContaining(sentence).hasMessageContaining(directory.toString());
        });
  }

  private Engine open() {
    return Engine.open(directory, EngineConfig.usual().withReserve(0), InstantSource.system());
  }
}
