package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import dev.attune.server.Running.Reply;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CloudEvents over HTTP, in every content mode. */
class EventIntakeTest {
  private static final String ONE = "application/cloudevents+json";
  private static final String SEVERAL = "application/cloudevents-batch+json; charset=utf-8";
  private static final String SHOP =
      """
      absent: [n/a]
      signals:
        - only-if: { type: [com.shop.order.placed, com.shop.order.paid] }
          user: "{data.customer.id}"
          anonymous: "{deviceid}"
          name: "{type}"
          names: { com.shop.order.placed: Order Completed }
          properties: { total: { value: "{data.total}", type: number }, shop: "{source}" }
        - kind: identify
          only-if: { type: com.shop.order.placed }
          user: "{data.customer.id}"
          traits: "{data.customer}"
        - kind: feedback
          only-if: { type: com.shop.review }
          user: "{subject}"
          text: "{data.words}"
          rating: "{data.stars}"
          time: { value: "{data.when}", format: dd.MM.yyyy HH:mm, zone: Europe/Berlin }
      """;

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
  void makesATrackOfTheSubjectUnlessToldOtherwise() {
    Reply reply =
        post(
            running.serverKey,
            ONE,
            event(
                "e1",
                "\"subject\":\"ce-1\",\"time\":\"2026-11-01T10:00:00+01:00\",\"ext\":7,\"data\":{\"fare\":3}"));
    taken(reply, 1, 0, 0);
    assertThat(reply.body()).isEmpty();

    Data signal = timeline("ce-1", 1).getFirst();
    assertThat(signal.text("kind")).isEqualTo("track");
    assertThat(signal.text("name")).isEqualTo("com.shop.ride");
    assertThat(signal.text("occurredAt")).isEqualTo("2026-11-01T09:00:00Z");
    Data body = Running.object(signal, "message");
    assertThat(Running.object(body, "properties")).isEqualTo(Data.of("fare", 3));
    Data kept = Running.object(Running.object(body, "context"), "cloudevent");
    assertThat(kept.text("id")).isEqualTo("e1");
    assertThat(kept.get("ext")).isEqualTo(7L);
  }

  @Test
  void knowsAnEventBySourceAndId() {
    String twice = event("same", "\"subject\":\"ce-2\"");
    taken(post(running.serverKey, ONE, twice), 1, 0, 0);
    taken(post(running.serverKey, ONE, twice), 1, 0, 0);
    taken(post(running.serverKey, ONE, twice.replace("/rides", "/other")), 1, 0, 0);
    taken(post(running.serverKey, ONE, event("next", "\"subject\":\"ce-2\"")), 1, 0, 0);

    running.server.engine().await(running.server.engine().progress().appended());
    assertThat(timeline("ce-2", 3)).hasSize(3);
  }

  @Test
  void takesHeadersAndABody() {
    HttpRequest.Builder request =
        binary("b1")
            .header("ce-subject", "ce%2D3")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"fare\":4}"));
    taken(running.send(request), 1, 0, 0);
    HttpRequest.Builder bare = binary("b2").header("ce-subject", "ce-3");
    taken(running.send(bare.POST(BodyPublishers.noBody())), 1, 0, 0);
    HttpRequest.Builder text =
        binary("b3")
            .header("ce-subject", "ce-3")
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString("late"));
    taken(running.send(text), 1, 0, 0);

    List<Object> properties =
        timeline("ce-3", 3).stream()
            .<Object>map(each -> Running.object(Running.object(each, "message"), "properties"))
            .toList();
    assertThat(properties)
        .containsExactlyInAnyOrder(Data.of("fare", 4), Data.EMPTY, Data.of("data", "late"));
  }

  @Test
  void mapsAsTheSourceSays() {
    String key = source("events-shop", SHOP);
    String order =
        event(
                "o1",
                "\"deviceid\":\"d1\",\"data\":{\"total\":\"12.50\",\"customer\":{\"id\":\"ce-4\",\"plan\":\"gold\"}}")
            .replace("com.shop.ride", "com.shop.order.placed");
    String review =
        event(
                "r1",
                "\"subject\":\"ce-4\",\"data\":{\"words\":\"Too slow\",\"stars\":1,\"when\":\"01.11.2026 12:00\"}")
            .replace("com.shop.ride", "com.shop.review");
    String other = event("x1", "\"subject\":\"ce-4\"");
    taken(post(key, SEVERAL, "[%s,%s,%s]".formatted(order, review, other)), 3, 6, 0);

    List<Data> signals = timeline("ce-4", 3);
    assertThat(signals.stream().map(each -> each.text("kind")))
        .containsExactlyInAnyOrder("identify", "track", "feedback");
    Data customer = running.customer("ce-4", each -> !Running.object(each, "traits").isEmpty());
    assertThat(Running.object(customer, "traits").text("plan")).isEqualTo("gold");
    Data track =
        signals.stream().filter(each -> "track".equals(each.text("kind"))).toList().getFirst();
    assertThat(track.text("name")).isEqualTo("Order Completed");
    assertThat(Running.object(Running.object(track, "message"), "properties"))
        .isEqualTo(Data.of("total", 12.5, "shop", "/rides"));
    Data feedback =
        signals.stream().filter(each -> "feedback".equals(each.text("kind"))).toList().getFirst();
    assertThat(feedback.text("occurredAt")).isEqualTo("2026-11-01T11:00:00Z");
  }

  @Test
  void keepsWhatTheMappingMakesNothingOfUntilItDoes() {
    String key = source("later", "user: \"{data.who}\"");
    Reply nobody = post(key, ONE, event("l1", "\"subject\":\"ce-5\""));
    taken(nobody, 0, 0, 1);
    assertThat(nobody.header("Attune-Reason")).isEqualTo("no-id");
    assertThat(rejects("later").getFirst().text("body")).contains("\"subject\":\"ce-5\"");

    Reply map = running.put("/api/sources/later/mapping", "user: \"{subject}\"");
    assertThat(map.json().text("mapping")).isEqualTo("user: \"{subject}\"");
    assertThat(running.get("/api/sources/later/mapping").body()).isEqualTo("user: \"{subject}\"");
    Data replayed = running.post("/api/rejects/replay?source=later", "{}").json();
    assertThat(replayed).isEqualTo(Data.of("taken", 1, "stillRefused", 0));
    assertThat(timeline("ce-5", 1)).hasSize(1);
    assertThat(rejects("later")).isEmpty();
  }

  @Test
  void refusesAnInvalidEventAndKeepsIt() {
    String key = source("careless", "");
    for (String bad :
        List.of(
            event("", "\"subject\":\"ce-6\""),
            event("i2", "\"time\":\"lunchtime\""),
            event("i3", "\"Upper\":\"x\""),
            "{}",
            "no json")) {
      assertThat(post(key, ONE, bad).status()).as(bad).isEqualTo(400);
    }
    Reply headers =
        running.send(
            running
                .request("/v1/cloudevents")
                .header("Authorization", "Bearer " + key)
                .header("ce-id", "i4")
                .POST(BodyPublishers.ofString("x")));
    assertThat(headers.status()).isEqualTo(400);
    assertThat(headers.json().text("detail"))
        .isEqualTo("specversion is absent; every CloudEvent has one");
    assertThat(rejects("careless"))
        .hasSize(6)
        .extracting(each -> each.text("reason"))
        .contains("missing", "bad-time", "bad-value", "not-json");
    assertThat(running.get("/api/customers/ce-6").status()).isEqualTo(404);
  }

  @Test
  void refusesABatchWholeWhereOneIsInvalid() {
    String key = source("batches", "");
    String good = event("g1", "\"subject\":\"ce-7\"");
    Reply reply = post(key, SEVERAL, "[%s,\"no object\"]".formatted(good));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().text("detail")).startsWith("event 2 of the batch: ");
    assertThat(rejects("batches"))
        .extracting(each -> each.text("reason"))
        .containsExactlyInAnyOrder("in-bad-batch", "not-json");
    assertThat(running.get("/api/customers/ce-7").status()).isEqualTo(404);

    // What was good in it is not lost: whoever looks after the source may have it after all.
    assertThat(running.post("/api/rejects/replay?source=batches", "{}").json())
        .isEqualTo(Data.of("taken", 1, "stillRefused", 1));
    assertThat(timeline("ce-7", 1)).hasSize(1);
    taken(post(key, SEVERAL, "[]"), 0, 0, 0);
    assertThat(post(key, SEVERAL, good).code()).isEqualTo("bad-json");
  }

  @Test
  void refusesOtherContentAndOtherCallers() {
    assertThat(post(running.serverKey, "application/json", "{}").status()).isEqualTo(415);
    assertThat(post(running.serverKey, "application/cloudevents+xml", "<e/>").code())
        .isEqualTo("no-cloudevent");
    assertThat(post(running.serverKey, "application/cloudevents", "{}").status()).isEqualTo(415);
    assertThat(post("attune_server_wrong", ONE, event("1", "")).status()).isEqualTo(401);
    assertThat(
            running
                .send(
                    running
                        .request("/v1/cloudevents")
                        .header("Content-Type", ONE)
                        .header("Attune-Write-Key", running.serverKey)
                        .POST(BodyPublishers.ofString(event("k1", "\"subject\":\"ce-8\""))))
                .status())
        .isEqualTo(202);
  }

  @Test
  void refusesWhatIsTooLarge() {
    String large = "x".repeat(1024 * 1024);
    String event = event("big", "\"subject\":\"ce-9\",\"data\":\"%s\"".formatted(large));
    assertThat(post(running.serverKey, ONE, event).status()).isEqualTo(413);
    assertThat(post(running.serverKey, SEVERAL, "[" + event + "]").status()).isEqualTo(413);
    assertThat(running.send(binary("big").POST(BodyPublishers.ofString(large + "x"))).status())
        .isEqualTo(413);
    taken(
        post(
            running.serverKey,
            ONE,
            event(
                "64k",
                "\"subject\":\"ce-9\",\"data\":\"%s\"".formatted(large.substring(0, 900_000)))),
        1,
        0,
        0);
  }

  @Test
  void takesHearsayFromABrowserAsSuch() {
    Reply reply = post(running.browserKey, ONE, event("h1", "\"subject\":\"ce-10\""));
    taken(reply, 1, 0, 0);
    assertThat(timeline("ce-10", 1).getFirst().text("origin")).isEqualTo("browser");
  }

  @Test
  void refusesABadMappingWithItsLine() {
    for (Map.Entry<String, String> bad :
        Map.of(
                "usr: x", "line 1: usr is not known here",
                "kind: observed", "line 1: kind: expected one of",
                "signals: []", "signals: expected 1 to 50",
                "signals:\n  - key: [id]\n", "line 2: key is not known here",
                "properties: total", "properties: expected names and values, or one column",
                "kind: identify\nproperties: { a: b }",
                    "line 2: properties: kind identify has traits",
                "kind: page\nnames: { a: b }", "line 2: names: there is no name",
                "- x", "line 1: expected names and values")
            .entrySet()) {
      Reply reply = running.put("/api/sources/shop/mapping", bad.getKey());
      assertThat(reply.status()).as(bad.getKey()).isEqualTo(422);
      assertThat(reply.json().text("detail")).contains(bad.getValue());
    }
    assertThat(running.put("/api/sources/nobody/mapping", "kind: track").status()).isEqualTo(404);
  }

  @Test
  void readsEveryMappingOfItsManual() throws IOException {
    Path manual = Path.of("..", "docs", "formats", "cloudevents.md");
    List<String> examples =
        Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(manual))
            .results()
            .map(each -> each.group(1))
            .toList();
    assertThat(examples).hasSize(2).allSatisfy(EventMapper::of);
  }

  private static String source(String name, String mapping) {
    Data source = new Data.Builder().put("name", name).put("mapping", mapping).build();
    if (mapping.isEmpty()) {
      source = Data.of("name", name);
    }
    Reply made = running.post("/api/sources", dev.attune.wire.Json.text(source));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return String.valueOf(made.json().text("writeKey"));
  }

  private static String event(String id, String more) {
    return "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/rides\",\"type\":\"com.shop.ride\"%s}"
        .formatted(id, more.isEmpty() ? "" : "," + more);
  }

  private static HttpRequest.Builder binary(String id) {
    return running
        .request("/v1/cloudevents")
        .header("Authorization", Running.basic(running.serverKey))
        .header("ce-specversion", "1.0")
        .header("CE-ID", id)
        .header("ce-source", "/rides")
        .header("Ce-Type", "com.shop.ride");
  }

  private static Reply post(String key, String type, String body) {
    return running.send(
        running
            .request("/v1/cloudevents")
            .header("Authorization", Running.basic(key))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8))));
  }

  private static void taken(Reply reply, int signals, int skipped, int rejected) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(202);
    assertThat(reply.header("Attune-Signals")).isEqualTo(Integer.toString(signals));
    assertThat(reply.header("Attune-Skipped")).isEqualTo(Integer.toString(skipped));
    assertThat(reply.header("Attune-Rejected")).isEqualTo(Integer.toString(rejected));
  }

  private static List<Data> rejects(String source) {
    running.server.engine().await(running.server.engine().progress().appended());
    return Running.list(running.get("/api/rejects?source=" + source).json(), "rejects");
  }

  private static List<Data> timeline(String user, int atLeast) {
    Data page =
        running.eventually(
            () -> running.get("/api/customers/" + user + "/timeline"),
            each -> Running.list(each, "signals").size() >= atLeast);
    return Running.list(page, "signals");
  }
}
