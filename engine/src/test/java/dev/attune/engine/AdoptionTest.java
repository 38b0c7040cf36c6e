package dev.attune.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Cause;
import dev.attune.customer.Change;
import dev.attune.customer.Id;
import dev.attune.playbook.Role;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an adoption does to those who are there: as little as it can, and all of it. */
class AdoptionTest {
  private static final String BUYERS =
      Shop.PLAYBOOK.replace("segments:\n", "segments:\n  buyers: facts.orders30 >= 1\n");

  @TempDir private Path directory;

  @Test
  void gathersWhoIsInANewSegmentAsOneEffect() {
    try (Shop shop = Shop.open(directory)) {
      for (int i = 0; i < 50; i++) {
        shop.track("u" + i, i % 2 == 0 ? "Order Completed" : "Viewed");
      }
      shop.later(Duration.ofHours(1));
      Instant line = shop.now();
      shop.engine().adopt(BUYERS, "kim");
      shop.settle();

      assertThat(shop.engine().members("buyers", Optional.empty(), 100).items())
          .hasSize(25)
          .allSatisfy(member -> assertThat(member.since()).isEqualTo(line));
      assertThat(shop.engine().segments())
          .anySatisfy(segment -> {
            assertThat(segment.name()).isEqualTo("buyers");
            assertThat(segment.size()).isEqualTo(25);
            assertThat(segment.complete()).isTrue();
          });
      Shop.eventually(() -> !gathered(shop).isEmpty());
      RecordedEffect told = gathered(shop).getFirst();
      assertThat(told.customer()).isNull();
      assertThat(told.effect().change()).isEqualTo(new Change.Gathered("buyers", 25, 0));
      assertThat(told.effect().cause()).isEqualTo(new Cause.ByAdoption(line, 2));
      assertThat(shop.engine().effects(0, 1_000))
          .noneMatch(each -> each.effect().change().equals(new Change.Entered("buyers")));
      assertThat(shop.engine().transitions("buyers", Optional.empty(), 10).items()).isEmpty();
      assertThat(shop.customer("u0").segments()).containsEntry("buyers", line);
    }
  }

  @Test
  @Timeout(60)
  void adoptsSegmentsThatBuildDeepOnEachOther() {
    StringBuilder text = new StringBuilder("playbook: Deep\nsegments:\n");
    text.append("  s0: traits.plan == 'gold'\n  s1: traits.plan == 'team'\n");
    for (int i = 2; i < 400; i++) {
      text.append("  s%d: \"'s%d' in segments || 's%d' in segments\"\n".formatted(i, i - 1, i - 2));
    }
    try (Shop shop = Shop.open(directory)) {
      shop.identify("ana", null, "plan", "gold").later(Duration.ofHours(1));
      Instant line = shop.now();
      shop.engine().adopt(text.toString(), "kim");
      shop.settle();
      assertThat(shop.customer("ana").segments()).hasSize(399).containsEntry("s399", line);

      shop.later(Duration.ofHours(1));
      Instant next = shop.now();
      shop.engine().adopt(text.toString().replace("'team'", "'club'"), "kim");
      shop.settle();
      assertThat(shop.customer("ana").segments())
          .containsEntry("s0", line)
          .containsEntry("s2", next)
          .containsEntry("s399", next);
    }
  }

  @Test
  void holdsForEverybodyOnceWhoAdoptsIsTold() {
    try (Shop shop = Shop.open(directory)) {
      for (int i = 0; i < 150; i++) {
        shop.passUnseen(Duration.ofMillis(1));
        int day = i + 1;
        String budget = "trust: { currency: EUR, front-line: { per-day: %d } }".formatted(day);

        shop.engine().adopt("playbook: Budgets\n" + budget, "kim");

        assertThat(
                shop.engine()
                    .grace()
                    .course(Optional.of(Role.FRONT_LINE), Optional.empty(), shop.now()))
            .last()
            .satisfies(set ->
                assertThat(set.budget().orElseThrow().perDay()).contains(BigDecimal.valueOf(day)));
      }
    }
  }

  @Test
  void leavesRecordsAloneUntilSomethingHappens() {
    try (Shop shop = Shop.open(directory)) {
      shop.track("ana", "Order Completed").track("ben", "Order Completed");
      shop.later(Duration.ofHours(1));
      shop.engine().adopt(BUYERS, "kim");
      shop.settle();

      assertThat(version(shop, "ana")).isEqualTo(1);
      shop.track("ana", "Order Completed").settle();
      assertThat(version(shop, "ana")).isEqualTo(2);
      assertThat(version(shop, "ben")).isEqualTo(1);
      assertThat(shop.customer("ana").segments()).containsOnlyKeys("buyers", "regulars");
    }
  }

  @Test
  void noticesTimePassingOfWhomItTookOverQuietly() {
    try (Shop shop = Shop.open(directory)) {
      Instant ordered = shop.now();
      shop.track("ana", "Order Completed");
      shop.later(Duration.ofDays(3));
      shop.engine().adopt(BUYERS, "kim");
      shop.settle();
      shop.restart();
      shop.later(Duration.ofDays(27).minusMillis(1));
      assertThat(shop.customer("ana").segments()).containsKey("buyers");
      assertThat(shop.engine().members("buyers", Optional.empty(), 9).items()).hasSize(1);
      shop.later(Duration.ofMillis(1));

      assertThat(shop.engine().members("buyers", Optional.empty(), 9).items()).isEmpty();
      assertThat(shop.engine().transitions("buyers", Optional.empty(), 9).items())
          .singleElement()
          .satisfies(left -> {
            assertThat(left.entered()).isFalse();
            assertThat(left.at()).isEqualTo(ordered.plus(Duration.ofDays(30)));
          });
    }
  }

  @Test
  void tellsWhenASegmentChangesAndEnds() {
    try (Shop shop = Shop.open(directory)) {
      shop.track("ana", "Order Completed").track("ana", "Order Completed");
      shop.track("ben", "Order Completed");
      shop.later(Duration.ofHours(1));
      shop.engine().adopt(Shop.PLAYBOOK.replace("orders30 >= 2", "orders30 >= 1"), "kim");
      shop.settle().later(Duration.ofHours(1));
      shop.engine().adopt(Shop.PLAYBOOK.replace("regulars:", "steady:"), "kim");
      shop.settle();

      Shop.eventually(() -> gathered(shop).size() == 3);
      assertThat(gathered(shop))
          .extracting(told -> told.effect().change())
          .containsExactly(
              new Change.Gathered("regulars", 2, 1),
              new Change.Gathered("regulars", 0, 2),
              new Change.Gathered("steady", 1, 0));
    }
  }

  @Test
  void keepsSinceWhenASegmentThatStaysTheSame() {
    try (Shop shop = Shop.open(directory)) {
      shop.later(Duration.ofHours(1)).track("ana", "Order Completed");
      Instant entered = shop.later(Duration.ofHours(1)).now();
      shop.track("ana", "Order Completed").later(Duration.ofHours(1));
      shop.engine().adopt(BUYERS, "kim");
      shop.settle();
      assertThat(shop.customer("ana").segments()).containsEntry("regulars", entered);
      shop.later(Duration.ofHours(1));
      // A late signal folds her anew, from her first signal on.
      shop.trackAt(entered.minusSeconds(5), "ana", "Viewed").settle();

      assertThat(shop.customer("ana").segments()).containsEntry("regulars", entered);
    }
  }

  @Test
  void adoptsAgainWhileCustomersAreStillBroughtToTheVersionBefore() {
    EngineConfig slow = EngineConfig.usual().withReserve(0).withFoldSignals(1);
    try (Shop shop = new Shop(directory, slow)) {
      shop.engine().adopt(Shop.PLAYBOOK, "kim");
      for (int i = 0; i < 300; i++) {
        shop.track("u" + i, "Order Completed");
      }
      for (String name : List.of("one", "two", "three")) {
        shop.later(Duration.ofSeconds(1));
        shop.engine()
            .adopt(
                Shop.PLAYBOOK.replace(
                    "regulars: facts.orders30 >= 2", name + ": facts.orders30 >= 1"),
                name);
      }
      shop.settle();

      assertThat(shop.engine().members("three", Optional.empty(), 1_000).items()).hasSize(300);
      assertThat(shop.engine().versions()).hasSize(4);
    }
  }

  private static List<RecordedEffect> gathered(Shop shop) {
    return shop.engine().effects(0, 10_000).stream()
        .filter(told -> told.effect().change() instanceof Change.Gathered)
        .toList();
  }

  private static int version(Shop shop, String user) {
    byte[] bytes = shop.engine().source().get(Family.CUSTOMERS, Keys.id(Id.user(user)));
    return CustomerRecord.decode(Objects.requireNonNull(bytes)).customer().version();
  }
}
