package dev.attune.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ShareTest {
  private static final double ROUNDING = 1e-12;

  @Test
  void knowsTheIntervalsOfTheTextbook() {
    // Wilson's interval of 8 out of 10, and of 45 out of 100, as statistics packages print them.
    assertThat(new Share(10, 8).low()).isEqualTo(0.4901625, within(1e-6));
    assertThat(new Share(10, 8).high()).isEqualTo(0.9433178, within(1e-6));
    assertThat(new Share(100, 45).low()).isEqualTo(0.3561454, within(1e-6));
    assertThat(new Share(100, 45).high()).isEqualTo(0.5475540, within(1e-6));
  }

  @Test
  void knowsNothingOfNone() {
    assertThat(new Share(0, 0).low()).isZero();
    assertThat(new Share(0, 0).high()).isOne();
  }

  @Test
  void staysBetweenNoneAndAll() {
    for (int of = 1; of < 60; of++) {
      for (int count = 0; count <= of; count++) {
        Share share = new Share(of, count);
        assertThat(share.low()).isBetween(0.0, share.value() + ROUNDING);
        assertThat(share.high()).isBetween(share.value() - ROUNDING, 1.0);
      }
    }
  }
}
