package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.attune.customer.Data;
import dev.attune.delivery.AddressRange;
import dev.attune.playbook.Role;
import dev.attune.wire.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was promised is done by another system, or those hear of it who promised. */
class PromiseTest {
  private static final String PLAYBOOK =
      """
      playbook: Bikes
      zone: Europe/Berlin
      moments:
        late-claim: { when: signal.event == 'Claim Refused', options: [voucher, repair, sorry] }
      options:
        voucher: { title: A voucher, cost: 20, does: { webhook: shop } }
        repair:  { title: A repair, cost: 30, does: { webhook: shop }, undo: 60s }
        sorry:   { title: A letter, cost: 0, does: { message: We are sorry., through: shop } }
      teams:
        care: { zone: Europe/Berlin, default: true }
        ops: { zone: Europe/Berlin }
      trust:
        currency: EUR
        front-line: { per-gesture: 50 }
      """;

  private static final Outgoing OUTGOING =
      new Outgoing(Optional.empty(), List.of(AddressRange.of("127.0.0.1")), Optional.empty());

  @TempDir private Path directory;
  private final List<Data> received = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> answers = new ConcurrentHashMap<>();
  private HttpServer shop;
  private Running running;
  private Visitor ana;

  @BeforeEach
  void start() throws IOException {
    shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    shop.createContext("/", this::take);
    shop.start();
    running = Running.on(directory, OUTGOING);
    assertThat(running.put("/api/playbook", PLAYBOOK).status()).isEqualTo(200);
    String url = "http://127.0.0.1:" + shop.getAddress().getPort() + "/hook";
    assertThat(running.post("/api/webhooks", json("name", "shop", "url", url)).status())
        .isEqualTo(201);
    running.intake("/v1/track", json("userId", "ada", "event", "Claim Refused"));
    running.customer("ada", data -> true);
    ana = Visitor.with(running, Role.FRONT_LINE, Optional.of("ops"));
  }

  private void take(HttpExchange exchange) throws IOException {
    Data message = Json.read(exchange.getRequestBody().readAllBytes());
    received.add(message);
    int status = answers.getOrDefault(Running.object(message, "data").text("option"), 204);
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @AfterEach
  void stop() {
    running.close();
    shop.stop(0);
  }

  private static String json(Object... namesAndValues) {
    return Json.text(Data.of(namesAndValues));
  }

  private Data gives(String id, String option) {
    Running.Reply reply =
        ana.post("/api/gestures", Data.of("id", id, "customer", "ada", "option", option));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }

  private Data becomes(String id, String state) {
    return running.eventually(
        () -> running.get("/api/gestures/" + id), found -> state.equals(found.text("state")));
  }

  @Test
  void isDeliveredOnceTheOtherSystemSaysSo() {
    assertThat(gives("gesture-1", "sorry").text("state")).isEqualTo("promised");
    becomes("gesture-1", "delivered");

    Data message = received.getFirst();
    assertThat(message.text("type")).isEqualTo("message.chosen");
    Data told = Running.object(message, "data");
    assertThat(told.text("gesture")).isEqualTo("gesture-1");
    assertThat(told.text("customer")).isEqualTo("user:ada");
    assertThat(told.text("text")).isEqualTo("We are sorry.");
    assertThat(told.text("team")).isEqualTo("ops");
    assertThat(received).hasSize(1);
  }

  @Test
  void isNotSentWhileItCanBeUndoneNorWhenItIs() {
    assertThat(gives("gesture-1", "repair").text("state")).isEqualTo("held");
    assertThat(ana.post("/api/gestures/gesture-1/undo", Data.EMPTY).json().text("state"))
        .isEqualTo("undone");
    gives("gesture-2", "voucher");
    becomes("gesture-2", "delivered");

    assertThat(received)
        .extracting(each -> Running.object(each, "data").text("gesture"))
        .as("what came later is sent, so what was undone would have been")
        .containsExactly("gesture-2");
  }

  @Test
  void reachesWhoPromisedAndTheirTeamWhereItFails() {
    Visitor bob = Visitor.with(running, Role.FRONT_LINE, Optional.of("ops"));
    Visitor eve = Visitor.with(running, Role.FRONT_LINE, Optional.of("care"));
    answers.put("voucher", 422);
    gives("gesture-1", "voucher");
    Data failed = becomes("gesture-1", "failed");

    assertThat(Json.text(failed)).contains("answered 422");
    Data moment = atRisk();
    String id = String.valueOf(moment.text("id"));
    String page = "/moments/" + id;
    assertThat(moment.text("key")).isEqualTo("gesture-1");
    for (Visitor each : List.of(ana, bob)) {
      running.eventually(() -> each.get("/api/notices/mine"), mine -> offered(mine, id));
      assertThat(each.get("/today").body())
          .contains("A promise is at risk", "A voucher, promised by");
      assertThat(each.get("/moments").body()).contains(page);
      assertThat(each.get(page).status()).isEqualTo(200);
    }
    assertThat(eve.get(page).status()).as("of another team").isEqualTo(404);
    assertThat(eve.get("/moments").body()).doesNotContain(page);
    assertThat(offered(eve.get("/api/notices/mine").json(), id)).isFalse();
    assertThat(running.get("/moments?team=ops").body()).contains(page);
    assertThat(running.get("/moments?team=care").body()).doesNotContain(page);
  }

  @Test
  void staysInSightOfWhoPromisedWhereverTheyAre() {
    answers.put("voucher", 422);
    gives("gesture-1", "voucher");
    becomes("gesture-1", "failed");
    String page = "/moments/" + atRisk().text("id");
    String me = String.valueOf(ana.get("/api/notices/mine").json().text("person"));
    Running.Reply moved =
        running.send(
            running
                .request("/api/people/" + me)
                .header("Authorization", "Bearer " + running.token)
                .method(
                    "PATCH",
                    java.net.http.HttpRequest.BodyPublishers.ofString(json("team", "care"))));
    assertThat(moved.status()).as(moved.body()).isEqualTo(200);

    assertThat(ana.get(page).status()).isEqualTo(200);
    assertThat(ana.get("/today").body()).contains("A promise is at risk");
    running.eventually(
        () -> ana.get("/api/notices/mine"), mine -> offered(mine, page.substring(9)));
  }

  @Test
  void isKeptByHandWhereTheOtherSystemDoesNot() {
    answers.put("voucher", 422);
    gives("gesture-1", "voucher");
    becomes("gesture-1", "failed");
    Data moment = atRisk();
    String id = String.valueOf(moment.text("id"));

    assertThat(ana.get("/grace/gestures/gesture-1").body()).contains("gesture-1/confirm");
    assertThat(ana.post("/api/gestures/gesture-1/confirm", Data.EMPTY).status()).isEqualTo(200);
    running.eventually(
        () -> running.get("/api/moments/" + id), found -> "closed".equals(found.text("state")));
  }

  private Data atRisk() {
    String path = "/api/moments?kind=promise-at-risk";
    Data found =
        running.eventually(
            () -> running.get(path), all -> Running.list(all, "moments").size() == 1);
    return Running.list(found, "moments").getFirst();
  }

  private static boolean offered(Data mine, String moment) {
    return mine.get("offered") instanceof List<?> all && all.contains(moment);
  }
}
