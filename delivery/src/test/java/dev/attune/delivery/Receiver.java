package dev.attune.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.attune.customer.Data;
import dev.attune.wire.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** Another system, on this machine: it remembers what it was sent and answers as it is told. */
final class Receiver implements AutoCloseable {
  /** What came, with headers by lower-case name. */
  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
  record Message(String path, Map<String, String> headers, byte[] body) {
    Data json() {
      return Json.read(body);
    }

    String id() {
      return headers.getOrDefault("webhook-id", "");
    }

    String type() {
      return String.valueOf(json().text("type"));
    }
  }

  /** How it answers. */
  interface Manner {
    void answer(HttpExchange exchange, Message message) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch over = new CountDownLatch(1);
  final List<Message> messages = new CopyOnWriteArrayList<>();
  volatile Manner manner = status(204);

  private Receiver(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  static Receiver on(String address) {
    try {
      return new Receiver(HttpServer.create(at(address), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Receiver plain() {
    return on("127.0.0.1");
  }

  static Receiver secure(SSLContext context) {
    try {
      HttpsServer server = HttpsServer.create(at("127.0.0.1"), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(context));
      return new Receiver(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress at(String address) throws IOException {
    return new InetSocketAddress(InetAddress.getByName(address), 0);
  }

  /** Answers with a status and nothing else. */
  static Manner status(int status) {
    return (exchange, message) -> exchange.sendResponseHeaders(status, -1);
  }

  /** Answers with a status and one header. */
  static Manner status(int status, String header, String value) {
    return (exchange, message) -> {
      exchange.getResponseHeaders().set(header, value);
      exchange.sendResponseHeaders(status, -1);
    };
  }

  /** Takes it, and then says more than anybody wants to hear. */
  static Manner talks(int bytes) {
    return (exchange, message) -> {
      exchange.sendResponseHeaders(200, bytes);
      try (OutputStream out = exchange.getResponseBody()) {
        byte[] piece = new byte[8192];
        for (int left = bytes; left > 0; left -= piece.length) {
          out.write(piece, 0, Math.min(left, piece.length));
        }
      }
    };
  }

  /** Says nothing until it is closed. */
  Manner silent() {
    return (exchange, message) -> {
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "http://" + server.getAddress().getHostString() + ":" + port() + "/hook";
  }

  List<String> ids() {
    return messages.stream().map(Message::id).toList();
  }

  List<String> types() {
    return messages.stream().map(Message::type).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    Message message =
        new Message(
            exchange.getRequestURI().toString(), headers, exchange.getRequestBody().readAllBytes());
    messages.add(message);
    manner.answer(exchange, message);
    exchange.close();
  }

  @Override
  public void close() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
