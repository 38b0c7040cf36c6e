package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire, without anything behind it. */
class HttpHostTest {
  private static final String CHUNKED =
      "POST /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";

  private final AtomicReference<Request> seen = new AtomicReference<>();
  private final AtomicReference<String> body = new AtomicReference<>("");
  private HttpHost host;

  @BeforeEach
  void start() {
    host =
        HttpHost.start(
                ServerConfig.local(Path.of("unused")),
                request -> {
                  seen.set(request);
                  if (request.path().equals("/unread")) {
                    return Answer.ok(Data.of("ok", true));
                  }
                  try {
                    body.set(new String(request.entity().read(1_000), StandardCharsets.UTF_8));
                    return Answer.ok(Data.of("ok", true));
                  } catch (Refusal refusal) {
                    return Answer.of(refusal);
                  }
                })
            .orElseThrow();
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void passesPathQueryHeadersAndBodyOn() throws Exception {
    HttpResponse<String> response =
        send(
            request("/a%2Fb/c?x=1&y=%20z")
                .header("X-Thing", "7")
                .POST(HttpRequest.BodyPublishers.ofString("hello")));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"ok\":true}");
    assertThat(seen.get().path()).isEqualTo("/a%2Fb/c");
    assertThat(seen.get().query()).containsEntry("x", "1").containsEntry("y", " z");
    assertThat(seen.get().header("x-thing")).contains("7");
    assertThat(seen.get().address()).isEqualTo("127.0.0.1");
    assertThat(body.get()).isEqualTo("hello");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  void answersHeadWithoutABody() throws Exception {
    HttpResponse<String> response =
        send(request("/x").method("HEAD", HttpRequest.BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
    String raw = exchange("HEAD /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assertThat(raw).startsWith("HTTP/1.1 200").doesNotContain("{\"ok\"");
  }

  @Test
  void readsPackedBodiesUnderAnyLabel() throws Exception {
    byte[] packed = packed("hello");
    for (String label : new String[] {"gzip", "identity", "x-gzip", ""}) {
      HttpRequest.Builder request =
          request("/x").POST(HttpRequest.BodyPublishers.ofByteArray(packed));
      if (!label.isEmpty()) {
        request.header("Content-Encoding", label);
      }
      assertThat(send(request.header("Content-Type", "text/plain")).statusCode())
          .as(label)
          .isEqualTo(200);
      assertThat(body.get()).as(label).isEqualTo("hello");
    }
  }

  @Test
  void readsChunkedBodies() throws Exception {
    String answer = exchange(CHUNKED + "3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200");
    assertThat(body.get()).isEqualTo("hello");
  }

  @Test
  void refusesTooLargeWithAProblemAndServesOthersAfterwards() throws Exception {
    for (int i = 0; i < 20; i++) {
      HttpResponse<String> response =
          send(
              request("/x")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[200_000 * i + 2000])));
      assertThat(response.statusCode()).isEqualTo(413);
      assertThat(response.body()).contains("\"code\":\"too-large\"");
    }

    StringBuilder chunks = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      chunks.append("64\r\n").append("x".repeat(100)).append("\r\n");
    }
    assertThat(
            exchange(
                "POST /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + chunks
                    + "0\r\n\r\n"))
        .startsWith("HTTP/1.1 413");
    assertThat(send(request("/x").GET()).statusCode()).isEqualTo(200);
  }

  @Test
  void answersWhoeverStillSendsABodyThatNobodyReads() throws Exception {
    byte[] half = new byte[50_000];
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), host.port())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      String headers =
          "GET /unread HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 100000\r\n\r\n";
      out.write(headers.getBytes(StandardCharsets.ISO_8859_1));
      out.write(half);
      TimeUnit.MILLISECONDS.sleep(200); // an answer that does not wait would be on its way
      out.write(half);
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer).startsWith("HTTP/1.1 200").endsWith("{\"ok\":true}");
    }
  }

  @Test
  void refusesWhatIsNotHttpWithoutAFailure() throws Exception {
    assertThat(exchange("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(exchange("GET /x HTTP/7.1\r\nHost: a\r\n\r\n")).doesNotContain("HTTP/1.1 5");
    assertThat(exchange("GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("problem+json");
    assertThat(exchange("GET / HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(40_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 4");
    assertThat(exchange("GET /" + "y".repeat(40_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
        .startsWith("HTTP/1.1 4");
    assertThat(exchange("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: lots\r\n\r\n"))
        .startsWith("HTTP/1.1 4");
    assertThat(exchange("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n"))
        .startsWith("HTTP/1.1 4");
    assertThat(
            exchange(
                "POST /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"))
        .startsWith("HTTP/1.1 4");
  }

  @Test
  void noticesBodiesThatEndEarly() throws Exception {
    String answer =
        exchange(
            "POST /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 50\r\n\r\nhello");

    assertThat(answer).startsWith("HTTP/1.1 400").contains("cut-off");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + host.port() + path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  /** Sends bytes, says that there are no more, and reads all that comes back. */
  private String exchange(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), host.port())) {
      socket.setSoTimeout(20_000);
      try {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        socket.shutdownOutput();
      } catch (java.net.SocketException e) {
        // Cut off by the server before it had all; what it said before is still there to read.
      }
      InputStream in = socket.getInputStream();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      try {
        in.transferTo(answer);
      } catch (java.net.SocketException e) {
        // Cut off by the server after its answer.
      }
      return answer.toString(StandardCharsets.UTF_8);
    }
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }
}
