package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import dev.attune.server.Running.Reply;
import dev.attune.wire.Json;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The conformance inputs of CloudEvents' own project are taken or refused as they say. They lie
 * outside the repository: {@code -Dattune.data=FOLDER} names a folder with {@code cloudevents/},
 * which holds {@code format/json/*}, {@code features/http-protocol-binding.feature} and {@code
 * yaml/v1.0/v1_minimum.yaml} of github.com/cloudevents/conformance.
 */
class EventConformanceTest {
  private static final String ONE = "application/cloudevents+json";
  private static final String SEVERAL = "application/cloudevents-batch+json";
  private static final Pattern QUOTED = Pattern.compile("\"\"\"\\n(.*?)\"\"\"", Pattern.DOTALL);
  private static final Pattern ROW =
      Pattern.compile("\\|\\s*(\\S[^|]*?)\\s*\\|\\s*(\\S[^|]*?)\\s*\\|");

  @TempDir private static Path directory;
  private static Path folder = Path.of("");
  private static Optional<Running> server = Optional.empty();
  private static int sources;

  @BeforeAll
  static void start() {
    String data = System.getProperty("attune.data", "");
    Assumptions.assumeTrue(
        !data.isEmpty(),
        "name a folder with cloudevents/ by -Dattune.data=FOLDER; see github.com/cloudevents/conformance");
    folder = Path.of(data, "cloudevents");
    server = Optional.of(Running.on(directory));
  }

  @AfterAll
  static void stop() {
    server.ifPresent(Running::close);
  }

  @Test
  void takesEveryValidEvent() throws IOException {
    for (Data test : tests("valid-events.json", 10)) {
      Data event = Running.object(test, "event");
      Reply reply = post(ONE, Json.text(event));
      assertThat(reply.status()).as(test + " " + reply.body()).isEqualTo(202);
      assertThat(reply.header("Attune-Signals")).isEqualTo("1");
      assertSame(event);
    }
  }

  @Test
  void refusesEveryInvalidEvent() throws IOException {
    for (Data test : tests("invalid-events.json", 20)) {
      Reply reply = post(ONE, Json.text(Running.object(test, "event")));
      assertThat(reply.status()).as(test + " " + reply.body()).isEqualTo(400);
    }
    assertThat(running().get("/api/customers/user:invalid").status()).isEqualTo(404);
  }

  @Test
  void takesEveryValidBatch() throws IOException {
    for (Data test : tests("valid-batches.json", 5)) {
      List<Data> events = Running.list(test, "batch");
      Reply reply = post(SEVERAL, text(test));
      assertThat(reply.status()).as(test + " " + reply.body()).isEqualTo(202);
      assertThat(reply.header("Attune-Signals")).isEqualTo(Integer.toString(events.size()));
      events.forEach(EventConformanceTest::assertSame);
    }
  }

  @Test
  void refusesEveryInvalidBatch() throws IOException {
    for (Data test : tests("invalid-batches.json", 3)) {
      Reply reply = post(SEVERAL, text(test));
      assertThat(reply.status()).as(test + " " + reply.body()).isEqualTo(400);
    }
  }

  @Test
  void takesEveryEventOfTheMinimum() throws IOException {
    Load load = new Load(LoadSettings.builder().build());
    int taken = 0;
    for (Object each :
        load.loadAllFromString(Files.readString(folder.resolve("v1_minimum.yaml")))) {
      Map<?, ?> event = (Map<?, ?>) each;
      HttpRequest.Builder request =
          running().request("/v1/cloudevents").header("Authorization", Running.basic(freshKey()));
      Data.Builder attributes = new Data.Builder();
      ((Map<?, ?>) Objects.requireNonNull(event.get("ContextAttributes")))
          .forEach((name, value) -> {
            boolean isType = name.equals("datacontenttype");
            request.header(isType ? "Content-Type" : "ce-" + name, String.valueOf(value));
            attributes.put(String.valueOf(name), String.valueOf(value));
          });
      String data = String.valueOf(event.get("Data"));
      Reply reply = running().send(request.POST(BodyPublishers.ofString(data)));
      assertThat(reply.status()).as(event + " " + reply.body()).isEqualTo(202);
      String type = String.valueOf(attributes.build().text("datacontenttype"));
      if (!type.startsWith("application/xml")) {
        Object value = type.startsWith("text/") ? data : value(data);
        assertSame(attributes.put("data", value).build());
      }
      taken++;
    }
    assertThat(taken).isEqualTo(6);
  }

  @Test
  void readsEveryScenarioOfTheHttpBinding() throws IOException {
    String feature = Files.readString(folder.resolve("http-protocol-binding.feature"));
    int scenarios = 0;
    for (String outline : feature.split("Scenario Outline:", -1)) {
      int examples = outline.indexOf("Examples:");
      if (examples >= 0) {
        List<String> types =
            outline
                .substring(examples)
                .lines()
                .skip(2)
                .map(line -> line.replace("|", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
        for (String type : types) {
          play(outline.substring(0, examples).replace("<contentType>", type));
          scenarios++;
        }
      }
    }
    assertThat(scenarios).isEqualTo(4);
  }

  private static void play(String scenario) {
    List<String> quoted =
        QUOTED.matcher(scenario).results().map(each -> each.group(1).stripIndent()).toList();
    String[] message = quoted.get(0).split("\\n\\n", 2);
    HttpRequest.Builder request =
        running().request("/v1/cloudevents").header("Authorization", Running.basic(freshKey()));
    message[0]
        .lines()
        .skip(1)
        .map(line -> line.split(": ", 2))
        .filter(header -> !List.of("Host", "Content-Length").contains(header[0]))
        .forEach(header -> request.header(header[0], header[1]));
    Reply reply = running().send(request.POST(BodyPublishers.ofString(message[1])));
    assertThat(reply.status()).as(scenario + reply.body()).isEqualTo(202);

    Data.Builder expected = new Data.Builder();
    Matcher row = ROW.matcher(scenario.substring(scenario.indexOf("Then the attributes are:")));
    while (row.find()) {
      if (!row.group(1).equals("key")) {
        expected.put(row.group(1), row.group(2));
      }
    }
    assertSame(expected.put("data", Json.read(quoted.get(1))).build());
  }

  /** The event is in the timeline: all its attributes, and its data as properties. */
  private static void assertSame(Data event) {
    Data.Builder attributes = new Data.Builder();
    event.forEach((name, value) -> {
      if (!name.equals("data") && value != Data.Nothing.NULL) {
        attributes.put(name, value);
      }
    });
    Object data = event.get("data");
    Data properties =
        data == null ? Data.EMPTY : data instanceof Data object ? object : Data.of("data", data);
    String path = "/api/customers/%s/timeline".formatted(Paths.encoded("user:" + event.text("id")));
    Data kept = sorted(attributes.build());
    running()
        .eventually(
            () -> running().get(path),
            page ->
                Running.list(page, "signals").stream()
                    .map(signal -> Running.object(signal, "message"))
                    .anyMatch(body ->
                        sorted(Running.object(Running.object(body, "context"), "cloudevent"))
                                .equals(kept)
                            && Running.object(body, "properties").equals(properties)));
  }

  private static Data sorted(Data data) {
    Data.Builder sorted = new Data.Builder();
    data.names().stream()
        .sorted()
        .forEach(name -> sorted.put(name, Objects.requireNonNull(data.get(name))));
    return sorted.build();
  }

  private static Object value(String json) {
    return Objects.requireNonNull(Json.read("{\"v\":%s}".formatted(json)).get("v"));
  }

  private static String text(Data test) {
    String wrapped = Json.text(Data.of("v", Objects.requireNonNull(test.get("batch"))));
    return wrapped.substring("{\"v\":".length(), wrapped.length() - 1);
  }

  private static List<Data> tests(String file, int atLeast) throws IOException {
    byte[] json = Files.readAllBytes(folder.resolve(file));
    List<Data> tests = new ArrayList<>(Running.list(Json.read(json), "tests"));
    assertThat(tests).hasSizeGreaterThanOrEqualTo(atLeast);
    return tests;
  }

  private static Reply post(String type, String body) {
    return running()
        .send(
            running()
                .request("/v1/cloudevents")
                .header("Authorization", Running.basic(freshKey()))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8))));
  }

  /** Many of these events have one identity: each comes from a source of its own. */
  private static String freshKey() {
    Data source = Data.of("name", "source-" + ++sources, "mapping", "user: \"{id}\"");
    Reply made = running().post("/api/sources", Json.text(source));
    return String.valueOf(made.json().text("writeKey"));
  }

  private static Running running() {
    return server.orElseThrow();
  }
}
