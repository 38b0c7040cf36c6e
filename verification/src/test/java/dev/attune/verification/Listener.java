package dev.attune.verification;

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

/**
 * Somebody who listens to effects as the specification of server-sent events says: an event counts,
 * and moves their place on, once the empty line behind it has come.
 */
final class Listener implements AutoCloseable {
  private final HttpClient http;
  private final InputStream body;
  private final Thread reader;
  private final List<Event> heard = new ArrayList<>();
  private String place;

  /** An effect by its place and its id. */
  record Event(long position, String id, String kind) {
    private static Event of(Data data) {
      return new Event(
          data.get("position") instanceof Long position ? position : -1,
          String.valueOf(data.text("id")),
          String.valueOf(data.text("kind")));
    }
  }

  private Listener(HttpClient http, InputStream body, String place) {
    this.http = http;
    this.body = body;
    this.place = place;
    reader = Thread.ofVirtual().start(this::read);
  }

  /** Goes on behind a place. */
  static Listener to(ServerProcess server, String place) {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/api/effects/stream"))
            .header("Authorization", "Bearer " + server.token())
            .header("Last-Event-ID", place)
            .build();
    try {
      HttpResponse<InputStream> answer =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      if (answer.statusCode() != 200) {
        throw new AssertionError(
            "no stream: " + new String(answer.body().readAllBytes(), StandardCharsets.UTF_8));
      }
      return new Listener(http, answer.body(), place);
    } catch (IOException e) {
      throw new AssertionError("no stream", e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Everything that was told, from the first on. */
  static List<Event> all(ServerProcess server) {
    List<Event> all = new ArrayList<>();
    long from = 0;
    while (true) {
      Reply page = server.get("/api/effects?limit=500&from=" + from);
      List<Data> effects = page.list("effects");
      if (effects.isEmpty()) {
        return all;
      }
      effects.forEach(effect -> all.add(Event.of(effect)));
      from = all.getLast().position();
    }
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      String id = "";
      String data = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          dispatch(id, data);
          data = "";
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("data: ")) {
          data = line.substring(6);
        }
      }
    } catch (IOException e) {
      // Cut off in the middle: what came whole counts.
      assert e.getMessage() != null || e.getCause() != null;
    }
  }

  private synchronized void dispatch(String id, String data) {
    place = id.isEmpty() ? place : id;
    if (!data.isEmpty()) {
      heard.add(Event.of(Json.read(data)));
    }
  }

  /** The place to go on from. */
  synchronized String place() {
    return place;
  }

  private synchronized int count() {
    return heard.size();
  }

  void awaitEvents(int count, Duration most) {
    Eventually.within(most, () -> count() >= count, () -> count() + " of " + count + " events");
  }

  /** Waits until nothing comes any more; says what came. */
  List<Event> awaitEnd(Duration most) throws InterruptedException {
    if (!reader.join(most)) {
      throw new AssertionError("the stream goes on");
    }
    synchronized (this) {
      return List.copyOf(heard);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
