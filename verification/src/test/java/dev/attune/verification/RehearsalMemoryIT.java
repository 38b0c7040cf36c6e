package dev.attune.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A rehearsal goes through twenty times as much in the same memory. */
class RehearsalMemoryIT {
  private static final int CUSTOMERS = Boolean.getBoolean("attune.long") ? 10_000 : 1_000;
  private static final int EACH = 5;
  private static final long MORE_KILOBYTES = 8 * 1024;
  private static final Pattern SAID = Pattern.compile("heard (\\d+) live (\\d+)");

  @Test
  @EnabledIfSystemProperty(named = "attune.long", matches = "true")
  void needsNoMoreMemoryForALongerHistory(@TempDir Path directory)
      throws IOException, InterruptedException, URISyntaxException {
    Path own =
        Path.of(RehearsedHistory.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                own + File.pathSeparator + Checkout.serverClassPath(),
                RehearsedHistory.class.getName(),
                directory.resolve("data").toString(),
                Integer.toString(CUSTOMERS),
                Integer.toString(EACH))
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    List<MatchResult> results = SAID.matcher(said).results().toList();
    assertThat(results).as(said).hasSize(2);
    assertThat(number(results.getFirst(), 1)).isEqualTo((long) CUSTOMERS * EACH);
    assertThat(number(results.getLast(), 1)).isEqualTo(21L * CUSTOMERS * EACH);
    assertThat(number(results.getLast(), 2))
        .as(said)
        .isLessThan(number(results.getFirst(), 2) + MORE_KILOBYTES);
    System.out.print("rehearsed: " + said);
  }

  private static long number(MatchResult result, int group) {
    return Long.parseLong(result.group(group));
  }
}
