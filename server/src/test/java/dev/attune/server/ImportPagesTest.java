package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.playbook.Role;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file that a steward brings from a browser. */
class ImportPagesTest {
  private static final String ROWS =
      """
      customer,event,at,fare
      ida,Ride Completed,2026-01-31T09:30:00Z,11.40
      ida,Ride Completed,2026-02-01T09:30:00Z,lots
      ,Ride Completed,2026-02-01T09:30:00Z,3
      jon,Ride Completed,2026-02-02T09:30:00Z,4
      """;

  @TempDir private static Path directory;
  private static Running running;
  private static Visitor steward;

  @BeforeAll
  static void start() {
    running = Running.on(directory);
    steward = Visitor.with(running, Role.STEWARD, Optional.empty());
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  private static String begin(Visitor visitor, String name, long size) {
    Running.Reply made =
        visitor.send(
            visitor
                .request("/imports?name=" + Paths.encoded(name) + "&size=" + size)
                .POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return String.valueOf(made.json().text("href"));
  }

  private static Running.Reply piece(Visitor visitor, String href, long at, byte[] bytes) {
    return visitor.send(
        visitor
            .request(href + "/pieces?at=" + at)
            .header("Content-Type", "application/octet-stream")
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));
  }

  private static String bring(String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String href = begin(steward, name, bytes.length);
    assertThat(piece(steward, href, 0, bytes).status()).isEqualTo(200);
    return href;
  }

  private static Map<String, String> said(String act) {
    Map<String, String> fields = new HashMap<>();
    fields.put("formKey", steward.formKey);
    fields.put("act", act);
    fields.put("source", "rides");
    fields.put("kind", "track");
    fields.put("event", "Rode");
    fields.put("timeFormat", "iso");
    fields.put("c0", "user");
    fields.put("c1", "event");
    fields.put("c2", "time");
    fields.put("c3", "number");
    return fields;
  }

  @Test
  void showsWhatItGuessesAndWhatWouldComeOfIt() {
    String page = steward.get(bring("rides.csv", ROWS)).body();
    assertThat(page)
        .contains("rides.csv", "Who: the customer", "ida", "All 4 rows were tried")
        .contains("no customer is named")
        .contains("Ride Completed");
  }

  @Test
  void bringsInWhatWasCorrected() {
    String href = bring("rides.csv", ROWS);
    Running.Reply tried = steward.form(href, said("try"));
    assertThat(tried.status()).isEqualTo(200);
    assertThat(tried.body()).contains("is no number", "no customer is named");

    Map<String, String> misread = said("run");
    misread.put("timeFormat", "dd.MM.yyyy");
    assertThat(steward.form(href, misread).body())
        .as("nothing would come in, and what was said is there to be mended")
        .contains("Nothing would come in", "What each column says");

    assertThat(steward.form(href, said("run")).header("Location")).isEqualTo(href);
    running.customer("user:ida", data -> true);
    running.customer("user:jon", data -> true);
    running.eventually(
        () -> running.get("/api/progress"),
        data -> steward.get(href).body().contains("2 signals are in"));
    assertThat(steward.get(href + "/refused.csv").body()).contains("3,fare", "4,");

    assertThat(steward.get(href + "?mapping=yes").body()).contains("What each column says");
    Map<String, String> otherwise = said("run");
    otherwise.put("c3", "text");
    assertThat(steward.form(href, otherwise).header("Location")).isEqualTo(href);
    running.eventually(
        () -> running.get("/api/progress"),
        data -> steward.get(href).body().contains("3 signals were sent"));
    assertThat(steward.get(href).body()).contains("2 signals of this file came in before");
    Path file =
        directory.resolve("data").resolve("uploads").resolve(href.substring("/imports/".length()));
    assertThat(file).exists();
    assertThat(steward.form(href, said("drop")).header("Location")).isEqualTo("/sources");
    assertThat(file).doesNotExist();
  }

  @Test
  void forgetsAFileThatCameInAsAWhole() {
    String href = bring("rides.csv", ROWS.lines().limit(2).collect(Collectors.joining("\n")));
    assertThat(steward.form(href, said("run")).header("Location")).isEqualTo(href);
    Path file =
        directory.resolve("data").resolve("uploads").resolve(href.substring("/imports/".length()));
    running.eventually(
        () -> running.get("/api/progress"),
        data -> steward.get(href).body().contains("One signal is in") && !Files.exists(file));
  }

  @Test
  void saysWhatIsWrongWithAMapping() {
    String href = bring("rides.csv", ROWS);
    Map<String, String> twice = said("run");
    twice.put("c3", "user");
    assertThat(steward.form(href, twice).status()).isEqualTo(422);
    assertThat(steward.form(href, twice).body()).contains("customer, fare say the same");
    Map<String, String> nobody = said("run");
    nobody.put("c0", "nothing");
    assertThat(steward.form(href, nobody).body()).contains("a signal needs a customer");
    Map<String, String> name = said("run");
    name.put("source", "Not a name");
    assertThat(steward.form(href, name).body()).contains("a source's name is 1 to 64");
    Map<String, String> zone = said("run");
    zone.put("zone", "Nowhere");
    assertThat(steward.form(href, zone).body()).contains("is no time zone");
  }

  @Test
  void takesRowsThatArePasted() {
    Running.Reply pasted =
        steward.form("/imports/rows", Map.of("formKey", steward.formKey, "rows", ROWS));
    assertThat(steward.get(pasted.header("Location")).body()).contains("All 4 rows were tried");
  }

  @Test
  void isSeenByWhoBringsItOnly() {
    String href = bring("rides.csv", ROWS);
    Visitor other = Visitor.with(running, Role.STEWARD, Optional.empty());
    assertThat(other.get(href).status()).isEqualTo(404);
    assertThat(piece(other, href, 0, new byte[1]).status()).isEqualTo(404);
    Visitor lead = Visitor.with(running, Role.LEAD, Optional.empty());
    assertThat(lead.get(href).status()).isEqualTo(403);
    assertThat(lead.get("/sources").body()).doesNotContain("data-bring");
  }

  @Test
  void takesNoMoreThanWasAnnounced() throws Exception {
    String href = begin(steward, "../../etc/passwd", 4);
    assertThat(steward.get(href).status()).isEqualTo(409);
    assertThat(piece(steward, href, 2, new byte[2]).status()).isEqualTo(409);
    assertThat(piece(steward, href, 0, new byte[5]).status()).isEqualTo(413);
    assertThat(piece(steward, href, 0, "a,b\n".getBytes(StandardCharsets.UTF_8)).status())
        .isEqualTo(200);
    try (var files = Files.walk(directory)) {
      assertThat(files.map(Path::toString)).noneMatch(path -> path.contains("passwd"));
    }
    assertThat(
            steward
                .form(href, Map.of("formKey", steward.formKey, "act", "drop"))
                .header("Location"))
        .isEqualTo("/sources");
    assertThat(steward.get(href).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"0, 413", "1073741825, 413", "-1, 413", "x, 413"})
  void refusesAFileOfNoSize(String size, int status) {
    Running.Reply reply =
        steward.send(
            steward
                .request("/imports?name=x.csv&size=" + size)
                .POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(reply.status()).isEqualTo(status);
  }

  @Test
  void refusesWhatIsNoText() {
    for (String name : List.of("x.csv.gz", "x.zip", "x.XLSX")) {
      Running.Reply reply =
          steward.send(
              steward
                  .request("/imports?size=4&name=" + name)
                  .POST(HttpRequest.BodyPublishers.noBody()));
      assertThat(reply.status()).isEqualTo(422);
      assertThat(reply.body()).containsAnyOf("unpack it first", "save it as CSV");
    }
    String href = bring("x.csv", "a\u0000b,c\n");
    assertThat(steward.get(href).status()).isEqualTo(422);
    assertThat(steward.get(href).body()).contains("no text");
    String array = bring("x.json", "[\n  {\"user\":\"a\"}]\n");
    assertThat(steward.get(array).status()).isEqualTo(422);
    assertThat(steward.get(array).body()).contains("each object on a line of its own");
  }
}
