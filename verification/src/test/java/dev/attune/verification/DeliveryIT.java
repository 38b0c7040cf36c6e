package dev.attune.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.attune.customer.Data;
import dev.attune.wire.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Other systems hear of everything, and do what was promised, however often the program is killed
 * in the middle.
 */
class DeliveryIT {
  private static final int KILLS = Boolean.getBoolean("attune.long") ? 20 : 3;
  private static final int REFUSED_AT_FIRST = 10;
  private static final Duration ALL_WITHIN = Duration.ofMinutes(2);

  private final long seed = Long.getLong("attune.seed", System.nanoTime() & 0xffff);
  private final Random random = new Random(seed);

  /** Another system, which does not take every message at once. */
  private static final class Other implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ConcurrentMap<String, Integer> taken = new ConcurrentHashMap<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final AtomicLong seen = new AtomicLong();

    Other() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(threads);
      server.createContext("/", this::take);
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    private void take(HttpExchange exchange) throws IOException {
      String id = exchange.getRequestHeaders().getFirst("webhook-id");
      exchange.getRequestBody().readAllBytes();
      boolean refuses =
          seen.incrementAndGet() % REFUSED_AT_FIRST == 0
              && !taken.containsKey(id)
              && refused.add(id);
      if (!refuses) {
        taken.merge(id, 1, Integer::sum);
      }
      exchange.sendResponseHeaders(refuses ? 503 : 204, -1);
      exchange.close();
    }

    @Override
    public void close() {
      server.stop(0);
      threads.shutdownNow();
    }
  }

  @Test
  void tellsEverythingAtLeastOnceUnderOneIdHoweverOftenItIsKilled(@TempDir Path directory)
      throws IOException {
    Crowd crowd = new Crowd(seed);
    try (Other other = new Other();
        ServerProcess server =
            ServerProcess.on(directory.resolve("data"))
                .withPlaybook(Crowd.PLAYBOOK)
                .withOptions("--allow-address", "127.0.0.1")) {
      String key = server.start().addSource("crowd", "server");
      Data webhook =
          Data.of("name", "record", "url", other.url(), "effects", Data.EMPTY, "recording", true);
      assertThat(server.post("/api/webhooks", webhook).status()).isEqualTo(201);
      for (int round = 0; round < KILLS; round++) {
        crowd.start(server, key);
        Eventually.pause(Duration.ofMillis(200 + random.nextInt(1_000)));
        server.kill();
        crowd.join();
        server.start();
      }
      crowd.finish(server, key);
      server.settle();
      Set<String> told = told(server);
      assertThat(told).as("seed " + seed).hasSizeGreaterThan(100);
      Eventually.within(
          ALL_WITHIN,
          () -> other.taken.keySet().containsAll(told),
          () ->
              missing(told, other)
                  + " of "
                  + told.size()
                  + ", "
                  + server.get("/api/webhooks").text());

      // Time goes on, and makes more true meanwhile.
      assertThat(told(server))
          .as("nothing was told that is not so")
          .containsAll(other.taken.keySet());
      assertThat(other.refused).as("some were refused at first").isNotEmpty();
    }
  }

  /** Does what was promised, one by one as its option says. */
  private static final class Doer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ConcurrentMap<String, Integer> tries = new ConcurrentHashMap<>();
    private final Set<String> bodies = ConcurrentHashMap.newKeySet();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean isHanging = true;

    Doer() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(threads);
      server.createContext("/", this::take);
      server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
      String id = exchange.getRequestHeaders().getFirst("webhook-id");
      Data message = Json.read(exchange.getRequestBody().readAllBytes());
      String option =
          message.get("data") instanceof Data data ? String.valueOf(data.text("option")) : "";
      bodies.add(id + " " + Json.text(message));
      int tried = tries.merge(id, 1, Integer::sum);
      int status =
          switch (option) {
            case "ride" -> tried == 1 ? 500 : 200;
            case "never" -> 503;
            default -> 204;
          };
      if (option.equals("hangs") && isHanging) {
        hang();
      }
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    }

    private void hang() {
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    int tries(String id) {
      return tries.getOrDefault(id, 0);
    }

    @Override
    public void close() {
      over.countDown();
      server.stop(0);
      threads.shutdownNow();
    }
  }

  private static final String PROMISES =
      """
      playbook: Promises
      zone: Europe/Berlin
      options:
        ride:   { title: A ride, cost: 1, does: { webhook: doer } }
        hangs:  { title: A call, cost: 1, does: { webhook: doer } }
        never:  { title: A bed, cost: 1, does: { webhook: doer }, deliver-within: 1s }
        undone: { title: A slip, cost: 1, does: { webhook: doer }, undo: 2s }
      teams:
        care: { zone: Europe/Berlin, default: true }
      trust:
        currency: EUR
        front-line: { per-gesture: 100 }
      """;

  @Test
  void doesWhatWasPromisedUnderOneIdAlthoughItIsKilledBeforeItHears(@TempDir Path directory)
      throws IOException {
    try (Doer doer = new Doer();
        ServerProcess server =
            ServerProcess.on(directory.resolve("data"))
                .withPlaybook(PROMISES)
                .withOptions("--allow-address", "127.0.0.1")) {
      server.start();
      String url = "http://127.0.0.1:" + doer.server.getAddress().getPort() + "/hook";
      Data webhook = Data.of("name", "doer", "url", url);
      assertThat(server.post("/api/webhooks", webhook).status()).isEqualTo(201);
      for (String option : List.of("hangs", "undone", "ride", "never")) {
        choose(server, option);
      }
      Reply undone = server.post("/api/gestures/gesture-undone/undo", Data.EMPTY);
      assertThat(undone.data().text("state")).isEqualTo("undone");
      within(() -> doer.tries("gesture-hangs") == 1, server);

      server.kill();
      doer.isHanging = false;
      server.start();

      within(() -> state(server, "hangs").equals("delivered"), server);
      within(() -> state(server, "ride").equals("delivered"), server);
      within(() -> !atRisk(server).isEmpty() && doer.tries("gesture-never") > 1, server);
      assertThat(doer.tries("gesture-hangs")).isEqualTo(2);
      assertThat(doer.tries("gesture-ride")).isEqualTo(2);
      assertThat(doer.tries("gesture-undone")).isZero();
      assertThat(doer.bodies).as("one id, one body").hasSize(3);
      assertThat(atRisk(server)).containsExactly("gesture-never");
    }
  }

  private static void choose(ServerProcess server, String option) {
    Data body =
        new Data.Builder()
            .put("id", "gesture-" + option)
            .put("met", Data.of("booking", option))
            .put("option", option)
            .put("by", "ana")
            .put("team", "care")
            .build();
    Reply reply = server.post("/api/gestures", body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }

  private static String state(ServerProcess server, String option) {
    return String.valueOf(server.get("/api/gestures/gesture-" + option).data().text("state"));
  }

  private static List<String> atRisk(ServerProcess server) {
    return server.get("/api/moments?kind=promise-at-risk").list("moments").stream()
        .map(moment -> String.valueOf(moment.text("key")))
        .toList();
  }

  private static void within(BooleanSupplier condition, ServerProcess server) {
    Eventually.within(ALL_WITHIN, condition, () -> server.get("/api/gestures").text());
  }

  private static long missing(Set<String> told, Other other) {
    return told.stream().filter(id -> !other.taken.containsKey(id)).count();
  }

  /** The ids of all that was recorded. */
  private static Set<String> told(ServerProcess server) {
    Set<String> all = new TreeSet<>();
    long position = 0;
    List<Data> page;
    do {
      page = server.get("/api/effects?limit=500&from=" + position).list("effects");
      for (Data each : page) {
        position = each.get("position") instanceof Long number ? number : position;
        all.add(each.text("id") + "_" + position);
      }
    } while (!page.isEmpty());
    return all;
  }
}
