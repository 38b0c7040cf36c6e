package dev.attune.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.engine.GestureView.State;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutoGraceTest {
  private static final String PLAYBOOK =
      """
      playbook: Auto
      zone: Europe/Berlin
      moments:
        lost-bag: { when: "signal.event == 'Bag Lost'", options: [kit, call], again-after: 0d }
        quiet: { after: Signed Up, without: Ride, for: 7d, settle: 60s, options: [kit] }
        silent: { when: "signal.event == 'Ping'" }
      options:
        call: { title: Call them, cost: 0 }
        kit: { title: A travel kit, cost: 10, does: { webhook: kits }, auto: true }
      trust:
        currency: EUR
        auto: { per-day: 25 }
      """;

  @TempDir Path directory;

  private Shop open() {
    Shop shop = new Shop(directory);
    shop.engine().adopt(PLAYBOOK, "kim");
    return shop;
  }

  private static List<GestureView> given(Shop shop) {
    return shop.engine().grace().gestures(Optional.empty(), 10).items();
  }

  @Test
  void givesByItselfOnceInsideItsBudget() {
    try (Shop shop = open()) {
      shop.track("ada", "Bag Lost").settle();

      GestureView kit = given(shop).getFirst();
      assertThat(kit.choice().by().isAuto()).isTrue();
      assertThat(kit.choice().what().option()).isEqualTo("kit");
      assertThat(kit.state()).isEqualTo(State.PROMISED);
      assertThat(kit.cost()).isEqualTo(BigDecimal.TEN);
      shop.track("ada", "Bag Lost").restart().settle();
      assertThat(given(shop)).as("once for each moment").hasSize(1);
      shop.track("bob", "Bag Lost").track("eve", "Bag Lost").track("ada", "Ping").settle();
      assertThat(given(shop)).as("its budget covers two").hasSize(2);
      shop.later(Duration.ofDays(1)).track("kay", "Bag Lost").settle();
      assertThat(given(shop)).hasSize(3);
    }
  }

  @Test
  void waitsUntilWhatTimeAloneOpenedHasSettled() {
    try (Shop shop = open()) {
      shop.track("ada", "Signed Up").track("bob", "Signed Up").later(Duration.ofDays(7));
      assertThat(shop.open()).hasSize(2);
      shop.later(Duration.ofSeconds(59));
      assertThat(given(shop)).isEmpty();
      shop.trackAt(Shop.MORNING.plus(Duration.ofDays(2)), "bob", "Ride").settle();

      shop.later(Duration.ofSeconds(1));

      assertThat(given(shop))
          .singleElement()
          .satisfies(kit -> assertThat(kit.customer().value()).isEqualTo("ada"));
    }
  }

  @Test
  void givesNothingForWhatIsFoundLate() {
    try (Shop shop = open()) {
      shop.later(Duration.ofDays(1));
      shop.trackAt(shop.now().minus(Duration.ofHours(2)), "ada", "Bag Lost").settle();

      assertThat(shop.open()).hasSize(1);
      assertThat(given(shop)).isEmpty();
    }
  }

  @Test
  void stopsAtOnceWhenItIsTold() {
    try (Shop shop = open()) {
      assertThat(shop.engine().grace().isAuto()).isTrue();
      shop.engine().grace().auto(false);
      shop.track("ada", "Bag Lost").settle();
      assertThat(given(shop)).isEmpty();
      assertThat(shop.restart().engine().grace().isAuto()).isFalse();

      shop.engine().grace().auto(true);
      shop.track("bob", "Bag Lost").settle();

      assertThat(given(shop)).hasSize(1);
    }
  }
}
