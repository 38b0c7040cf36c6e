package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class UnseenTest {
  @Test
  void countsLetters() {
    assertThat(Unseen.distance("Ride Completed", "ride complete")).isEqualTo(1);
    assertThat(Unseen.distance("", "abc")).isEqualTo(3);
    assertThat(Unseen.distance("kitten", "sitting")).isEqualTo(3);
  }

  @Property
  boolean isTheSameBothWays(@ForAll String first, @ForAll String second) {
    return Unseen.distance(first, second) == Unseen.distance(second, first);
  }
}
