package dev.attune.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be started says why in one sentence, and ends with a code that scripts see. */
class StartIT {
  private static final int ENVIRONMENT = 3;

  @TempDir private Path directory = Path.of("");

  @Test
  void saysThatADirectoryHoldsSomethingElse() throws IOException {
    Files.writeString(directory.resolve("letter.txt"), "Dear Sir or Madam");

    refuses(directory, "is no data directory of Attune");
  }

  @Test
  void saysThatADirectoryWasWrittenByANewerAttune() throws IOException {
    Path data = written();
    Files.writeString(data.resolve("FORMAT"), "attune 999\n");

    refuses(data, "was written by a newer Attune");
  }

  @Test
  void saysThatADirectoryIsInUse() {
    try (ServerProcess server = ServerProcess.on(directory.resolve("data")).start()) {
      refuses(server.data(), "is in use by another Attune");
    }
  }

  @Test
  void saysThatADirectoryIsDamaged() throws IOException {
    for (String database : List.of("journal", "store")) {
      Path data = written();
      try (Stream<Path> files = Files.list(data.resolve(database))) {
        for (Path manifest :
            files.filter(f -> f.getFileName().toString().startsWith("MANIFEST")).toList()) {
          Files.write(manifest, new byte[100]);
        }
      }

      refuses(data, database);
    }
  }

  @Test
  void saysThatThePortIsInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      refuses(directory.resolve("data"), "--port", "--port", port);
    }
  }

  @Test
  void saysThatAPlaybookIsWrong() throws IOException {
    Path playbook = Files.writeString(directory.resolve("playbook.yaml"), "playbook: [\n");
    ServerProcess.Ended ended =
        ServerProcess.runToItsEnd(
            "serve",
            "--port",
            "0",
            "--data",
            directory.resolve("data").toString(),
            "--playbook",
            playbook.toString());

    assertThat(ended.code()).as(ended.said()).isNotZero();
    assertThat(ended.said()).contains("the playbook", "line 2").doesNotContain("\tat ");
  }

  /** A directory in which a server has written. */
  private Path written() throws IOException {
    Path data = Files.createTempDirectory(directory, "data").resolve("data");
    try (ServerProcess server = ServerProcess.on(data).start()) {
      server.addSource("one", "server");
      server.stop();
    }
    return data;
  }

  private static void refuses(Path data, String because, String... more) {
    Stream<String> start = Stream.of("serve", "--data", data.toString());
    Stream<String> port = more.length == 0 ? Stream.of("--port", "0") : Stream.of(more);
    ServerProcess.Ended ended =
        ServerProcess.runToItsEnd(Stream.concat(start, port).toArray(String[]::new));

    List<String> said = ended.said().lines().filter(line -> !line.startsWith("WARNING: ")).toList();
    assertThat(ended.code()).as(ended.said()).isEqualTo(ENVIRONMENT);
    assertThat(said).as(ended.said()).hasSize(1);
    assertThat(said.getFirst()).startsWith("attune: ").contains(because);
  }
}
