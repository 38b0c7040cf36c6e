package dev.attune.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Sends pieces of recorded signals to a server, again when it has no room. Thread-safe. */
final class ImportTarget implements Importer.Target {
  private static final int MOST_TRIES = 120;
  private static final long LONGEST_WAIT_SECONDS = 30;

  private final Client client;
  private final String path;

  ImportTarget(Client client, String source) {
    this.client = client;
    this.path = "/api/import?source=" + Paths.encoded(source);
  }

  @Override
  public List<ImportReport.RefusedRow> send(byte[] lines, int messages) {
    for (int tries = 1; ; tries++) {
      Answer answer = client.call("POST", path, lines);
      if (answer.status() != 503 || tries == MOST_TRIES) {
        return Importer.refusedIn(Client.checked(answer));
      }
      pause(answer.headers());
    }
  }

  /** The server has no room now and says when it will. */
  private static void pause(Map<String, String> headers) {
    String seconds =
        headers.entrySet().stream()
            .filter(each -> each.getKey().equalsIgnoreCase("Retry-After"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("1");
    try {
      long wait = Math.clamp(Long.parseLong(seconds), 1, LONGEST_WAIT_SECONDS);
      Thread.sleep(Duration.ofSeconds(wait));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.environment("interrupted");
    } catch (NumberFormatException e) {
      throw Failure.environment("the server answered Retry-After: " + seconds);
    }
  }
}
