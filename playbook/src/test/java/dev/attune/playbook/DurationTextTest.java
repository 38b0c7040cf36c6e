package dev.attune.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "30d, PT720H",
    "2h, PT2H",
    "15m, PT15M",
    "90s, PT90S",
    "500ms, PT0.5S",
    "1d12h, PT36H",
    "1d2h3m4s5ms, PT26H3M4.005S",
    "-3d, PT-72H",
    "0d, PT0S",
    "-0d, PT0S",
    "999999999d, PT23999999976H",
  })
  void readsDurations(String text, Duration duration) {
    assertThat(DurationText.parse(text)).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "3",
        "d",
        "3 d",
        "3D",
        "3days",
        "1h1d",
        "1h1h",
        "--3d",
        "+3d",
        "1.5h",
        "3d-2h",
        "1000000000d",
        "٣d",
        "1w"
      })
  void readsNothingElse(String text) {
    assertThat(DurationText.parse(text)).isEmpty();
  }
}
