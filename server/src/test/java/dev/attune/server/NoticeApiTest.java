package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.attune.customer.Data;
import dev.attune.delivery.AddressRange;
import dev.attune.playbook.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticeApiTest {
  private static final String ANN = "/api/notices/people/ann";
  private static final String SUBSCRIPTION =
      """
      {"endpoint":"https://push.example/SECRET","label":"my phone","keys":{
        "p256dh":"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "auth":"BTBZMqHH6r4Tts7J_aSIgg"}}
      """;

  private static final Outgoing OUTGOING =
      new Outgoing(
          Optional.of("https://attune.example.com"),
          List.of(AddressRange.of("127.0.0.1")),
          Optional.empty());

  @TempDir private Path directory;
  private Running running;

  @BeforeEach
  void start() {
    running = Running.on(directory);
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void keepsWhatSomebodyChoosesAndShowsNoSecret() {
    running.put(
        ANN,
        "{\"channels\":[\"push\",\"chat\"],\"chat\":{\"shape\":\"slack\",\"url\":\"https://hooks.example/SECRET\"}}");
    Running.Reply subscribed = running.post(ANN + "/push", SUBSCRIPTION);
    assertThat(subscribed.status()).as(subscribed.body()).isEqualTo(201);
    running.close();
    running = Running.on(directory);

    Running.Reply shown = running.get(ANN);
    assertThat(shown.body()).doesNotContain("SECRET", "BTBZMqHH6r4Tts7J_aSIgg");
    assertThat(shown.json().get("channels")).isEqualTo(List.of("push", "chat"));
    assertThat(Running.object(shown.json(), "chat").text("service")).isEqualTo("hooks.example");
    Data phone = Running.list(shown.json(), "push").getFirst();
    assertThat(phone.text("label")).isEqualTo("my phone");

    String remove = ANN + "/push/" + phone.text("id") + "/remove";
    assertThat(running.post(remove, "").status()).isEqualTo(200);
    assertThat(running.post(remove, "").code()).isEqualTo("no-such-browser");
    assertThat(running.put(ANN, "{\"channels\":null}").json().get("channels")).isNull();
  }

  @Test
  void keepsTheKeyThatBrowsersSubscribeWith() {
    String key = String.valueOf(running.get("/api/notices/key").json().text("key"));
    running.close();
    running = Running.on(directory);

    assertThat(key).hasSize(87);
    assertThat(running.get("/api/notices/key").json().text("key")).isEqualTo(key);
  }

  @Test
  void letsAStewardChooseWhatNoticesSayOfCustomers() {
    assertThat(running.get("/api/notices").json().text("customers")).isEqualTo("none");
    assertThat(running.put("/api/notices", "{\"customers\":\"first-name\"}").status())
        .isEqualTo(200);
    assertThat(running.get("/api/notices").json().text("customers")).isEqualTo("first-name");
    assertThat(running.put("/api/notices", "{\"customers\":\"all\"}").code())
        .isEqualTo("bad-value");
  }

  @Test
  void refusesWhatCannotBe() {
    for (List<String> each :
        List.of(
            List.of("{\"channels\":[\"fax\"]}", "bad-value"),
            List.of("{\"channels\":\"push\"}", "bad-value"),
            List.of("{\"chat\":{\"url\":\"https://x.example\"}}", "bad-value"),
            List.of("{\"chat\":{\"shape\":\"slack\",\"url\":\"ftp://x\"}}", "bad-address"),
            List.of("{\"phone\":1}", "bad-value"))) {
      assertThat(running.put(ANN, each.get(0)).code()).as(each.get(0)).isEqualTo(each.get(1));
    }
    assertThat(running.post(ANN + "/push", "{}").code()).isEqualTo("missing-member");
    assertThat(
            running.post(ANN + "/push", SUBSCRIPTION.replace("https://push", "http://push")).code())
        .isEqualTo("bad-subscription");
    assertThat(running.post(ANN + "/push", SUBSCRIPTION.replace("BCVx", "BCVy")).code())
        .isEqualTo("bad-subscription");
    assertThat(running.get("/api/notices/people/Ann%2F..").code()).isEqualTo("no-such-person");
  }

  @Test
  void letsEverybodyChooseForThemselvesAndForNobodyElse() {
    Visitor ann = Visitor.with(running, Role.FRONT_LINE, Optional.empty());
    Visitor bob = Visitor.with(running, Role.LEAD, Optional.empty());

    assertThat(put(ann, "/api/notices/mine", "{\"channels\":[\"email\"]}").status()).isEqualTo(200);
    assertThat(ann.get("/api/notices/mine").json().get("channels")).isEqualTo(List.of("email"));
    assertThat(bob.get("/api/notices/mine").json().get("channels")).isNull();
    assertThat(ann.get("/api/notices/key").status()).isEqualTo(200);
    String name = String.valueOf(bob.get("/api/notices/mine").json().text("person"));
    for (Visitor each : List.of(ann, bob)) {
      assertThat(each.get("/api/notices/people/" + name).status()).isEqualTo(403);
      assertThat(put(each, "/api/notices", "{\"customers\":\"first-name\"}").status())
          .isEqualTo(403);
    }
    assertThat(running.get("/api/notices/mine").status()).as("a token is nobody").isIn(401, 403);
  }

  private static Running.Reply put(Visitor visitor, String path, String body) {
    return visitor.send(
        visitor
            .request(path)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  @Test
  void tellsSomebodyOfAMomentWhereTheyReadChat() throws IOException {
    running.close();
    running = Running.on(directory, OUTGOING);
    List<String> room = new CopyOnWriteArrayList<>();
    HttpServer chat = chat(room);
    try {
      Visitor ann = Visitor.with(running, Role.FRONT_LINE, Optional.empty());
      String url = "http://127.0.0.1:" + chat.getAddress().getPort() + "/room";
      String chosen =
          "{\"channels\":[\"chat\"],\"chat\":{\"shape\":\"slack\",\"url\":\"%s\"}}".formatted(url);
      assertThat(put(ann, "/api/notices/mine", chosen).status()).isEqualTo(200);
      for (int i = 0; i < 3; i++) {
        running.intake(
            "/v1/track",
            "{\"userId\":\"eve\",\"event\":\"Support Contacted\",\"messageId\":\"e%d\"}"
                .formatted(i));
      }
      Data mine =
          running.eventually(
              () -> ann.get("/api/notices/mine"),
              answer -> offered(answer).size() == 1 && room.size() == 1);

      assertThat(room.getFirst())
          .contains(
              "Third contact", "https://attune.example.com/moments/" + offered(mine).getFirst())
          .doesNotContain("eve");
    } finally {
      chat.stop(0);
    }
  }

  private static List<?> offered(Data answer) {
    return answer.get("offered") instanceof List<?> some ? some : List.of();
  }

  /** A chat room on this machine, which remembers what is written there. */
  private static HttpServer chat(List<String> room) throws IOException {
    HttpServer chat =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    chat.createContext(
        "/",
        exchange -> {
          room.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    chat.start();
    return chat;
  }
}
