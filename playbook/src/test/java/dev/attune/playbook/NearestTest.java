package dev.attune.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  private static final List<String> KNOWN = List.of("rides30", "rides180", "spend90", "lastOrder");

  @ParameterizedTest
  @CsvSource({
    "ride30, rides30",
    "ridse30, rides30",
    "rides-30, rides30",
    "Rides30, rides30",
    "rides_180, rides180",
    "last-order, lastOrder",
    "spent90, spend90",
  })
  void findsWhatWasMeant(String name, String meant) {
    assertThat(Nearest.to(name, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"fare", "x", "ri", "lastCancelled"})
  void findsNothingFarAway(String name) {
    assertThat(Nearest.to(name, KNOWN)).isEmpty();
  }

  @Test
  void takesTheNearestOfMany() {
    assertThat(Nearest.to("rides31", List.of("rides40", "rides30", "rides3"))).contains("rides30");
    assertThat(Nearest.to("anything", List.of())).isEmpty();
  }
}
