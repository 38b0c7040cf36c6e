package dev.attune.verification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A way to a server that is shut for the first messages: they get a 503 with {@code Retry-After},
 * or they pass and their answer is lost. Everything else passes as it is.
 */
final class Gate implements AutoCloseable {
  /** What becomes of the first messages. */
  enum First {
    /** The server says that there is no room. */
    NO_ROOM,
    /** The server takes it, and the connection ends before the answer. */
    ANSWER_LOST
  }

  private static final Set<String> OF_THE_CONNECTION =
      Set.of("connection", "content-length", "host", "transfer-encoding", "upgrade", "expect");

  private final ServerProcess server;
  private final First first;
  private final AtomicInteger shut;
  private final AtomicInteger turnedAway = new AtomicInteger();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer door;

  /** A gate that turns the first {@code times} messages away. */
  Gate(ServerProcess server, First first, int times) {
    this.server = server;
    this.first = first;
    this.shut = new AtomicInteger(times);
    try {
      door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    door.setExecutor(threads);
    door.createContext("/", this::pass);
    door.start();
  }

  String url() {
    return "http://127.0.0.1:" + door.getAddress().getPort();
  }

  /** How many messages were turned away. */
  int turnedAway() {
    return turnedAway.get();
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      boolean away =
          exchange.getRequestMethod().equals("POST")
              && shut.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0;
      if (away) {
        turnedAway.incrementAndGet();
      }
      boolean noRoom = away && first == First.NO_ROOM;
      // Without its body the server keeps nothing, and answers with the headers it always has.
      HttpResponse<byte[]> answer = forward(exchange, noRoom ? new byte[0] : body);
      if (away && first == First.ANSWER_LOST) {
        return;
      }
      answer
          .headers()
          .map()
          .forEach((name, values) -> {
            if (isPassedOn(name)) {
              exchange.getResponseHeaders().put(name, values);
            }
          });
      if (noRoom) {
        exchange.getResponseHeaders().set("Retry-After", "1");
      }
      byte[] said = answer.body();
      exchange.sendResponseHeaders(
          noRoom ? 503 : answer.statusCode(), said.length == 0 ? -1 : said.length);
      exchange.getResponseBody().write(said);
    }
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (isPassedOn(name)) {
            values.forEach(value -> request.header(name, value));
          }
        });
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static boolean isPassedOn(String name) {
    return !OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":");
  }

  @Override
  public void close() {
    door.stop(0);
    List<Runnable> left = threads.shutdownNow();
    http.close();
    if (!left.isEmpty()) {
      throw new AssertionError("requests in the gate when it closed: " + left.size());
    }
  }
}
