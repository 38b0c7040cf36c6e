package dev.attune.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.customer.Data;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the tests of the libraries that others send with have in common. */
final class Conformance {
  /** One call of each kind. */
  static final List<String> EACH_ONCE =
      List.of("alias", "group", "identify", "page", "screen", "track");

  private Conformance() {}

  /** Installs the pinned libraries once for each build; skips the test where there is no npm. */
  static Path packages() {
    Tool npm = Tool.named("npm");
    assumeTrue(
        npm.isThere() && Tool.named("node").isThere(),
        "needs Node.js with npm: apt-get install nodejs npm");
    Path directory = Checkout.target().resolve("npm");
    Resources.copy("package.json", directory);
    Path lock = Resources.copy("package-lock.json", directory);
    Path done = directory.resolve("installed.json");
    if (!isSame(lock, done)) {
      // Not ci: it refuses a lock without the parts that are for other machines only.
      String[] install = {"install", "--ignore-scripts", "--no-audit", "--no-fund"};
      npm.run(directory, Map.of("CI", "true"), install);
      try {
        Files.write(done, Files.readAllBytes(Resources.copy("package-lock.json", directory)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return directory;
  }

  private static boolean isSame(Path lock, Path done) {
    try {
      return Files.exists(done) && Files.mismatch(lock, done) < 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every call came in, and no call came in twice. */
  static void eachOnce(ServerProcess server, String user) {
    Eventually.within(
        Duration.ofSeconds(30),
        () -> kinds(server, user).size() >= EACH_ONCE.size(),
        () -> user + " has only " + kinds(server, user));
    server.settle();
    assertThat(kinds(server, user)).as(user).isEqualTo(EACH_ONCE);
    assertThat(server.get("/api/rejects").list("rejects")).isEmpty();
  }

  private static List<String> kinds(ServerProcess server, String user) {
    String path = "/api/customers/user:" + user;
    if (server.get(path).status() == 404) {
      return List.of();
    }
    return server.all(path + "/timeline", "signals").stream()
        .map((Data signal) -> String.valueOf(signal.text("kind")))
        .sorted()
        .toList();
  }
}
