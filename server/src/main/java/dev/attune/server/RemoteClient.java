package dev.attune.server;

import dev.attune.people.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Asks a server over HTTP. Thread-safe. */
final class RemoteClient implements Client {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final String url;
  private final String authorization;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  private RemoteClient(String url, String authorization) {
    this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.authorization = authorization;
  }

  /** Asks by a token of the API. */
  static RemoteClient withToken(String url, Secret token) {
    return new RemoteClient(url, "Bearer " + token.reveal());
  }

  /** Whether the server that gave out the token answers: another may have its address by now. */
  boolean isAlive() {
    try {
      return call("GET", "/api/progress", new byte[0]).status() == 200;
    } catch (Failure e) {
      return false;
    }
  }

  @Override
  public Answer call(String method, String pathAndQuery, byte[] body) {
    HttpResponse<byte[]> response =
        send(method, pathAndQuery, body, HttpResponse.BodyHandlers.ofByteArray());
    Map<String, String> headers = new HashMap<>();
    response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
    String type = response.headers().firstValue("Content-Type").orElse("");
    return new Answer(response.statusCode(), type, response.body(), headers);
  }

  private <T> HttpResponse<T> send(
      String method, String pathAndQuery, byte[] body, HttpResponse.BodyHandler<T> handler) {
    HttpRequest request =
        HttpRequest.newBuilder(uri(pathAndQuery))
            .timeout(PATIENCE)
            .header("Authorization", authorization)
            .header("Content-Type", Answer.JSON)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      return http.send(request, handler);
    } catch (IOException e) {
      throw Failure.environment(
          "no answer from %s: %s"
              .formatted(url, e.getMessage() == null ? "connection refused" : e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.environment("interrupted while waiting for " + url);
    }
  }

  /** A long answer, as it comes in. */
  record Incoming(long length, HttpHeaders headers, InputStream body) implements AutoCloseable {
    String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    @Override
    public void close() {
      try {
        body.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Asks for something long; what comes in less than it said ends in an {@link IOException}.
   *
   * @throws Failure if it is refused, or nothing comes back
   */
  Incoming download(String method, String path) {
    HttpResponse<InputStream> response =
        send(method, path, new byte[0], HttpResponse.BodyHandlers.ofInputStream());
    Incoming incoming =
        new Incoming(
            response.headers().firstValueAsLong("Content-Length").orElse(0),
            response.headers(),
            response.body());
    if (response.statusCode() == 200) {
      return incoming;
    }
    try (incoming) {
      Client.checked(
          new Answer(response.statusCode(), "", response.body().readAllBytes(), Map.of()));
    } catch (IOException e) {
      throw Failure.environment("no answer from %s: %s".formatted(url, e.getMessage()));
    }
    throw Failure.environment(
        "%s answered %d where 200 was expected".formatted(url, response.statusCode()));
  }

  private URI uri(String pathAndQuery) {
    try {
      return URI.create(url + pathAndQuery);
    } catch (IllegalArgumentException e) {
      throw Failure.usage("'%s' is no address of a server".formatted(url));
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
