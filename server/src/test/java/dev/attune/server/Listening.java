package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Somebody who listens to effects, as a browser's EventSource does. */
final class Listening implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;
  private static final Event END = new Event("", "end", Data.EMPTY);

  /**
   * One event.
   *
   * @param id that stood last before its end
   */
  record Event(String id, String name, Data data) {}

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final InputStream body;
  private final HttpResponse<InputStream> response;
  private final BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
  private volatile String lastId = "";

  private Listening(HttpRequest request) throws IOException, InterruptedException {
    response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    body = response.body();
    if (status() == 200) {
      Thread.ofVirtual().start(this::listen);
    }
  }

  /** Opens a stream; headers come in pairs. */
  static Listening to(String url, String token, String query, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + "/api/effects/stream" + query))
            .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "text/event-stream");
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Listening(request.build());
    } catch (IOException e) {
      throw new AssertionError("no stream", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  int status() {
    return response.statusCode();
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** What a refusal says. */
  Data problem() {
    try {
      return Json.read(body.readAllBytes());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The place that the stream named last, whether or not with an effect. */
  String lastId() {
    return lastId;
  }

  /** The next event. */
  Event next() {
    try {
      Event event = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (event == null || event.equals(END)) {
        throw new AssertionError("no further event: " + (event == null ? "silence" : "the end"));
      }
      return event;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  List<Event> next(int count) {
    List<Event> events = new ArrayList<>();
    while (events.size() < count) {
      events.add(next());
    }
    return events;
  }

  /** Waits for the end; says what came before it. */
  List<Event> rest() {
    List<Event> events = new ArrayList<>();
    try {
      while (true) {
        Event event = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (event == null) {
          throw new AssertionError("the stream goes on");
        }
        if (event.equals(END)) {
          return events;
        }
        events.add(event);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void listen() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      String name = "";
      StringBuilder data = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          if (!data.isEmpty()) {
            heard.add(new Event(lastId, name, Json.read(data.toString())));
          }
          name = "";
          data.setLength(0);
        } else if (line.startsWith("id: ")) {
          lastId = line.substring(4);
        } else if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data.append(line.substring(6));
        }
      }
    } catch (IOException e) {
      // Cut off is an end too.
      Thread.onSpinWait();
    } finally {
      heard.add(END);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
