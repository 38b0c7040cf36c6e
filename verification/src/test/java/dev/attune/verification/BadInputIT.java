package dev.attune.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.customer.Data;
import dev.attune.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What no sender should send: it is refused with a reason; never a 500, never a hang. */
class BadInputIT {
  /** Longer than a server may leave a caller without an answer who sent all they had to say. */
  private static final int PATIENCE_MILLIS = 10_000;

  /** Longer than a server may wait for a caller who says nothing. */
  private static final int SILENCE_MILLIS = 90_000;

  private static final List<String> ROUTES =
      List.of("/v1/track", "/v1/batch", "/v1/i", "/api/feedback", "/api/signals");

  private static final String GOOD =
      "{\"userId\":\"u1\",\"event\":\"Hit\",\"messageId\":\"m1\",\"properties\":{\"a\":[1,2.5,true]}}";

  @TempDir private static Path directory;

  private static ServerProcess server = ServerProcess.on(Path.of(""));
  private static String key = "";

  @BeforeAll
  static void start() {
    server = ServerProcess.on(directory.resolve("data")).start();
    key = server.addSource("bad", "server");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void isStillWell() {
    assertThat(server.get("/health/live").status()).isEqualTo(200);
    Reply good = server.send(key, "/v1/track", bytes(GOOD));
    assertThat(good.status()).as(good.text()).isEqualTo(200);
  }

  static Stream<Arguments> bodies() {
    byte[] packed = packed(bytes(GOOD));
    return Stream.of(
        body("nothing", new byte[0], 400),
        body("no JSON", bytes("hello"), 400),
        body("an array", bytes("[1,2,3]"), 400),
        body("a number", bytes("7"), 400),
        body("half an object", bytes(GOOD.substring(0, GOOD.length() / 2)), 400),
        body("two objects", bytes(GOOD + GOOD), 400),
        body("a comma too many", bytes("{\"a\":1,}"), 400),
        body("not UTF-8", bytes("{\"userId\":\"\u00ff\u00fe\"}", StandardCharsets.ISO_8859_1), 400),
        body("UTF-16", bytes(GOOD, StandardCharsets.UTF_16), 400),
        body("a byte of nothing", new byte[] {0}, 400),
        body("a deep array", bytes("[".repeat(100_000)), 400),
        body("deep objects", bytes("{\"a\":".repeat(50_000)), 400),
        body("deep properties", deep(2_000), 400),
        body("half a gzip", Arrays.copyOf(packed, packed.length / 2), 400),
        body("a damaged gzip", damaged(packed), 400),
        body("a bomb", packed(new byte[20_000_000]), 413),
        body("too much", bytes("{\"a\":\"" + "x".repeat(5_000_000) + "\"}"), 413),
        body("a long number", bytes("{\"a\":" + "9".repeat(20_000) + "}"), 400),
        body("many names", manyNames(2_500), 400),
        body("nobody", bytes("{\"event\":\"Hit\"}"), 400),
        body("a placeholder", bytes("{\"userId\":\"undefined\",\"event\":\"Hit\"}"), 400),
        body("null everywhere", bytes("{\"userId\":null,\"event\":null,\"batch\":null}"), 400),
        body("wrong types", bytes("{\"userId\":{},\"event\":[],\"timestamp\":{}}"), 400));
  }

  private static Arguments body(String name, byte[] body, int expected) {
    return Arguments.of(name, body, expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void refusesABodyWithAReason(String name, byte[] body, int expected) {
    for (String route : ROUTES) {
      Reply reply = server.send(key, route, body);
      assertThat(reply.status()).as("%s to %s: %s", name, route, reply.text()).isEqualTo(expected);
      assertThat(reply.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(reply.data().text("code")).isNotBlank();
      assertThat(reply.data().text("detail")).isNotBlank();
    }
  }

  @Test
  void keepsTheGoodMessagesOfABadBatch() {
    Data good = Data.of("type", "track", "userId", "good", "event", "Hit", "messageId", "good-1");
    Data bad = Data.of("type", "nonsense", "userId", "good");
    Data large = Data.of("type", "track", "userId", "good", "event", "x".repeat(40_000));
    assertThat(server.sendBatch(key, List.of(bad, good, large)).status()).isEqualTo(200);

    server.settle();
    assertThat(server.timeline("user:good")).containsExactly("good-1");
    assertThat(server.all("/api/rejects", "rejects")).hasSizeGreaterThanOrEqualTo(2);
  }

  static Stream<String> requests() {
    return Stream.concat(heads(), posts());
  }

  private static Stream<String> heads() {
    String host = "Host: localhost\r\n";
    return Stream.of(
        "\r\n\r\n",
        "nonsense\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n" + host + "\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET /%zz HTTP/1.1\r\n" + host + "\r\n",
        "GET /%00%ff HTTP/1.1\r\n" + host + "\r\n",
        "GET /../../etc/passwd HTTP/1.1\r\n" + host + "\r\n",
        "GET /" + "a".repeat(100_000) + " HTTP/1.1\r\n" + host + "\r\n",
        "GET /?q=" + "%".repeat(500) + " HTTP/1.1\r\n" + host + "\r\n",
        "GET / HTTP/1.1\r\n" + host + ("X: " + "y".repeat(1_000) + "\r\n").repeat(100) + "\r\n",
        "GET / HTTP/1.1\r\n" + host + "X\u0000: y\r\n\r\n",
        "GET / HTTP/1.1\r\n" + host + ": empty\r\n\r\n",
        "BREW / HTTP/1.1\r\n" + host + "\r\n");
  }

  private static Stream<String> posts() {
    return Stream.of(
            "Content-Length: -5\r\n\r\n",
            "Content-Length: many\r\n\r\n",
            "Content-Length: 99999999999999999999\r\n\r\n",
            "Content-Length: 9000000000\r\n\r\n{}",
            "Content-Length: 50\r\n\r\n{}",
            "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n",
            "Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n",
            "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}\r\n",
            "Content-Encoding: br\r\nContent-Length: 2\r\n\r\n{}",
            "Authorization: Basic %%%\r\nContent-Length: 2\r\n\r\n{}")
        .map(rest -> "POST /v1/track HTTP/1.1\r\nHost: localhost\r\n" + rest);
  }

  @ParameterizedTest(name = "request {index}")
  @MethodSource("requests")
  void answersOrHangsUpWhateverIsSaid(String request) {
    String answer = say(request, PATIENCE_MILLIS);
    assertThat(answer).satisfiesAnyOf(a -> assertThat(a).isEmpty(), a -> isRefusal(a));
  }

  @Test
  void takesNoUnwantedBodyForTheNextRequest() {
    String hidden = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
    String head =
        "POST /nowhere HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: ";
    String answer = say(head + hidden.length() + "\r\n\r\n" + hidden, PATIENCE_MILLIS);
    assertThat(answer).contains("HTTP/1.1 404 ").doesNotContain("HTTP/1.1 200 ");
  }

  private static void isRefusal(String answer) {
    assertThat(answer).matches("(?s)HTTP/1\\.[01] [1-4][0-9][0-9].*");
  }

  @Test
  void answersWhateverIsChangedInAGoodRequest() {
    Random random = new Random(11);
    for (int i = 0; i < 500; i++) {
      byte[] body = bytes(GOOD);
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      String route = ROUTES.get(random.nextInt(ROUTES.size()));
      Reply reply = server.send(key, route, Arrays.copyOf(body, 1 + random.nextInt(body.length)));
      assertThat(reply.status()).as(reply.text()).isIn(200, 400, 401, 413);
    }
  }

  @Test
  void answersEveryRouteOfTheApiWhateverItIsAsked() {
    List<String> odd =
        List.of("x", "user:", "user:%00", "anonymous:%F0%9F%98%80", "user:..", "a".repeat(3_000));
    List<String> paths = new ArrayList<>();
    for (String id : odd) {
      paths.addAll(
          List.of(
              "/api/customers/" + id,
              "/api/customers/" + id + "/timeline?cursor=" + id,
              "/api/customers/" + id + "/why/" + id,
              "/api/segments/" + id + "/members?limit=-1",
              "/api/moments?kind=" + id + "&cursor=" + id,
              "/api/moments?newer-than=" + id,
              "/api/moments/" + id,
              "/api/rejects?cursor=" + id + "&limit=" + id));
    }
    for (String path : paths) {
      Reply reply = server.get(URI.create(path).toString());
      assertThat(reply.status()).as(path + ": " + reply.text()).isLessThan(500);
    }
  }

  @Test
  void refusesWhatIsNoObjectWhereOneIsExpected() {
    for (String path : List.of("/api/sources", "/api/tokens", "/api/playbook/check")) {
      for (String body : List.of("", "[]", "7", "{\"name\":7}", "{\"name\":\"\"}", "\u0000")) {
        Reply reply = server.postText(path, body);
        assertThat(reply.status()).as(path + " " + body).isBetween(200, 499);
      }
    }
  }

  @Test
  void hangsUpOnSilenceAndServesOthersMeanwhile() throws IOException {
    assumeTrue(Boolean.getBoolean("attune.long"), "waits for a minute: run with -Plong");
    String begun =
        "POST /v1/track HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n\r\n{\"userId\"";
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        Socket socket = connect();
        socket.getOutputStream().write(bytes(i % 2 == 0 ? begun : "GET / HT"));
        silent.add(socket);
      }
      long began = System.nanoTime();
      assertThat(server.send(key, "/v1/track", bytes(GOOD)).status()).isEqualTo(200);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
      for (Socket socket : silent) {
        assertThat(read(socket, SILENCE_MILLIS)).doesNotStartWith("HTTP/1.1 5");
      }
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  private static Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), URI.create(server.url()).getPort());
  }

  private static String say(String request, int patience) {
    try (Socket socket = connect()) {
      try {
        socket.getOutputStream().write(bytes(request, StandardCharsets.ISO_8859_1));
        socket.shutdownOutput();
      } catch (SocketException e) {
        // Cut off before it had all; what it said before is still there to read.
      }
      return read(socket, patience);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that comes until the other side hangs up. */
  private static String read(Socket socket, int patience) throws IOException {
    socket.setSoTimeout(patience);
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("no answer, and no end, within " + patience + " ms", e);
    } catch (IOException e) {
      return ""; // Cut off while it was still sending: that is an end, too.
    }
  }

  private static byte[] bytes(String text) {
    return bytes(text, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text, java.nio.charset.Charset charset) {
    return text.getBytes(charset);
  }

  private static byte[] deep(int levels) {
    String open = "{\"a\":".repeat(levels);
    return bytes(
        "{\"userId\":\"u\",\"event\":\"E\",\"properties\":"
            + open
            + "1"
            + "}".repeat(levels)
            + "}");
  }

  private static byte[] manyNames(int count) {
    Data.Builder names = new Data.Builder();
    IntStream.range(0, count).forEach(i -> names.put("n" + i, 1));
    return Json.write(names.build());
  }

  private static byte[] packed(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] damaged(byte[] packed) {
    byte[] damaged = packed.clone();
    damaged[packed.length / 2] ^= 0x55;
    return damaged;
  }
}
