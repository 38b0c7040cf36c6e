package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Commands against a running server, and against a directory on which none runs. */
class CommandsTest {
  private static final String MAPPING =
      """
      source: rides
      format: csv
      kind: track
      name: Ride Completed
      user: "{who}"
      time: { value: "{day}", zone: Europe/Berlin }
      properties: { fare: { value: "{fare}", type: number } }
      """;

  @TempDir private static Path directory;
  private static Running running;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start() {
    running = Running.on(directory);
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  private static String data() {
    return running.server.data().toString();
  }

  @Test
  void keepsTheWayInForCommandsFromOthers() throws IOException {
    Path file = AttuneServer.addressFile(running.server.data());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void administersARunningServer() {
    assertThat(run("sources", "add", "kiosk", "--kind", "browser", "--data", data())).isZero();
    assertThat(out.toString())
        .containsPattern("write key, shown once: attune_browser_[a-z2-7]{32}");
    assertThat(run("sources", "add", "kiosk", "--data", data())).isEqualTo(1);
    assertThat(err.toString()).startsWith("attune: there is a source named kiosk");
    assertThat(run("sources", "list", "--data", data())).isZero();
    assertThat(out.toString()).contains("kiosk");
    assertThat(run("sources", "revoke", "kiosk", "--data", data())).isZero();
    assertThat(run("tokens", "add", "robot", "--scope", "read,handle", "--data", data())).isZero();
    assertThat(run("tokens", "list", "--data", data())).isZero();
    assertThat(out.toString()).contains("read, handle");
    assertThat(run("tokens", "revoke", "robot", "--data", data())).isZero();
    assertThat(run("tokens", "revoke", "robot", "--data", data())).isEqualTo(1);
  }

  @Test
  void importsAFileOnceHoweverOftenItIsSent() throws IOException {
    Path mapping = Files.writeString(directory.resolve("mapping.yaml"), MAPPING);
    Path rows =
        Files.writeString(
            directory.resolve("rows.csv"),
            "who,day,fare\nimp,2020-01-01,1.5\nimp,2020-01-01,1.5\nimp,2020-01-02,2\nimp,someday,2\n");
    for (int i = 0; i < 2; i++) {
      assertThat(run("import", rows.toString(), "--mapping", mapping.toString(), "--data", data()))
          .isEqualTo(1);
      assertThat(out.toString())
          .contains("line 5: refused: time: 'someday' is no time such as 2026-01-31")
          .contains("4 rows read, 3 signals sent, 0 left out by the mapping, 1 refused");
      Data customer =
          running.customer(
              "imp", each -> Long.valueOf(3).equals(Running.object(each, "facts").get("rides")));
      assertThat(Running.object(customer, "facts").get("spent")).isEqualTo(5.0);
    }
    assertThat(run("import", rows.toString(), "--mapping", mapping.toString(), "--dry-run"))
        .isEqualTo(1);
    Path wrong =
        Files.writeString(directory.resolve("wrong.yaml"), MAPPING.replace("{fare}", "{price}"));
    assertThat(run("import", rows.toString(), "--mapping", wrong.toString(), "--data", data()))
        .isEqualTo(1);
    assertThat(err.toString())
        .contains("names columns that the file does not have: price; it has: who, day, fare");
  }

  @Test
  void showsMergesAndExplainsCustomers() {
    running.intake("/v1/track", "{\"userId\":\"cli1\",\"event\":\"Ride Completed\"}");
    running.intake("/v1/identify", "{\"userId\":\"cli2\",\"traits\":{\"plan\":\"pro\"}}");
    running.customer("cli2", each -> true);

    assertThat(run("customer", "merge", "cli1", "cli2", "--data", data())).isZero();
    assertThat(out.toString()).contains("the customer is now user:cli1: user:cli1, user:cli2");
    assertThat(run("customer", "show", "cli2", "--data", data())).isZero();
    assertThat(out.toString()).contains("user:cli1", "plan: pro", "rides: 1", "in        riders");
    assertThat(run("why", "cli2", "riders", "--data", data())).isZero();
    assertThat(out.toString())
        .contains("is in riders", "true     facts.rides >= 1", "facts.rides = 1");
    assertThat(run("customer", "unmerge", "cli1", "cli2", "--data", data())).isZero();
    String[] raise = {"customer", "raise-limit", "cli1", "--to", "30000", "--reason", "a till"};
    assertThat(
            run(
                Stream.concat(Stream.of(raise), Stream.of("--data", data()))
                    .toArray(String[]::new)))
        .isZero();
    assertThat(out.toString()).contains("user:cli1 is not set aside");
    assertThat(run("customer", "show", "nobody", "--data", data())).isEqualTo(1);
    assertThat(run("customer", "show", "cli1", "--json", "--data", data())).isZero();
    assertThat(out.toString()).contains("\"id\": \"user:cli1\"");
  }

  @Test
  void adoptsGoodPlaybooksOnly() throws IOException {
    Path good =
        Files.writeString(
            directory.resolve("good.yaml"), Running.PLAYBOOK.replace("Bikes", "Good"));
    Path bad =
        Files.writeString(
            directory.resolve("bad.yaml"), Running.PLAYBOOK.replace("count:", "cuont:"));

    assertThat(run("playbook", "adopt", bad.toString(), "--data", data())).isEqualTo(1);
    assertThat(out.toString()).contains("bad.yaml:5:");
    assertThat(run("playbook", "adopt", good.toString(), "--by", "Ana", "--data", data())).isZero();
    assertThat(out.toString()).contains("version 2 holds from ");
    assertThat(run("playbook", "show", "--data", data())).isZero();
    assertThat(out.toString()).contains("playbook: Good");
    assertThat(run("playbook", "read", "--data", data())).isZero();
    String third = "  third-contact: Opens on the third contact with support in 14 days.\n";
    assertThat(out.toString()).contains("moment\n" + third);
    assertThat(run("playbook", "read", good.toString())).isZero();
    assertThat(out.toString()).contains("moment\n" + third);
    assertThat(run("playbook", "read", bad.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("bad.yaml:5:");
  }

  @Test
  void refusesADirectoryThatIsInUseOrForeign(@TempDir Path other) throws IOException {
    assertThat(run("verify", "--data", data())).isEqualTo(3);
    assertThat(err.toString()).hasLineCount(1).contains("in use");
    assertThat(run("serve", "--data", data(), "--port", "0")).isEqualTo(3);
    assertThat(err.toString()).hasLineCount(1).contains("in use");
    Files.writeString(other.resolve("holiday.jpg"), "not ours");
    assertThat(run("serve", "--data", other.toString(), "--port", "0")).isEqualTo(3);
    assertThat(err.toString()).hasLineCount(1).startsWith("attune: ");
  }

  @Test
  void saysWhenThePortIsInUse(@TempDir Path other) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      assertThat(run("serve", "--data", other.resolve("d").toString(), "--port", port))
          .isEqualTo(3);
      assertThat(err.toString())
          .hasLineCount(1)
          .contains("cannot listen on 127.0.0.1:" + port, "choose another with --port");
    }
  }

  @Test
  void opensADirectoryOnWhichNoServerRuns(@TempDir Path other) {
    try (Running shortly = Running.on(other)) {
      shortly.intake("/v1/identify", "{\"userId\":\"kept\",\"traits\":{\"plan\":\"pro\"}}");
    }
    String data = other.resolve("data").toString();

    assertThat(run("customer", "show", "kept", "--data", data)).isZero();
    assertThat(out.toString()).contains("user:kept", "plan: pro");
    assertThat(run("sources", "list", "--data", data)).isZero();
    assertThat(out.toString()).contains("shop", "website");
    assertThat(run("verify", "--data", data)).isZero();
    assertThat(out.toString()).contains("is whole");
  }

  @Test
  void saysWhatEventsMean(@TempDir Path other) throws IOException {
    Path mapping = Files.writeString(other.resolve("m.yaml"), "user: \"{data.id}\"\n");
    String[] data = {"--data", data()};

    assertThat(run("sources", "add", "bus", "--mapping", mapping.toString(), data[0], data[1]))
        .isZero();
    assertThat(run("sources", "map", "bus", data[0], data[1])).isZero();
    assertThat(out.toString()).contains("user: \"{data.id}\"");
    Files.writeString(mapping, "usr: x");
    assertThat(run("sources", "map", "bus", mapping.toString(), data[0], data[1])).isEqualTo(1);
    assertThat(err.toString()).contains("line 1: usr is not known here");
    assertThat(run("sources", "map", "nobody", data[0], data[1])).isEqualTo(1);
  }

  @Test
  void followsEffectsUntilTheServerEnds(@TempDir Path other) throws InterruptedException {
    int[] code = {-1};
    Thread command;
    try (Running shortly = Running.on(other)) {
      String data = shortly.server.data().toString();
      command =
          Thread.ofPlatform()
              .start(() ->
                  code[0] =
                      run(
                          "effects",
                          "--follow",
                          "--from",
                          "oldest",
                          "--segment",
                          "riders",
                          "--data",
                          data));
      shortly.intake("/v1/track", "{\"userId\":\"told\",\"event\":\"Ride Completed\"}");
      long until = System.nanoTime() + 60_000_000_000L;
      while (!out.toString().contains("entered   riders  user:told")) {
        assertThat(System.nanoTime()).as(out.toString()).isLessThan(until);
        Thread.onSpinWait();
      }
    }
    command.join();
    assertThat(code[0]).isEqualTo(3);
    assertThat(run("effects", "--kind", "entered", "--data", other.resolve("data").toString()))
        .isZero();
    assertThat(out.toString()).contains("riders  user:told").hasLineCount(1);
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
