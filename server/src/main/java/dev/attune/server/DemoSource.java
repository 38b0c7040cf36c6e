package dev.attune.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * One of the invented company's systems: holds messages until a batch is full, and sends it to the
 * intake over HTTP as an SDK would, again when there is no room. Once its key is revoked it falls
 * silent, as a real one would.
 *
 * <p>Not thread-safe.
 */
final class DemoSource {
  private static final int BATCH_BYTES = 400 * 1024;
  private static final int BATCH_MESSAGES = 1_000;
  private static final int MOST_TRIES = 120;
  private static final int REVOKED = 401;
  private static final byte[] START = "{\"batch\":[".getBytes(StandardCharsets.UTF_8);
  private static final byte[] END = "]}".getBytes(StandardCharsets.UTF_8);

  private final HttpClient http;
  private final URI intake;
  private final String authorization;
  private final List<byte[]> waiting = new ArrayList<>();
  private boolean isSilent;

  DemoSource(HttpClient http, String url, String writeKey) {
    this.http = http;
    this.intake = URI.create(url + "/v1/batch");
    byte[] pair = (writeKey + ":").getBytes(StandardCharsets.UTF_8);
    this.authorization = "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  void add(byte[] message) {
    if (isSilent) {
      return;
    }
    waiting.add(message);
  }

  /**
   * Sends what waits.
   *
   * @throws Failure if the server does not take it
   */
  void flush() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int messages = 0;
    for (byte[] message : waiting) {
      if (messages == BATCH_MESSAGES || body.size() + message.length > BATCH_BYTES) {
        send(body);
        messages = 0;
      }
      body.writeBytes(messages++ == 0 ? START : new byte[] {','});
      body.writeBytes(message);
    }
    if (messages > 0) {
      send(body);
    }
    waiting.clear();
  }

  private void send(ByteArrayOutputStream body) {
    body.writeBytes(END);
    HttpRequest request =
        HttpRequest.newBuilder(intake)
            .header("Authorization", authorization)
            .header("Content-Type", Answer.JSON)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
            .build();
    body.reset();
    try {
      for (int tries = 1; ; tries++) {
        HttpResponse<Void> response = http.send(request, HttpResponse.BodyHandlers.discarding());
        if (response.statusCode() == 200) {
          return;
        }
        if (response.statusCode() == REVOKED) {
          isSilent = true;
          return;
        }
        if (response.statusCode() != 503 || tries == MOST_TRIES) {
          throw Failure.environment("the intake answered " + response.statusCode());
        }
        Thread.sleep(
            Duration.ofSeconds(response.headers().firstValueAsLong("Retry-After").orElse(1)));
      }
    } catch (IOException e) {
      throw Failure.environment("the intake does not answer: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.environment("interrupted");
    }
  }
}
