package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import dev.attune.wire.Json;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests that real SDKs sent are taken whole. They lie outside the repository: {@code
 * -Dattune.data=FOLDER} names a folder with {@code captures/segment_sdk_requests.jsonl}, a JSON
 * object a line with {@code method}, {@code url}, {@code headers} and {@code body}.
 */
class CapturesTest {
  @Test
  void takesEveryRequestThatRealSdksSent(@TempDir Path directory) throws IOException {
    String data = System.getProperty("attune.data");
    Assumptions.assumeTrue(
        data != null,
        "name a folder with captures/segment_sdk_requests.jsonl by -Dattune.data=FOLDER; a capture is what an SDK sends to any HTTP server that writes its requests down");
    Path file = Path.of(Objects.requireNonNull(data), "captures", "segment_sdk_requests.jsonl");
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).isNotEmpty();

    try (Running running = Running.on(directory)) {
      int messages = 0;
      for (String line : lines) {
        messages += send(running, Json.read(line));
      }
      int sent = messages;
      Data progress =
          running.eventually(
              () -> running.get("/api/progress"),
              each -> Long.valueOf(0).equals(each.get("lagSignals")));
      assertThat(progress.get("customers")).isNotNull();
      assertThat(running.get("/metrics").body())
          .contains("attune_intake_acknowledged_total " + sent, "attune_rejects_total 0");
    }
  }

  private static int send(Running running, Data capture) {
    String key = running.serverKey;
    String body =
        Json.text(Print.object(capture, "body"))
            .replace("\"writeKey\":\"WK\"", "\"writeKey\":\"" + key + "\"");
    HttpRequest.Builder request =
        running
            .request(Objects.requireNonNull(capture.text("url")))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    Print.object(capture, "headers")
        .forEach((name, value) ->
            request.header(
                name, name.equals("authorization") ? Running.basic(key) : value.toString()));
    Running.Reply reply = running.send(request);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return Print.list(Print.object(capture, "body"), "batch").size();
  }
}
