package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A real server on a free port over a directory of its own, and somebody who talks to it. */
final class Running implements AutoCloseable {
  static final String PLAYBOOK =
      """
      playbook: Bikes
      zone: Europe/Berlin
      protected: [plan]
      facts:
        rides: { count: Ride Completed }
        rides30: { count: Ride Completed, within: 30d }
        spent: { sum: Ride Completed, of: properties.fare }
        contacts14: { count: Support Contacted, within: 14d }
      segments:
        riders: facts.rides >= 1
        regulars: facts.rides30 >= 3
      moments:
        third-contact:
          when: signal.event == 'Support Contacted' && facts.contacts14 >= 3
          title: Third contact
          feels: unheard
          say: I will see this through.
          again-after: 1d
        unhappy:
          when: signal.event == 'Feedback' && signal.properties.rating <= 2
      """;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  final AttuneServer server;
  final String token;
  final String serverKey;
  final String browserKey;

  private Running(AttuneServer server) {
    this.server = server;
    this.token = server.firstToken().orElseGet(server::ownToken);
    if (server.sources().named("shop").isPresent()) {
      server.sources().revoke("shop");
      server.sources().revoke("website");
    }
    this.serverKey = server.addServerSource("shop");
    this.browserKey = server.addBrowserSource("website");
  }

  static Running on(Path directory) {
    return on(directory, PLAYBOOK);
  }

  static Running on(Path directory, String text) {
    return on(directory, text, Outgoing.USUAL);
  }

  /** A demo, with its people. */
  static Running demo(Path directory, Demo demo) {
    try {
      Path playbook = Files.writeString(directory.resolve("playbook.yaml"), PLAYBOOK);
      ServerConfig config = ServerConfig.local(directory.resolve("data")).withPlaybook(playbook);
      AttuneServer server = AttuneServer.start(config, Optional.of(demo));
      demo.settle(server.accounts().people());
      return new Running(server);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** On a directory that may have been served before. */
  static Running on(Path directory, Outgoing outgoing) {
    return on(directory, PLAYBOOK, outgoing);
  }

  static Running on(Path directory, String text, Outgoing outgoing) {
    try {
      Path playbook = Files.writeString(directory.resolve("playbook.yaml"), text);
      ServerConfig config = ServerConfig.local(directory.resolve("data")).withPlaybook(playbook);
      return new Running(AttuneServer.start(config.with(outgoing)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What came back. */
  record Reply(int status, String body, HttpResponse<String> response) {
    Data json() {
      return Json.read(body);
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    String code() {
      return String.valueOf(json().text("code"));
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path)).timeout(PATIENCE);
  }

  Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Reply(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  Reply get(String path) {
    return send(request(path).header("Authorization", "Bearer " + token).GET());
  }

  Reply post(String path, String body) {
    return send(
        request(path)
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  Reply put(String path, String body) {
    return send(
        request(path)
            .header("Authorization", "Bearer " + token)
            .PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Sends to intake as the secret source. */
  Reply intake(String path, String body) {
    return intake(path, serverKey, body);
  }

  Reply intake(String path, String key, String body) {
    return send(
        request(path)
            .header("Authorization", basic(key))
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  static String basic(String key) {
    return "Basic "
        + Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Asks until the answer is as expected; intake does not wait for the fold, so reads may have to.
   */
  Data eventually(Supplier<Reply> ask, Predicate<Data> expected) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    Reply reply = ask.get();
    while (reply.status() != 200 || !expected.test(reply.json())) {
      if (System.nanoTime() > until) {
        throw new AssertionError("still " + reply.status() + " " + reply.body());
      }
      Thread.onSpinWait();
      reply = ask.get();
    }
    return reply.json();
  }

  Data customer(String id, Predicate<Data> expected) {
    return eventually(() -> get("/api/customers/" + Paths.encoded(id)), expected);
  }

  static List<Data> list(Data data, String name) {
    return Print.list(data, name);
  }

  static Data object(Data data, String name) {
    return Print.object(data, name);
  }

  @Override
  public void close() {
    http.close();
    server.close();
  }
}
