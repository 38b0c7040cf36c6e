package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PatienceTest {
  @Test
  void endsAReadThatTakesTooLong() {
    CountDownLatch never = new CountDownLatch(1);
    try (Patience patience = new Patience(Duration.ofMillis(50))) {
      assertThatThrownBy(() ->
              patience.read(() -> {
                try {
                  never.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                return new byte[0];
              }))
          .isInstanceOfSatisfying(
              Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(408));
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }

  @Test
  void letsOthersBe() {
    try (Patience patience = new Patience(Duration.ofSeconds(10))) {
      assertThat(patience.read(() -> new byte[] {1})).containsExactly(1);
      assertThatThrownBy(() ->
              patience.read(() -> {
                throw Refusal.tooLarge("much");
              }))
          .hasMessage("much");
    }
  }
}
