package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.attune.customer.Data;
import dev.attune.delivery.AddressRange;
import dev.attune.delivery.SigningSecret;
import dev.attune.playbook.Role;
import dev.attune.wire.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookApiTest {
  private static final Outgoing INSIDE =
      new Outgoing(Optional.empty(), List.of(AddressRange.of("127.0.0.1")), Optional.empty());

  @TempDir private Path directory;
  private Running running;
  private HttpServer receiver;
  private volatile int status = 204;
  private final List<Got> got = new CopyOnWriteArrayList<>();

  /** What the other system was sent. */
  private record Got(String id, String timestamp, String signature, String body) {
    Data json() {
      return Json.read(body.getBytes(StandardCharsets.UTF_8));
    }
  }

  @BeforeEach
  void start() throws IOException {
    running = Running.on(directory, INSIDE);
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          got.add(
              new Got(
                  exchange.getRequestHeaders().getFirst("webhook-id"),
                  exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                  exchange.getRequestHeaders().getFirst("webhook-signature"),
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
    running.close();
  }

  private String url() {
    return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
  }

  private Data made(String name, String more) {
    Running.Reply made =
        running.post(
            "/api/webhooks", "{\"name\":\"%s\",\"url\":\"%s\"%s}".formatted(name, url(), more));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made.json();
  }

  private void threeContacts(String user) {
    for (int i = 0; i < 3; i++) {
      running.intake(
          "/v1/track",
          "{\"userId\":\"%s\",\"event\":\"Support Contacted\",\"messageId\":\"%s-%d\"}"
              .formatted(user, user, i));
    }
  }

  private Data webhook(String name) {
    return Running.list(running.get("/api/webhooks").json(), "webhooks").stream()
        .filter(each -> name.equals(each.text("name")))
        .findFirst()
        .orElseThrow();
  }

  private void untilTaken(String name, long count) {
    running.eventually(
        () -> running.get("/api/webhooks"),
        answer -> Long.valueOf(count).equals(webhook(name).get("taken")));
  }

  @Test
  void tellsAnotherSystemOfAMomentSignedAsTheStandardHasIt() throws Exception {
    Data made = made("orders", ",\"effects\":{\"kinds\":[\"opened\"]}");
    threeContacts("ann");
    untilTaken("orders", 1);

    Got message = got.getFirst();
    assertThat(message.json().text("type")).isEqualTo("moment.opened");
    Data told = Running.object(message.json(), "data");
    assertThat(told.text("rule")).isEqualTo("third-contact");
    assertThat(told.text("customer")).isEqualTo("user:ann");
    assertThat(message.id()).startsWith(told.text("id") + "_");
    String secret = String.valueOf(made.text("secret"));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(
            Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
    byte[] expected =
        mac.doFinal(
            (message.id() + "." + message.timestamp() + "." + message.body())
                .getBytes(StandardCharsets.UTF_8));
    assertThat(message.signature()).isEqualTo("v1," + Base64.getEncoder().encodeToString(expected));
  }

  @Test
  void showsASecretOnceAndNeverAgain() {
    String secret = String.valueOf(made("orders", "").text("secret"));
    String rotated =
        String.valueOf(running.post("/api/webhooks/orders/rotate", "").json().text("secret"));

    assertThat(SigningSecret.of(secret)).isNotEqualTo(SigningSecret.of(rotated));
    assertThat(running.get("/api/webhooks").body()).doesNotContain("whsec_");
    assertThat(webhook("orders").get("secrets")).isEqualTo(2L);
  }

  @Test
  void goesOnAfterARestartWhereItWas() {
    made("orders", ",\"effects\":{\"kinds\":[\"opened\"]}");
    status = 503;
    threeContacts("ann");
    running.eventually(
        () -> running.get("/api/webhooks"),
        answer -> Long.valueOf(1).equals(webhook("orders").get("failing")));
    Visitor steward = Visitor.with(running, Role.STEWARD, Optional.empty());
    assertThat(steward.get("/webhooks/orders").body())
        .contains("The last try: answered 503. The next one comes by itself");
    running.close();
    status = 200;
    running = Running.on(directory, INSIDE);
    threeContacts("bob");
    running.eventually(
        () -> running.get("/api/webhooks"),
        answer ->
            Long.valueOf(0).equals(webhook("orders").get("waiting"))
                && Long.valueOf(2).equals(webhook("orders").get("taken")));

    List<String> anns =
        got.stream().filter(each -> each.body().contains("user:ann")).map(Got::id).toList();
    assertThat(anns).hasSizeGreaterThanOrEqualTo(2);
    assertThat(anns).containsOnly(anns.getFirst());
    assertThat(got).anyMatch(each -> each.body().contains("user:bob"));
  }

  @Test
  void saysWhatCameOfATest() {
    made("orders", "");
    assertThat(running.post("/api/webhooks/orders/test", "").json())
        .isEqualTo(Data.of("taken", true, "outcome", "answered 204"));
    status = 401;
    assertThat(running.post("/api/webhooks/orders/test", "").json())
        .isEqualTo(Data.of("taken", false, "outcome", "answered 401"));
  }

  @Test
  void isSwitchedOffAndOnAndRemoved() {
    made("orders", ",\"effects\":{\"kinds\":[\"opened\"]}");
    assertThat(running.post("/api/webhooks/orders/off", "").json().text("offBecause"))
        .isEqualTo("switched off by admin");
    threeContacts("ann");
    running.customer("ann", customer -> !Running.list(customer, "moments").isEmpty());
    assertThat(got).isEmpty();
    assertThat(running.post("/api/webhooks/orders/on", "").json().text("state")).isEqualTo("on");
    untilTaken("orders", 1);

    assertThat(running.post("/api/webhooks/orders/remove", "").status()).isEqualTo(200);
    assertThat(running.post("/api/webhooks/orders/remove", "").code()).isEqualTo("no-such-webhook");
    assertThat(running.get("/api/webhooks/orders/dead").code()).isEqualTo("no-such-webhook");
  }

  @Test
  void refusesWhatCannotBeAndSaysWhy() {
    made("orders", "");
    for (List<String> each :
        List.of(
            List.of("{}", "missing-member"),
            List.of("{\"name\":\"a\",\"url\":\"ftp://x\"}", "bad-webhook"),
            List.of("{\"name\":\"a b\",\"url\":\"https://x.example\"}", "bad-webhook"),
            List.of("{\"name\":\"orders\",\"url\":\"https://x.example\"}", "bad-webhook"),
            List.of("{\"name\":\"a\",\"url\":\"https://x.example\",\"effects\":[]}", "bad-value"),
            List.of(
                "{\"name\":\"a\",\"url\":\"https://x.example\",\"effects\":{\"kinds\":[\"no\"]}}",
                "bad-value"),
            List.of(
                "{\"name\":\"a\",\"url\":\"https://x.example\",\"effects\":{\"rules\":[]}}",
                "bad-value"),
            List.of(
                "{\"name\":\"a\",\"url\":\"https://x.example\",\"from\":\"9\"}", "bad-value"))) {
      Running.Reply reply = running.post("/api/webhooks", each.get(0));
      assertThat(reply.code()).as(each.get(0)).isEqualTo(each.get(1));
      assertThat(reply.status()).isIn(400, 422);
    }
    assertThat(running.post("/api/webhooks/orders/resend", "{\"id\":\"x_1\"}").code())
        .isEqualTo("no-such-letter");
  }

  @Test
  void countsForPrometheus() {
    made("orders", ",\"effects\":{}");
    threeContacts("ann");
    running.eventually(
        () -> running.get("/api/webhooks"),
        answer -> !Long.valueOf(0).equals(webhook("orders").get("taken")));

    assertThat(running.get("/metrics").body())
        .contains(
            "attune_webhook_off{webhook=\"orders\"} 0", "attune_webhook_taken_total{webhook=");
  }
}
