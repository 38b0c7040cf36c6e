package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code attune backup}, {@code restore} and {@code verify}, as people and scripts use them. */
class BackupCommandTest {
  @TempDir private static Path home;
  private static Running running;

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start() {
    running = Running.on(home);
    running.intake("/v1/identify", "{\"userId\":\"kept\",\"traits\":{\"plan\":\"pro\"}}");
    running.customer("kept", each -> true);
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  private static String data() {
    return running.server.data().toString();
  }

  @Test
  void savesARunningServerAndRestoresItElsewhere() throws IOException {
    Path file = directory.resolve("attune.tar");
    String there = directory.resolve("there").toString();

    assertThat(run("backup", file.toString(), "--data", data())).isZero();
    assertThat(out.toString()).startsWith(file + ": ").contains(" bytes, everything up to 20");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(run("verify", file.toString(), "--work", directory.toString())).isZero();
    assertThat(out.toString()).contains("looking at checksums", "looking at journal", "is whole");
    assertThat(run("restore", file.toString(), there)).isZero();
    assertThat(out.toString()).contains("is restored: attune serve --data " + there);
    assertThat(run("verify", there)).isZero();
    assertThat(run("customer", "show", "kept", "--data", there)).isZero();
    assertThat(out.toString()).contains("user:kept", "plan: pro");
    assertThat(run("sources", "list", "--data", there)).isZero();
    assertThat(out.toString()).contains("shop", "website");
    assertThat(names()).containsExactlyInAnyOrder("attune.tar", "there");
  }

  @Test
  void namesAFileByTheTimeInADirectory() throws IOException {
    assertThat(run("backup", directory.toString(), "--data", data())).isZero();

    assertThat(names()).singleElement().asString().matches("attune-\\d{8}T\\d{6}Z\\.tar");
  }

  @Test
  void savesADirectoryOnWhichNoServerRuns() throws IOException {
    try (Running shortly = Running.on(directory)) {
      shortly.intake("/v1/track", "{\"userId\":\"quiet\",\"event\":\"Ride Completed\"}");
    }
    String data = directory.resolve("data").toString();
    String file = directory.resolve("attune.tar").toString();

    assertThat(run("backup", file, "--data", data)).isZero();
    assertThat(run("verify", file, "--checksums")).isZero();
    assertThat(run("customer", "show", "quiet", "--data", data)).isZero();
  }

  @Test
  void asksAServerElsewhereByATokenForBackups() throws IOException {
    String url = running.server.url();
    String file = directory.resolve("attune.tar").toString();
    String backup = running.server.tokens().add("nightly", Set.of(Scope.BACKUP)).secret().reveal();
    String reader =
        running.server.tokens().add("reader", Set.of(Scope.READ, Scope.IMPORT)).secret().reveal();

    assertThat(run("backup", file, "--url", url, "--token", reader)).isEqualTo(1);
    assertThat(err.toString()).contains("backup");
    assertThat(run("backup", file, "--url", url, "--token", "attune_token_none")).isEqualTo(3);
    assertThat(names()).isEmpty();
    assertThat(run("backup", file, "--url", url, "--token", backup)).isZero();
    assertThat(names()).containsExactly("attune.tar");
  }

  @Test
  void refusesATargetThatWouldDoHarm() throws IOException {
    Path taken = Files.writeString(directory.resolve("taken.tar"), "x");

    assertThat(run("backup", taken.toString(), "--data", data())).isEqualTo(2);
    assertThat(err.toString()).contains("is there already: name a new file");
    assertThat(taken).hasContent("x");
    String inside = running.server.data().resolve("journal").resolve("b.tar").toString();
    assertThat(run("backup", inside, "--data", data())).isEqualTo(2);
    assertThat(err.toString()).contains("lies inside the data directory");
    assertThat(run("backup", directory.resolve("no/b.tar").toString(), "--data", data()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("there is no directory");
    assertThat(run("backup", "x.tar", "--data", directory.resolve("none").toString())).isEqualTo(3);
    assertThat(run("backup")).isEqualTo(2);
    assertThat(names()).containsExactly("taken.tar");
  }

  @Test
  void refusesWhatIsNoBackupAndWhatIsDamaged() throws IOException {
    Path file = directory.resolve("attune.tar");
    String there = directory.resolve("there").toString();
    assertThat(run("backup", file.toString(), "--data", data())).isZero();
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 4;
    Files.write(file, bytes);

    assertThat(run("verify", file.toString())).isEqualTo(1);
    assertThat(out.toString()).containsAnyOf("is not what was", "damaged").contains("are wrong");
    assertThat(run("restore", file.toString(), there)).isEqualTo(1);
    assertThat(err.toString()).contains("is damaged");
    Files.writeString(file, "a photo");
    assertThat(run("restore", file.toString(), there)).isEqualTo(2);
    assertThat(run("verify", file.toString())).isEqualTo(2);
    assertThat(run("verify", "nothing.tar")).isEqualTo(2);
    assertThat(run("restore", "nothing.tar", there)).isEqualTo(2);
    assertThat(names()).containsExactly("attune.tar");
    assertThat(run("restore", file.toString(), directory.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("not empty: name a new directory");
  }

  @Test
  void takesOneAtATime() {
    try (Download held =
        running
            .server
            .answer(
                Request.local("POST", "/api/backup", new byte[0])
                    .withBearer(running.server.tokens().own()))
            .download()
            .orElseThrow()) {
      assertThat(held.length()).isPositive();
      assertThat(run("backup", directory.toString(), "--data", data())).isEqualTo(1);
      assertThat(err.toString()).contains("a backup is being taken: wait for its end");
    }
    assertThat(run("backup", directory.toString(), "--data", data())).isZero();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private int run(String... args) {
    err.getBuffer().setLength(0);
    out.getBuffer().setLength(0);
    CommandLine line = Main.commandLine(args);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }
}
