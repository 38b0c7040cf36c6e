package dev.attune.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CloudEvents' own library for Node.js, as npm has it, against the running server. */
class CloudEventsSdkIT {
  private static final String USER = "reader of events";
  private static final int SENT = 6;

  @Test
  void landsOnceInEveryContentMode(@TempDir Path directory) {
    Path packages = Conformance.packages();
    Resources.copy("events.cjs", packages);
    try (ServerProcess server = ServerProcess.on(directory.resolve("data")).start()) {
      String key = server.addSource("events", "server");
      Tool.named("node").run(packages, "events.cjs", server.url(), key, USER);

      Eventually.within(
          Duration.ofSeconds(30),
          () -> signals(server).size() >= SENT,
          () -> "only " + signals(server));
      server.settle();
      List<Data> signals = signals(server);
      assertThat(signals).hasSize(SENT);
      assertThat(signals.stream().map(each -> object(object(each, "message"), "properties")))
          .containsExactlyInAnyOrder(
              Data.of("total", 1),
              Data.of("total", 2),
              Data.of("total", 3),
              Data.of("data", "h\u00e9llo"),
              Data.of("total", 5),
              Data.of("total", 6));
      assertThat(server.get("/api/rejects").list("rejects")).isEmpty();
    }
  }

  private static List<Data> signals(ServerProcess server) {
    String path = "/api/customers/user:reader%20of%20events";
    return server.get(path).status() == 404 ? List.of() : server.all(path + "/timeline", "signals");
  }

  private static Data object(Data data, String name) {
    return data.get(name) instanceof Data object ? object : Data.EMPTY;
  }
}
