package dev.attune.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** All that is known to be tried on a server, tried on the running program. */
class SecurityBenchTest {
  @Test
  void letsNothingThrough() throws Exception {
    Tries tries = SecurityBench.attack();

    assertThat(tries.letThrough()).isEmpty();
    assertThat(tries.count()).isGreaterThan(1_000);
  }
}
