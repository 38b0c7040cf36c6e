package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import dev.attune.people.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Effects as server-sent events, to listeners who come, go, stall and lose their right. */
class EffectStreamTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

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
  void tellsOfEachEffectAsItHappens() {
    try (Listening listening = listen("")) {
      assertThat(listening.status()).isEqualTo(200);
      assertThat(listening.header("Content-Type")).isEqualTo("text/event-stream");
      assertThat(listening.header("Cache-Control")).isEqualTo("no-store");
      ride("sse-1");

      Listening.Event event = until(listening, "user:sse-1");
      assertThat(event.name()).isEqualTo("entered");
      assertThat(event.data().text("rule")).isEqualTo("riders");
      assertThat(event.data().get("position")).isEqualTo(Long.parseLong(event.id()));
      assertThat(Running.object(event.data(), "evidence").get("playbookVersion")).isEqualTo(1L);

      Data page = running.get("/api/effects?customer=sse-1").json();
      assertThat(Running.list(page, "effects")).containsExactly(event.data());
    }
  }

  @Test
  void tellsOnlyOfWhatWasAskedFor() {
    try (Listening moments = listen("?moment=third-contact");
        Listening segments = listen("?segment=regulars,riders&kind=entered,left");
        Listening one = listen("?customer=sse-2&kind=opened")) {
      assertThat(moments.status()).isEqualTo(200);
      ride("sse-2");
      contacts("sse-2", 3);
      Listening.Event opened = moments.next();
      assertThat(opened.name()).isEqualTo("opened");
      assertThat(opened.data().text("moment")).isEqualTo(opened.data().text("id"));
      assertThat(one.next()).isEqualTo(opened);
      assertThat(until(segments, "user:sse-2").data().text("rule")).isEqualTo("riders");
      contacts("sse-2", 1);
      Listening.Event renewed = moments.next();
      assertThat(renewed.name()).isEqualTo("renewed");
      assertThat(renewed.data().text("moment")).isEqualTo(opened.data().text("id"));
    }
  }

  @Test
  void movesAListenersPlaceWhereNothingIsForThem() {
    try (Listening nobody = listen("?customer=nobody-at-all")) {
      long before = Long.parseLong(awaitId(nobody, ""));
      assertThat(before).isEqualTo(last());
    }
  }

  @Test
  void goesOnWhereAListenerWasUnderLoad() throws InterruptedException {
    int customers = 400;
    long first = last();
    Thread load =
        Thread.ofPlatform()
            .start(() -> IntStream.range(0, customers).forEach(i -> ride("load-" + i)));
    List<Long> heard = new ArrayList<>();
    String place = Long.toString(first);
    while (heard.size() < customers) {
      // The same customer of the stream again and again, each time cut off in the middle.
      try (Listening listening =
          Listening.to(
              running.server.url(),
              running.token,
              "?segment=riders&from=oldest",
              "Last-Event-ID",
              place)) {
        for (Listening.Event event : listening.next(Math.min(37, customers - heard.size()))) {
          heard.add(Long.parseLong(event.id()));
          place = event.id();
        }
      }
    }
    load.join();
    List<Long> all = new ArrayList<>();
    long from = first;
    for (Data page = page(from); !Running.list(page, "effects").isEmpty(); page = page(from)) {
      Running.list(page, "effects").forEach(each -> all.add((Long) each.get("position")));
      from = (Long) java.util.Objects.requireNonNull(page.get("next"));
    }
    assertThat(heard).isEqualTo(all.subList(0, customers)).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void goesOnAcrossARestart(@TempDir Path own) {
    List<String> ids = new ArrayList<>();
    try (Running one = Running.on(own)) {
      one.intake("/v1/batch", rides("again", 0, 50));
      try (Listening listening =
          Listening.to(one.server.url(), one.token, "?from=oldest&kind=entered")) {
        listening.next(20).forEach(event -> ids.add(event.data().text("id")));
        String place = listening.lastId();
        assertThat(Long.parseLong(place)).isGreaterThanOrEqualTo(20);
        one.server.close();
        List<Listening.Event> rest = listening.rest();
        // A stream ends with the server; what came until then counts.
        rest.forEach(event -> ids.add(event.data().text("id")));
      }
    }
    ServerConfig config = ServerConfig.local(own.resolve("data"));
    try (AttuneServer server = AttuneServer.start(config)) {
      int heard = ids.size();
      long place = place(server, heard);
      try (Listening listening =
          Listening.to(
              server.url(),
              server.ownToken(),
              "?kind=entered",
              "Last-Event-ID",
              Long.toString(place))) {
        listening.next(50 - heard).forEach(event -> ids.add(event.data().text("id")));
      }
    }
    assertThat(ids).hasSize(50).doesNotHaveDuplicates();
  }

  /** The place of the so many-th effect of its kind. */
  private static long place(AttuneServer server, int count) {
    Answer answer =
        server.answer(
            Request.local("GET", "/api/effects?kind=entered&limit=" + count, new byte[0])
                .withBearer(server.tokens().own()));
    return (Long)
        java.util.Objects.requireNonNull(
            Running.list(dev.attune.wire.Json.read(answer.body()), "effects")
                .getLast()
                .get("position"));
  }

  @Test
  void endsWhenTheTokenDoes() {
    Tokens.Made made = running.server.tokens().add("brief", Set.of(Scope.READ));
    try (Listening listening =
        Listening.to(running.server.url(), made.secret().reveal(), "?from=oldest")) {
      assertThat(listening.status()).isEqualTo(200);
      awaitId(listening, "");
      running.server.tokens().revoke("brief");
      long revoked = System.nanoTime();
      List<Listening.Event> unused = listening.rest();
      Duration took = Duration.ofNanos(System.nanoTime() - revoked);
      System.out.printf("a stream ended %d ms after its token%n", took.toMillis());
      // It is looked at twice a second; the rest is for a busy machine.
      assertThat(took).isLessThan(Duration.ofSeconds(5));
    }
    try (Listening again = Listening.to(running.server.url(), made.secret().reveal(), "")) {
      assertThat(again.status()).isEqualTo(401);
    }
  }

  @Test
  void refusesWhoMayNotReadAndPlacesThatAreNone() {
    Tokens.Made other = running.server.tokens().add("other", Set.of(Scope.IMPORT, Scope.HANDLE));
    refused(Listening.to(running.server.url(), other.secret().reveal(), ""), 403, "missing-scope");
    refused(Listening.to(running.server.url(), running.serverKey, ""), 401, "no-token");
    refused(listen("?kind=opend"), 400, "bad-parameter");
    refused(listen("?from=here"), 400, "bad-position");
    refused(listen("?from=-1"), 400, "bad-position");
    refused(listen("?from=999999999"), 409, "position-ahead");
    refused(
        Listening.to(running.server.url(), running.token, "", "Last-Event-ID", "999999999"),
        409,
        "position-ahead");
  }

  @Test
  void keepsToSoManyStreamsByOneToken() {
    Secret token = running.server.tokens().add("many", Set.of(Scope.READ)).secret();
    List<Listening> open = new ArrayList<>();
    for (int i = 0; i < Listeners.MOST_OF_TOKEN; i++) {
      open.add(Listening.to(running.server.url(), token.reveal(), ""));
      awaitId(open.getLast(), "");
    }
    try (Listening onceMore = Listening.to(running.server.url(), token.reveal(), "")) {
      assertThat(onceMore.status()).isEqualTo(429);
      assertThat(onceMore.header("Retry-After")).isEqualTo("10");
    }
    int before = running.server.listeners().count();
    open.forEach(Listening::close);
    // Who went away is noticed when something is said to them.
    eventually(() -> {
      ride("notice");
      ride("notice-" + System.nanoTime());
      return running.server.listeners().count() <= before - Listeners.MOST_OF_TOKEN;
    });
  }

  /** More than anybody takes who does not read. */
  private record Endless(Listeners listeners) implements Download {
    @Override
    public long length() {
      return ENDLESS;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      byte[] much = new byte[64 * 1024];
      while (true) {
        out.write(much);
        out.flush();
      }
    }

    @Override
    public void close() {
      listeners.leave("stalled");
    }
  }

  @Test
  void cutsOffWhoDoesNotRead(@TempDir Path own) throws IOException {
    Listeners listeners = new Listeners();
    HttpHost host =
        HttpHost.start(
                ServerConfig.local(own),
                request -> {
                  listeners.enter("stalled");
                  return Answer.of("text/event-stream", new Endless(listeners));
                },
                Duration.ofSeconds(2))
            .orElseThrow();
    try (host;
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), host.port())) {
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      assertThat(listeners.count()).isEqualTo(1);
      eventually(() -> listeners.count() == 0);
    }
  }

  @Test
  void refusesToStreamWithinTheProcess() {
    Answer answer =
        running.server.answer(
            Request.local("GET", "/api/effects/stream", new byte[0])
                .withBearer(running.server.tokens().own()));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.download()).isEqualTo(Optional.empty());
  }

  private static void refused(Listening listening, int status, String code) {
    try (listening) {
      assertThat(listening.status()).isEqualTo(status);
      assertThat(listening.problem().text("code")).isEqualTo(code);
    }
  }

  private static Data page(long from) {
    return running.get("/api/effects?segment=riders&limit=100&from=" + from).json();
  }

  private static Listening listen(String query) {
    return Listening.to(running.server.url(), running.token, query);
  }

  private static Listening.Event until(Listening listening, String customer) {
    Listening.Event event = listening.next();
    while (!customer.equals(event.data().text("customer"))) {
      event = listening.next();
    }
    return event;
  }

  private static String awaitId(Listening listening, String other) {
    eventually(() -> !listening.lastId().equals(other));
    return listening.lastId();
  }

  private static long last() {
    return running.server.engine().outlet().kept().last();
  }

  private static void eventually(java.util.function.BooleanSupplier condition) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(until);
      Thread.onSpinWait();
    }
  }

  private static void ride(String user) {
    assertThat(running.intake("/v1/batch", rides(user, 0, 0)).status()).isEqualTo(200);
  }

  /** One ride of each of some users, or of one. */
  private static String rides(String user, int from, int to) {
    return LongStream.range(from, Math.max(to, from + 1))
        .mapToObj(i ->
            "{\"type\":\"track\",\"userId\":\"%s\",\"event\":\"Ride Completed\"}"
                .formatted(to == 0 ? user : user + "-" + i))
        .collect(java.util.stream.Collectors.joining(",", "{\"batch\":[", "]}"));
  }

  private static void contacts(String user, int count) {
    for (int i = 0; i < count; i++) {
      String body =
          "{\"userId\":\"%s\",\"event\":\"Support Contacted\",\"messageId\":\"%s-%d\"}"
              .formatted(user, user, System.nanoTime());
      assertThat(
              running
                  .send(
                      running
                          .request("/v1/track")
                          .header("Authorization", Running.basic(running.serverKey))
                          .POST(BodyPublishers.ofString(body)))
                  .status())
          .isEqualTo(200);
    }
  }
}
