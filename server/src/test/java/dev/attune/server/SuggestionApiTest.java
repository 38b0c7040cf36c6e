package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import dev.attune.playbook.Checked;
import dev.attune.playbook.PlaybookReader;
import dev.attune.wire.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Suggestions over HTTP, and on the command line over the demo's company. */
class SuggestionApiTest {
  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();

  @Test
  void suggestsNothingToWhoHasNothingAndAsksForAScope() {
    try (Running running = Running.on(directory)) {
      assertThat(running.post("/api/playbook/suggestions", "").json().get("suggestions"))
          .isEqualTo(List.of());
      String reader = running.server.tokens().add("reader", Set.of(Scope.READ)).secret().reveal();
      HttpRequest.Builder request =
          running.request("/api/playbook/suggestions").POST(HttpRequest.BodyPublishers.noBody());
      assertThat(running.send(request.copy()).status()).isEqualTo(401);
      assertThat(running.send(request.header("Authorization", "Bearer " + reader)).status())
          .isEqualTo(403);
    }
  }

  @Test
  void suggestsForTheDemosCompanyWhatCanBeAdopted() throws IOException {
    Path demo = directory.resolve("demo");
    String data = demo.resolve("data").toString();
    assertThat(
            run(
                "demo",
                "--port",
                "0",
                "--customers",
                "60",
                "--data",
                demo.toString(),
                "--exit-after-loading"))
        .isZero();
    Path file = directory.resolve("suggested.yaml");

    assertThat(run("playbook", "suggest", "--write", file.toString(), "--data", data)).isZero();

    assertThat(out.toString())
        .contains("would have opened", "seen: ", "Opens as soon as the customer has at least 4 ");
    String text = Files.readString(file);
    assertThat(new PlaybookReader().read(text)).isInstanceOf(Checked.Accepted.class);
    assertThat(text).contains("  quiet-");
    assertThat(run("playbook", "suggest", "--json", "--data", data)).isZero();
    Data told = Json.read(out.toString());
    Data rehearsed = Running.object(told, "result");
    List<String> rehearsedRules = names(rehearsed, "kinds", "kind");
    rehearsedRules.addAll(names(rehearsed, "goals", "name"));
    assertThat(names(told, "suggestions", "name")).hasSizeGreaterThan(3).isSubsetOf(rehearsedRules);
    for (Data kind : Running.list(rehearsed, "kinds")) {
      assertThat(kind.get("count")).as("of %s", kind).isInstanceOf(Long.class);
    }
    assertThat(run("playbook", "adopt", file.toString(), "--data", data)).isZero();
  }

  private static List<String> names(Data data, String list, String word) {
    return Running.list(data, list).stream()
        .map(each -> String.valueOf(each.text(word)))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private int run(String... args) {
    out.getBuffer().setLength(0);
    CommandLine line = Main.commandLine(args);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(out, true));
    return line.execute(args);
  }
}
