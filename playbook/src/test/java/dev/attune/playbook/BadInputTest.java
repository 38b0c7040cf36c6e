package dev.attune.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is asked of the reader, it says no within a second, with line and reason. */
class BadInputTest {
  private static final double MOST_SECONDS = 1;

  /** The first may find Java still warming up, or the machine busy. */
  private static final int TRIES = 4;

  @BeforeAll
  static void warmUp() {
    for (int i = 0; i < 20; i++) {
      new PlaybookReader().read(Playbooks.starterText());
    }
  }

  @ParameterizedTest
  @EnumSource(BadInput.class)
  void refusesWithALineAndAReason(BadInput input) {
    Checked checked = read(input.name(), input.text());

    assertThat(checked instanceof Checked.Refused).as("refused").isTrue();
    for (Problem problem : ((Checked.Refused) checked).problems()) {
      assertThat(problem.line()).isPositive();
      assertThat(problem.column()).isPositive();
      assertThat(problem.message()).isNotBlank().hasSizeLessThan(1_000);
      assertThat(problem.rendered()).hasSizeLessThan(3_000);
      assertThat(problem.rendered()).doesNotContain("\u0000", "\u202E");
    }
  }

  @Test
  void readsAsMuchAsFits() {
    Checked checked = read("AS_MUCH_AS_FITS", BadInput.asMuchAsFits());

    assertThat(checked instanceof Checked.Accepted).as("accepted").isTrue();
    assertThat(Sentences.of(((Checked.Accepted) checked).playbook())).hasSizeGreaterThan(4_000);
  }

  private static Checked read(String name, String text) {
    Checked checked;
    double seconds;
    int tries = 0;
    do {
      long began = cpuNanos();
      checked = new PlaybookReader().read(text);
      seconds = (cpuNanos() - began) / 1e9;
    } while (seconds >= MOST_SECONDS && ++tries < TRIES);
    String told =
        checked instanceof Checked.Refused refused
            ? refused.problems().getFirst().message()
            : "accepted";
    System.out.printf(
        "%-42s %.3f s  %s%n", name, seconds, told.substring(0, Math.min(110, told.length())));
    assertThat(seconds).isLessThan(MOST_SECONDS);
    return checked;
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
