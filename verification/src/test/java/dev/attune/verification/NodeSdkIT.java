package dev.attune.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Segment's and RudderStack's libraries for Node.js, as npm has them, against the running server.
 */
class NodeSdkIT {
  @TempDir private static Path directory;

  private static ServerProcess server = ServerProcess.on(Path.of(""));
  private static Path packages = Path.of("");
  private static String key = "";

  @BeforeAll
  static void start() {
    packages = Conformance.packages();
    Resources.copy("sdk.cjs", packages);
    server = ServerProcess.on(directory.resolve("data")).start();
    key = server.addSource("node", "server");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "@segment/analytics-node, NO_ROOM, 0",
    "@segment/analytics-node, NO_ROOM, 1",
    "@segment/analytics-node, NO_ROOM, 2",
    "@segment/analytics-node, ANSWER_LOST, 1",
    "analytics-node, NO_ROOM, 0",
    "analytics-node, NO_ROOM, 1",
    "analytics-node, NO_ROOM, 2",
    "@rudderstack/rudder-sdk-node, NO_ROOM, 0",
    "@rudderstack/rudder-sdk-node, NO_ROOM, 2",
    "@rudderstack/rudder-sdk-node, ANSWER_LOST, 1",
  })
  void landsOnce(String library, Gate.First first, int times) {
    String user = "%s-%s-%d".formatted(library.replaceAll("[^a-z]", ""), first, times);
    try (Gate gate = new Gate(server, first, times)) {
      Tool.named("node").run(packages, "sdk.cjs", library, gate.url(), key, user);
      assertThat(gate.turnedAway()).isEqualTo(times);
    }
    Conformance.eachOnce(server, user);
  }
}
