package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import dev.attune.server.Running.Reply;
import dev.attune.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Intake over HTTP, as SDKs use and misuse it. */
class IntakeTest {
  @TempDir private static Path directory;
  private static Running running;

  @BeforeAll
  static void start() {
    running = Running.on(directory);
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void takesEveryKindOnItsRoute() {
    taken(running.intake("/v1/identify", "{\"userId\":\"k1\",\"traits\":{\"plan\":\"pro\"}}"));
    taken(running.intake("/v1/track", "{\"userId\":\"k1\",\"event\":\"Ride Completed\"}"));
    taken(running.intake("/v1/page", "{\"userId\":\"k1\",\"name\":\"Home\"}"));
    taken(running.intake("/v1/screen/", "{\"userId\":\"k1\",\"name\":\"Main\"}"));
    taken(running.intake("/v1/group", "{\"userId\":\"k1\",\"groupId\":\"g1\",\"traits\":{}}"));
    taken(running.intake("/v1/alias/", "{\"userId\":\"k1\",\"previousId\":\"k0\"}"));

    List<Data> signals = timeline("k1", 6);
    assertThat(signals.stream().map(each -> each.text("kind")))
        .containsExactlyInAnyOrder("identify", "track", "page", "screen", "group", "alias");
  }

  @Test
  void takesTheBrowsersShortPathsAsTextWithTheKeyInTheBody() {
    for (String path : List.of("i", "t", "p", "s", "g", "a")) {
      String body =
          "{\"writeKey\":\"%s\",\"messageId\":\"%s\",\"userId\":\"short\",\"event\":\"E\",\"groupId\":\"g\",\"previousId\":\"old\"}"
              .formatted(running.browserKey, path);
      taken(
          running.send(
              running
                  .request("/v1/" + path)
                  .header("Content-Type", "text/plain")
                  .POST(BodyPublishers.ofString(body))));
    }
    assertThat(timeline("short", 6)).hasSize(6);
  }

  @Test
  void takesBatchesOnEveryPathTheyAreSentTo() {
    for (String path :
        List.of(
            "/v1/batch",
            "/v1/batch/",
            "/v1/b",
            "/v1/import",
            "/v1/import/",
            "/custom/import",
            "/own/batch")) {
      taken(
          running.intake(
              path,
              "{\"batch\":[{\"type\":\"page\",\"userId\":\"paths\",\"messageId\":\"%s\"}]}"
                  .formatted(path)));
    }
    assertThat(timeline("paths", 7)).hasSize(7);
  }

  @Test
  void mergesABatchsContextIntoItsMessages() {
    taken(
        running.intake(
            "/v1/batch",
            "{\"batch\":[{\"type\":\"page\",\"userId\":\"ctx\",\"context\":{\"ip\":\"1.2.3.4\"}}],\"context\":{\"timezone\":\"Europe/Rome\",\"ip\":\"5\"}}"));

    Data message = Running.object(timeline("ctx", 1).getFirst(), "message");
    assertThat(message.get("context"))
        .isInstanceOfSatisfying(
            Data.class,
            context -> {
              assertThat(context.text("timezone")).isEqualTo("Europe/Rome");
              assertThat(context.text("ip")).isEqualTo("1.2.3.4");
            });
  }

  @Test
  void correctsTheSendersClock() {
    taken(
        running.intake(
            "/v1/batch",
            "{\"batch\":[{\"type\":\"page\",\"userId\":\"skew\",\"timestamp\":\"2001-01-01T00:00:00Z\"}],\"sentAt\":\"2001-01-01T01:00:00Z\"}"));

    Data signal = timeline("skew", 1).getFirst();
    assertThat(
            java.time.Duration.between(
                java.time.Instant.parse(signal.text("occurredAt")),
                java.time.Instant.parse(signal.text("receivedAt"))))
        .isEqualTo(java.time.Duration.ofHours(1));
  }

  @Test
  void unpacksWhateverItsLabel() throws IOException {
    byte[] packed =
        packed("{\"batch\":[{\"type\":\"page\",\"userId\":\"zip\",\"messageId\":\"z\"}]}");
    for (String type : List.of("application/json", "text/plain", "application/gzip")) {
      taken(
          running.send(
              running
                  .request("/v1/batch")
                  .header("Authorization", Running.basic(running.serverKey))
                  .header("Content-Type", type)
                  .POST(BodyPublishers.ofByteArray(packed))));
    }
    taken(
        running.send(
            running
                .request("/v1/batch")
                .header("Authorization", Running.basic(running.serverKey))
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(packed)))));

    assertThat(timeline("zip", 1)).hasSize(1);
  }

  @Test
  void keepsTheGoodOfABatchAndPutsTheBadIntoTheRejectLane() {
    taken(
        running.intake(
            "/v1/batch",
            "{\"batch\":[{\"type\":\"page\",\"userId\":\"good\"},{\"type\":\"track\",\"userId\":\"good\"},7,"
                + "{\"type\":\"page\",\"userId\":\"null\"},{\"type\":\"page\",\"userId\":\"good\",\"properties\":{\"x\":\""
                + "y".repeat(33_000)
                + "\"}}]}"));

    assertThat(timeline("good", 1)).hasSize(1);
    Data rejects =
        running.eventually(
            () -> running.get("/api/rejects?source=shop&limit=500"),
            data ->
                reasons(data).containsAll(List.of("missing", "not-json", "no-id", "too-large")));
    assertThat(reasons(rejects)).contains("missing", "not-json", "no-id", "too-large");
  }

  private static List<String> reasons(Data rejects) {
    return Running.list(rejects, "rejects").stream()
        .map(each -> String.valueOf(each.text("reason")))
        .toList();
  }

  @Test
  void saysWhatIsWrongWithAMessageOnItsOwn() {
    refused(400, "missing", running.intake("/v1/track", "{\"userId\":\"x\"}"));
    refused(400, "no-id", running.intake("/v1/track", "{\"event\":\"E\"}"));
    refused(
        400,
        "future",
        running.intake(
            "/v1/track",
            "{\"userId\":\"x\",\"event\":\"E\",\"timestamp\":\"2999-01-01T00:00:00Z\"}"));
    refused(
        413,
        "too-large",
        running.intake("/v1/track", "{\"userId\":\"x\",\"event\":\"" + "e".repeat(40_000) + "\"}"));
  }

  @Test
  void refusesWhatIsNoJsonOrTooLarge() {
    for (String body :
        List.of("", "{", "[]", "nonsense", "{\"batch\":7}", "{\"batch\":[{]}", "{} {}", "\u0000")) {
      Reply reply = running.intake("/v1/batch", body);
      assertThat(reply.status()).as(body).isEqualTo(400);
      assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    }
    refused(
        413,
        "too-large",
        running.intake("/v1/batch", "{\"batch\":[\"" + "x".repeat(600_000) + "\"]}"));
    refused(400, "bad-json", running.intake("/v1/track", "[".repeat(100_000)));
    assertThat(
            running
                .send(
                    running
                        .request("/v1/track")
                        .header("Authorization", Running.basic(running.serverKey))
                        .POST(
                            BodyPublishers.ofByteArray(
                                "{\"userId\":\"ä\",\"event\":\"E\"}"
                                    .getBytes(StandardCharsets.ISO_8859_1))))
                .status())
        .isEqualTo(400);
  }

  @Test
  void takesFeedbackOfUpToAMegabyte() {
    taken(
        running.intake(
            "/api/feedback",
            "{\"userId\":\"voice\",\"text\":\"" + "so ".repeat(300_000) + "\",\"rating\":2}"));
    refused(
        413,
        "too-large",
        running.intake(
            "/api/feedback", "{\"userId\":\"voice\",\"text\":\"" + "x".repeat(1_100_000) + "\"}"));

    Data customer = running.customer("voice", data -> !Running.list(data, "moments").isEmpty());
    assertThat(Running.list(customer, "moments").getFirst().text("kind")).isEqualTo("unhappy");
  }

  @Test
  void takesEveryOtherKindAsASignal() {
    List<String> bodies = new ArrayList<>();
    bodies.add("{\"type\":\"asked\",\"userId\":\"all\",\"question\":\"Why?\"}");
    bodies.add("{\"type\":\"observed\",\"userId\":\"all\",\"text\":\"tired\",\"by\":\"Ana\"}");
    bodies.add("{\"type\":\"gesture\",\"userId\":\"all\",\"option\":\"call\",\"by\":\"Ana\"}");
    bodies.add("{\"type\":\"consent\",\"userId\":\"all\",\"purpose\":\"ask\",\"given\":true}");
    bodies.forEach(body -> taken(running.intake("/api/signals", body)));
    taken(
        running.intake(
            "/api/signals",
            "{\"batch\":[%s]}"
                .formatted(
                    String.join(",", bodies)
                        .replace("\"userId\"", "\"messageId\":\"again\",\"userId\""))));

    assertThat(timeline("all", 5).size()).isGreaterThanOrEqualTo(5);
    refused(400, "hearsay", running.intake("/api/signals", running.browserKey, bodies.get(2)));
  }

  @Test
  void countsARetriedMessageOnce() {
    String body =
        "{\"userId\":\"twice\",\"event\":\"Ride Completed\",\"messageId\":\"one\",\"timestamp\":\"2026-01-01T00:00:00Z\"}";
    taken(running.intake("/v1/track", body));
    taken(running.intake("/v1/track", body));
    taken(running.intake("/v1/track", body.replace("\"one\"", "\"two\"")));

    Data customer =
        running.customer(
            "twice", data -> Long.valueOf(2).equals(Running.object(data, "facts").get("rides")));
    assertThat(Running.object(customer, "facts").get("rides")).isEqualTo(2L);
  }

  @Test
  void refusesAndCountsRequestsWithoutAValidKey() {
    long before = strangers();
    refused(
        401,
        "no-write-key",
        running.send(
            running
                .request("/v1/track")
                .POST(BodyPublishers.ofString("{\"userId\":\"x\",\"event\":\"E\"}"))));
    refused(
        401,
        "no-write-key",
        running.intake("/v1/track", "wrong", "{\"userId\":\"x\",\"event\":\"E\"}"));
    refused(401, "no-write-key", running.intake("/v1/batch", running.token, "{\"batch\":[]}"));

    assertThat(strangers()).isEqualTo(before + 3);
    assertThat(running.get("/api/customers/x").status()).isEqualTo(404);
  }

  private static long strangers() {
    Object count = Running.object(running.get("/api/sources").json(), "withoutKey").get("requests");
    return count instanceof Long number ? number : -1;
  }

  @Test
  void letsPagesOfOtherOriginsSendButNotRead() {
    Reply preflight =
        running.send(
            running
                .request("/v1/t")
                .header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
    assertThat(preflight.header("Access-Control-Allow-Credentials")).isEqualTo("true");
    assertThat(preflight.header("Access-Control-Allow-Headers")).contains("Content-Type");

    Reply refused =
        running.send(
            running
                .request("/v1/t")
                .header("Origin", "https://shop.example")
                .POST(BodyPublishers.ofString("{}")));
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo("https://shop.example");

    Reply read =
        running.send(
            running
                .request("/api/segments")
                .header("Origin", "https://shop.example")
                .header("Authorization", "Bearer " + running.token));
    assertThat(read.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void answersSettingsAlikeForKnownAndUnknownKeys() {
    Reply known =
        running.send(running.request("/v1/projects/%s/settings".formatted(running.browserKey)));
    Reply unknown = running.send(running.request("/v1/projects/other/settings"));

    assertThat(known.status()).isEqualTo(200);
    assertThat(known.body().replace(running.browserKey, "other")).isEqualTo(unknown.body());
    Data segment = Running.object(Running.object(known.json(), "integrations"), "Segment.io");
    assertThat(segment.text("apiKey")).isEqualTo(running.browserKey);
    assertThat(segment.text("apiHost")).isEqualTo("127.0.0.1:" + running.server.port() + "/v1");
  }

  private static List<Data> timeline(String id, int signals) {
    Data page =
        running.eventually(
            () -> running.get("/api/customers/" + id + "/timeline"),
            data -> Running.list(data, "signals").size() >= signals);
    return Running.list(page, "signals");
  }

  private static void taken(Reply reply) {
    assertThat(reply.body()).isEqualTo("{\"success\":true}");
    assertThat(reply.status()).isEqualTo(200);
  }

  private static void refused(int status, String code, Reply reply) {
    assertThat(reply.code()).as(reply.body()).isEqualTo(code);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(Json.read(reply.body()).get("status")).isEqualTo((long) status);
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }
}
