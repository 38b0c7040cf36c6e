package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void saysHowFarHowFastAndHowLongStill() {
    assertThat(Progress.line(50_000, 0.25, Duration.ofSeconds(10), "rows"))
        .isEqualTo(" 25 %  50,000 rows, 5,000/s, 30 s left");
    assertThat(Progress.line(1, 0.01, Duration.ofSeconds(10), "rows")).endsWith("16 min 30 s left");
    assertThat(Progress.line(7, -1, Duration.ofSeconds(7), "signals")).isEqualTo("7 signals, 1/s");
  }
}
