package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.engine.DataDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the playbook redacts is in no file and no answer, by whatever route it came. */
class RedactionTest {
  private static final String REDACT =
      """
      redact:
        drop: [properties.cardNumber, traits.ssn, context.ip]
        hash: [properties.email, traits.phone]
      """;

  /** What no file may hold: values of what is redacted, each different, none that packing hides. */
  private static final String SECRET = "Zq9XSECRETx";

  /** What files do hold, so that the search is known to find. */
  private static final String OPEN = "Zq9XOPENx";

  @TempDir Path directory;
  private int number;

  @Test
  void isNowhereByWhateverRouteItCame() throws IOException {
    try (Running running = Running.on(directory)) {
      running.server.engine().adopt(Running.PLAYBOOK + REDACT, "kim");
      byEveryRoute(running);
      running.post("/api/rejects/replay", "{}");
      running.server.engine().await(running.server.engine().progress().appended());
      assertThat(answers(running)).contains(OPEN, "hashed:").doesNotContain(SECRET);
      holdsNone();
    }
    holdsNone();
    assertThat(DataDirectory.verify(directory.resolve("data"), what -> {})).isEmpty();
  }

  private void byEveryRoute(Running running) throws IOException {
    String bag = "\"properties\":{%s,\"cardNumber\":%s,\"email\":%s}".formatted(open(), s(), s());
    String traits = "\"traits\":{%s,\"ssn\":%s,\"phone\":%s}".formatted(open(), s(), s());
    String context =
        "\"context\":{%s,\"ip\":%s,\"traits\":{\"ssn\":%s}}".formatted(open(), s(), s());
    String all = bag + "," + traits + "," + context;
    for (String kind : List.of("track", "page", "screen", "identify", "group", "alias")) {
      String words = "\"userId\":\"u1\",\"event\":\"e\",\"groupId\":\"g\",\"previousId\":\"p\",";
      assertThat(running.intake("/v1/" + kind, "{" + words + all + "}").status()).isEqualTo(200);
      assertThat(running.intake("/v1/" + kind, "{\"event\":\"e\"," + all + "}").status())
          .as("without an id: refused and kept")
          .isEqualTo(400);
    }
    String good = "{\"type\":\"track\",\"userId\":\"u2\",\"event\":\"Ride Completed\"," + all + "}";
    String nobody = "{\"type\":\"track\",\"event\":\"Ride Completed\"," + all + "}";
    String wrong =
        "{\"type\":\"trakc\",\"userId\":\"u2\",\"propertys\":{\"cardNumber\":" + s() + "}}";
    String deep =
        "{\"type\":\"track\",\"properties\":" + "[".repeat(40) + s() + "]".repeat(40) + "}";
    String batch =
        "{\"batch\":[%s],%s}".formatted(String.join(",", good, nobody, wrong, deep, s()), context);
    assertThat(running.intake("/v1/batch", batch).status()).isEqualTo(200);
    assertThat(packed(running, batch)).isEqualTo(200);
    assertThat(running.intake("/api/signals", good).status()).isEqualTo(200);
    assertThat(running.intake("/api/signals", batch).status()).isEqualTo(200);
    String event =
        "{\"specversion\":\"1.0\",\"type\":\"Ride Completed\",\"source\":\"/r\",\"id\":\"%s\",%s\"data\":{\"cardNumber\":%s,\"email\":%s}}";
    assertThat(cloudEvent(running, event.formatted("1", "\"subject\":\"u4\",", s(), s())))
        .isLessThan(300);
    assertThat(cloudEvent(running, event.formatted("2", "", s(), s())))
        .as("names nobody: taken, and refused")
        .isEqualTo(202);
    String feedback = "{\"userId\":\"u3\",\"text\":\"fine\"," + all + "}";
    assertThat(running.intake("/api/feedback", feedback).status()).isEqualTo(200);
    assertThat(running.intake("/api/feedback", feedback.replace("text", "txet")).status())
        .isEqualTo(400);
    String rows = String.join("\n", good, nobody, "{\"cardNumber\":" + s(), s(), good);
    assertThat(running.post("/api/import?source=old", rows).status()).isEqualTo(200);
  }

  private static int cloudEvent(Running running, String body) {
    return running
        .send(
            running
                .request("/v1/cloudevents")
                .header("Authorization", Running.basic(running.serverKey))
                .header("Content-Type", "application/cloudevents+json")
                .POST(HttpRequest.BodyPublishers.ofString(body)))
        .status();
  }

  private static int packed(Running running, String body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(body.getBytes(StandardCharsets.UTF_8));
    }
    return running
        .send(
            running
                .request("/v1/batch")
                .header("Authorization", Running.basic(running.serverKey))
                .POST(HttpRequest.BodyPublishers.ofByteArray(out.toByteArray())))
        .status();
  }

  /** Everything that can be asked. */
  private static String answers(Running running) {
    StringBuilder answers = new StringBuilder();
    for (String path :
        List.of(
            "/api/rejects?state=all",
            "/api/rejects/counts",
            "/api/catalogue",
            "/api/moments",
            "/metrics",
            "/api/customers/u1",
            "/api/customers/u1/timeline",
            "/api/customers/u2/timeline",
            "/api/customers/u3/timeline")) {
      Running.Reply reply = running.get(path);
      assertThat(reply.status()).as(path + reply.body()).isEqualTo(200);
      answers.append(reply.body());
    }
    return answers.toString();
  }

  private void holdsNone() throws IOException {
    boolean found = false;
    for (Map.Entry<String, String> file : files().entrySet()) {
      assertThat(file.getValue().contains(SECRET)).as(file.getKey()).isFalse();
      found |= file.getValue().contains(OPEN);
    }
    assertThat(found).as("the search finds what is there").isTrue();
  }

  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(
            file.toString(), new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  private String s() {
    return "\"" + SECRET + ++number + noise() + "\"";
  }

  private String open() {
    return "\"note\":\"" + OPEN + ++number + noise() + "\"";
  }

  private String noise() {
    byte[] bytes = new byte[12];
    new Random(number).nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }
}
