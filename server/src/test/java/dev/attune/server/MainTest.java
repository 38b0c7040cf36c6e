package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.delivery.Interest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void helpsWithEveryCommand() {
    for (List<String> path : paths(Main.commandLine(), List.of())) {
      List<String> command = new ArrayList<>(path);
      command.add("--help");
      out.getBuffer().setLength(0);

      assertThat(run(command.toArray(String[]::new))).as(command.toString()).isZero();
      assertThat(out.toString()).as(command.toString()).contains("Usage: attune");
    }
  }

  @Test
  void saysTwoWhenTheCommandLineIsWrong() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("srve")).isEqualTo(2);
    assertThat(run("serve", "--port", "many")).isEqualTo(2);
    assertThat(run("serve", "--port", "70000")).isEqualTo(2);
    assertThat(run("serve", "--tls-key", "x.pem")).isEqualTo(2);
    assertThat(run("customer", "show", "x", "--url", "http://127.0.0.1:1")).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "playbook rehearse x.yaml --until yesterday | --until: 'yesterday' is no day; write it as 2026-01-31",
        "playbook rehearse x.yaml --until 2026-02-30 | --until: '2026-02-30' is no day; write it as 2026-01-31",
        "playbook rehearse x.yaml --days many | --days: 'many' is no whole number; write one such as 90",
        "serve --port many | --port: 'many' is no whole number; write one such as 90",
      })
  void saysInOneLineWhichValueIsNone(String command, String told) {
    assertThat(run(command.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString()).isEqualToIgnoringNewLines("attune: " + told).hasLineCount(1);
  }

  @Test
  void helpsWithEveryScopeAndKind() {
    assertThat(run("tokens", "add", "--help")).isZero();
    assertThat(out.toString().replaceAll("\\s+", " ")).contains(Scope.words() + " (admin allows");
    assertThat(run("effects", "--help")).isZero();
    assertThat(out.toString().replaceAll("\\s+", " "))
        .contains(String.join(", ", Interest.KINDS) + ".");
  }

  @Test
  void saysThreeInOneSentenceWhenThereIsNothingToAsk(@TempDir Path directory) {
    Path nowhere = directory.resolve("nowhere");

    assertThat(run("sources", "list", "--data", nowhere.toString())).isEqualTo(3);
    assertThat(err.toString())
        .startsWith("attune: there is no data directory " + nowhere)
        .hasLineCount(1);
    assertThat(run("import", "no-such-file", "--data", nowhere.toString())).isEqualTo(3);
    assertThat(run("customer", "show", "x", "--url", "http://127.0.0.1:1", "--token", "t"))
        .isEqualTo(3);
    assertThat(run("verify", "--data", nowhere.toString())).isEqualTo(3);
  }

  @Test
  void refusesToListenOnTheNetworkWithoutTls(@TempDir Path directory) {
    assertThat(run("serve", "--data", directory.toString(), "--host", "0.0.0.0")).isEqualTo(2);
    assertThat(err.toString())
        .contains("0.0.0.0 can be reached from other machines, so it needs TLS");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void checksAPlaybookWithoutAServer(@TempDir Path directory) throws java.io.IOException {
    Path good =
        Files.writeString(
            directory.resolve("good.yaml"),
            "playbook: Shop\nfacts:\n  orders: { count: Order Completed }\n");
    Path bad =
        Files.writeString(
            directory.resolve("bad.yaml"),
            "playbook: Shop\nfacts:\n  orders: { cuont: Order Completed }\n");

    assertThat(run("playbook", "check", good.toString())).isZero();
    assertThat(out.toString()).contains("is good: 1 facts, 0 segments, 0 moments");
    assertThat(run("playbook", "check", bad.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("bad.yaml:3:");
  }

  private static List<List<String>> paths(CommandLine line, List<String> path) {
    List<List<String>> paths = new ArrayList<>();
    paths.add(path);
    line.getSubcommands()
        .forEach((name, sub) -> {
          List<String> longer = new ArrayList<>(path);
          longer.add(name);
          paths.addAll(paths(sub, longer));
        });
    paths.removeIf(each -> each.contains("help"));
    return paths;
  }

  private int run(String... args) {
    err.getBuffer().setLength(0);
    CommandLine line = Main.commandLine(args);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }
}
