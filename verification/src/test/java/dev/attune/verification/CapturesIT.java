package dev.attune.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import dev.attune.wire.Json;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that real libraries sent, played to the running server: every message is kept. */
class CapturesIT {
  private static final Set<String> OF_THE_CONNECTION = Set.of("authorization", "content-length");

  @Test
  void keepsEveryMessageOfEveryCapture(@TempDir Path directory) throws IOException {
    Path file = DataFolder.CAPTURES.file();
    List<String> sent = new ArrayList<>();
    try (ServerProcess server = ServerProcess.on(directory.resolve("data")).start()) {
      String key = server.addSource("captures", "server");
      for (String line : Files.readAllLines(file)) {
        sent.addAll(play(server, key, Json.read(line)));
      }
      server.settle();
      List<String> kept = new ArrayList<>();
      for (String customer : List.of("user:u1", "anonymous:an1")) {
        kept.addAll(server.timeline(customer));
      }
      assertThat(sent).isNotEmpty();
      assertThat(kept).containsExactlyInAnyOrderElementsOf(sent);
    }
  }

  private static Data object(Data data, String name) {
    return data.get(name) instanceof Data object ? object : Data.EMPTY;
  }

  private static List<String> play(ServerProcess server, String key, Data capture) {
    Data headers = object(capture, "headers");
    Data body = object(capture, "body");
    HttpRequest.Builder request =
        server.request(String.valueOf(capture.text("url"))).header("X-Played", "again");
    headers.forEach((name, value) -> {
      if (!OF_THE_CONNECTION.contains(name)) {
        request.header(name, String.valueOf(value));
      }
    });
    if (headers.text("authorization") != null) {
      request.header("Authorization", ServerProcess.basic(key));
    }
    String json = Json.text(body).replace("\"writeKey\":\"WK\"", "\"writeKey\":\"" + key + "\"");
    Reply reply = server.ask(request.POST(HttpRequest.BodyPublishers.ofString(json)).build());
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return Reply.list(body, "batch").stream()
        .map(message -> String.valueOf(message.text("messageId")))
        .toList();
  }
}
