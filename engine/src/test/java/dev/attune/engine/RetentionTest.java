package dev.attune.engine;

import static dev.attune.engine.Shop.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.step.Step;
import dev.attune.wire.StoredSignal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of everything that rested on signals when they are removed. */
class RetentionTest {
  private static final String PLAYBOOK =
      """
      playbook: Kept
      retain: 60d
      protected: [plan]
      goals:
        again: { starts: Order, attained: Order, within: 20d }
      facts:
        orders: { count: Order }
        orders30: { count: Order, within: 30d }
        spent: { sum: Order, of: properties.total }
        least: { min: Order, of: properties.total }
        mean: { mean: Order, of: properties.total }
        first: { first: Order }
        city: { latest: Order, of: properties.city }
        cities: { distinct: Order, of: properties.city }
        byCity: { count: Order, per: properties.city }
        weeks: { streak: Order, by: week }
      segments:
        regulars: facts.orders >= 3
      moments:
        lapsing: { before: traits.warrantyEnds, by: 3d }
        gone-quiet: { becomes: facts.orders > 0 && facts.orders30 == 0 }
      """;

  private static final Duration WEEK = Duration.ofDays(7);

  @TempDir Path directory;

  private Shop open() {
    Shop shop = new Shop(directory);
    shop.engine().adopt(PLAYBOOK, "kim");
    return shop;
  }

  /** Five weeks of orders, and then nothing for so many days. */
  private Shop afterOrders(int days) {
    Shop shop = open();
    for (int i = 1; i <= 5; i++) {
      order(shop, "ada", i);
      shop.later(WEEK);
    }
    return shop.later(Duration.ofDays(days));
  }

  private static void order(Shop shop, String user, int total) {
    shop.track(user, "Order", "total", total, "city", total % 2 == 0 ? "Rome" : "Oslo");
  }

  private static boolean isAnywhere(Shop shop, Family family, String text) {
    try (Scan scan = shop.engine().source().scan(family, new byte[0], new byte[] {(byte) 0xFF})) {
      while (scan.next()) {
        if (new String(scan.value(), StandardCharsets.UTF_8).contains(text)) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<StoredSignal> timeline(Shop shop, String user) {
    return shop.engine().timeline(Id.user(user), Optional.empty(), 100).items();
  }

  @Test
  void removesSignalsAndKeepsWhatTheyMeant() {
    try (Shop shop = open()) {
      shop.track("ada", "Order", "total", 5, "city", "Oslo", "note", "unforgettable");
      shop.later(WEEK).track("ada", "Order", "total", 7, "city", "Rome").later(WEEK);
      order(shop, "ada", 4);
      shop.later(Duration.ofDays(30));
      assertThat(isAnywhere(shop, Family.TIMELINES, "unforgettable")).isTrue();
      Map<String, @Nullable Object> before = shop.customer("ada").facts();

      shop.later(Duration.ofDays(40));

      assertThat(isAnywhere(shop, Family.TIMELINES, "unforgettable")).isFalse();
      assertThat(isAnywhere(shop, Family.BASES, "unforgettable")).isFalse();
      assertThat(timeline(shop, "ada")).isEmpty();
      assertThat(shop.engine().customer(Id.user("ada")).orElseThrow().completeFrom()).isEmpty();
      CustomerView ada = shop.restart().customer("ada");
      assertThat(ada.facts())
          .containsEntry("orders", 3L)
          .containsEntry("spent", 16.0)
          .containsEntry("first", MORNING)
          .containsEntry("byCity", Map.of("Oslo", 1L, "Rome", 2L));
      for (String fact : List.of("orders", "spent", "least", "mean", "city", "cities", "byCity")) {
        assertThat(ada.facts().get(fact)).as(fact).isEqualTo(before.get(fact));
      }
      assertThat(ada.segments())
          .containsExactly(Map.entry("regulars", MORNING.plus(WEEK.multipliedBy(2))));
    }
  }

  @Test
  void goesOnFromWhatTheyMeant() {
    try (Shop shop = afterOrders(45)) {
      assertThat(timeline(shop, "ada")).hasSizeLessThan(5);
      order(shop, "ada", 10);
      shop.trackAt(
          shop.now().minus(Duration.ofDays(2)), "ada", "Order", "total", 1, "city", "Rome");
      shop.settle();

      assertThat(shop.customer("ada").facts())
          .containsEntry("orders", 7L)
          .containsEntry("spent", 26.0)
          .containsEntry("city", "Rome")
          .containsEntry("cities", 2L)
          .containsEntry("orders30", 2L);
      assertThat(shop.customer("ada").segments())
          .containsExactly(Map.entry("regulars", MORNING.plus(WEEK.multipliedBy(2))));
      assertThat(shop.customer("ada").goals().getFirst().attained()).isEqualTo(5);
      assertThat(shop.customer("ada").goals().getFirst().missed()).isEqualTo(1);
    }
  }

  @Test
  void refusesWhatComesFromBeforeTheCut() {
    try (Shop shop = afterOrders(45)) {
      Instant cut = shop.engine().progress().completeFrom().orElseThrow();

      shop.trackAt(cut.minusMillis(1), "ada", "Order", "total", 100).settle();
      shop.trackAt(cut, "ada", "Order", "total", 1000).settle();

      assertThat(shop.customer("ada").facts()).containsEntry("spent", 1015.0);
      KeptReject reject = shop.engine().rejects(Optional.empty(), 10).items().getFirst();
      assertThat(reject.reject().reason()).isEqualTo("too-old");
      assertThat(reject.reject().message())
          .isEqualTo(
              "it happened at %s; signals from before %s are removed, so it can no longer be counted"
                  .formatted(cut.minusMillis(1), cut));
      assertThat(shop.engine().rejectCounts())
          .containsExactly(new RejectCount("shop", "too-old", 1));
    }
  }

  @Test
  void neitherOpensAgainNorWithdrawsWhatWasSaidBefore() {
    try (Shop shop = afterOrders(0)) {
      shop.later(Duration.ofDays(24));
      MomentView quiet = shop.open().getFirst();
      assertThat(quiet.rule()).isEqualTo("gone-quiet");
      StoredSignal taken =
          shop.signal(
              "ada",
              null,
              shop.now(),
              new Content.Handled(quiet.id(), Content.Handled.Act.TAKE, "kim", null));
      shop.send(taken).later(Duration.ofDays(90));
      assertThat(timeline(shop, "ada")).isEmpty();
      long told = shop.engine().effects(0, 1_000).size();

      shop.trackAt(shop.now().minus(Duration.ofDays(1)), "ada", "Hello").settle();
      shop.track("ada", "Hello").settle();

      assertThat(shop.engine().effects(0, 1_000)).hasSize((int) told);
      MomentView still = shop.engine().moment(quiet.id()).orElseThrow();
      assertThat(still.takenBy()).isEqualTo("kim");
      assertThat(still.withdrawn()).isNull();
      assertThat(shop.open()).isEmpty();
    }
  }

  @Test
  void noticesADateThatWasStatedLongAgo() {
    try (Shop shop = open()) {
      shop.identify("ada", null, "warrantyEnds", "2027-03-01", "plan", "pro");
      shop.later(Duration.ofDays(100)).restart();
      assertThat(timeline(shop, "ada")).isEmpty();
      assertThat(shop.customer("ada").traits())
          .isEqualTo(Data.of("warrantyEnds", "2027-03-01", "plan", "pro"));

      shop.later(
          Duration.between(shop.now(), Instant.parse("2027-02-26T00:00:00Z")).minusMillis(1));
      assertThat(shop.open()).isEmpty();
      shop.later(Duration.ofMillis(1));

      assertThat(shop.open()).extracting(MomentView::rule).containsExactly("lapsing");
    }
  }

  @Test
  void joinsAndPartsWhatWasRemoved() {
    try (Shop shop = open()) {
      order(shop, "ada", 1);
      order(shop, "bob", 2);
      shop.later(WEEK);
      order(shop, "bob", 4);
      shop.later(Duration.ofDays(100));
      assertThat(timeline(shop, "bob")).isEmpty();

      shop.send(word(shop, Content.Corrected.Verdict.SAME)).settle();

      assertThat(shop.customer("bob").id()).isEqualTo(Id.user("ada"));
      assertThat(shop.customer("bob").facts())
          .containsEntry("orders", 3L)
          .containsEntry("spent", 7.0)
          .containsEntry("byCity", Map.of("Oslo", 1L, "Rome", 2L))
          .containsEntry("first", MORNING);
      assertThat(shop.customer("bob").segments()).containsOnlyKeys("regulars");

      shop.later(Duration.ofDays(1)).send(word(shop, Content.Corrected.Verdict.DIFFERENT)).settle();

      assertThat(shop.customer("ada").facts()).containsEntry("spent", 1.0);
      assertThat(shop.customer("bob").facts()).containsEntry("spent", 6.0);
      assertThat(shop.customer("bob").segments()).isEmpty();
    }
  }

  private static StoredSignal word(Shop shop, Content.Corrected.Verdict verdict) {
    Content word = new Content.Corrected(Id.user("ada"), Id.user("bob"), verdict, "lea");
    return shop.signal("ada", null, shop.now(), word);
  }

  @Test
  void remembersWhoseADeviceWas() {
    try (Shop shop = open()) {
      shop.visit("phone", "Order");
      shop.identify("ada", "phone", "name", "Ada").later(Duration.ofDays(100));
      assertThat(shop.engine().customer(Id.anonymous("phone")).orElseThrow().id())
          .isEqualTo(Id.user("ada"));

      shop.visit("phone", "Order").settle();

      assertThat(shop.customer("ada").facts()).containsEntry("orders", 2L);
      assertThat(shop.engine().progress().customers()).isEqualTo(1);
    }
  }

  @Test
  void joinsADevicesRemovedPastWhenItLearnsWhoItIs() {
    try (Shop shop = open()) {
      shop.visit("phone", "Order").later(Duration.ofDays(100));
      shop.identify("ada", "phone", "name", "Ada").settle();

      assertThat(shop.customer("ada").facts()).containsEntry("orders", 1L);
      assertThat(shop.engine().progress().customers()).isEqualTo(1);
    }
  }

  @Test
  void saysFromWhenOnANewFactIsComplete() {
    try (Shop shop = afterOrders(45)) {
      Instant cut = shop.engine().progress().completeFrom().orElseThrow();
      String more =
          PLAYBOOK.replace("facts:", "facts:\n  most: { max: Order, of: properties.total }");

      shop.engine()
          .adopt(more.replace("  orders:", "  all:").replace("facts.orders ", "facts.all "), "kim");
      shop.settle();

      CustomerView ada = shop.customer("ada");
      assertThat(ada.completeFrom()).containsExactly(Map.entry("most", cut));
      assertThat(ada.facts()).containsEntry("all", 5L).containsEntry("spent", 15.0);
      assertThat(ada.segments()).containsOnlyKeys("regulars");
    }
  }

  @Test
  void saysThatALongerWindowIsNotWholeYet() {
    try (Shop shop = afterOrders(45)) {
      Instant cut = shop.engine().progress().completeFrom().orElseThrow();
      shop.engine().adopt(PLAYBOOK.replace("60d", "400d").replace("30d", "300d"), "kim");
      shop.settle();
      assertThat(shop.customer("ada").completeFrom()).containsExactly(Map.entry("orders30", cut));

      shop.later(Duration.ofDays(250));

      assertThat(shop.engine().progress().completeFrom()).contains(cut);
      assertThat(shop.customer("ada").completeFrom()).isEmpty();
      assertThat(shop.customer("ada").facts()).containsEntry("orders", 5L);
    }
  }

  @Test
  void removesNothingOnTheDayOfAnAdoption() {
    try (Shop shop = open()) {
      order(shop, "ada", 1);
      shop.engine().adopt(PLAYBOOK.replace("retain: 60d\n", ""), "kim");
      shop.later(Duration.ofDays(100));
      shop.engine().adopt(PLAYBOOK, "kim");

      shop.later(Duration.ofDays(1).minusMillis(1));
      assertThat(timeline(shop, "ada")).hasSize(1);

      shop.later(Duration.ofMillis(1));
      assertThat(timeline(shop, "ada")).isEmpty();
    }
  }

  @Test
  void neverRemovesWhatACustomerAllowed() {
    try (Shop shop = open()) {
      shop.send(
          shop.signal(
              "ada", null, shop.now(), new Content.Consent(Content.Consent.Purpose.SERVE, true)));
      order(shop, "ada", 1);
      shop.later(Duration.ofDays(100));
      order(shop, "ada", 2);
      shop.later(Duration.ofDays(100));

      assertThat(timeline(shop, "ada"))
          .extracting(signal -> signal.kind().word())
          .containsExactly("consent");
      assertThat(shop.customer("ada").facts()).containsEntry("spent", 3.0);
    }
  }

  @Test
  void keepsWhoIsSetAsideAndTakesThemBackWithEverything() {
    try (Shop shop = open()) {
      StoredSignal[] many = new StoredSignal[Step.DEFAULT_LIMIT + 1];
      for (int i = 0; i < many.length; i++) {
        Content ride = new Content.Track("Order", Data.of("total", 1, "city", "Oslo"));
        many[i] = shop.signal("bot", null, MORNING.plusMillis(i), ride);
      }
      shop.later(Duration.ofHours(1)).send(many).settle();
      assertThat(shop.customer("bot").setAside()).isTrue();

      shop.later(Duration.ofDays(100));
      assertThat(timeline(shop, "bot")).isEmpty();
      shop.trackAt(shop.now().minus(Duration.ofDays(1)), "bot", "Order", "total", 1).settle();
      assertThat(shop.customer("bot").setAside()).isTrue();

      Content raised = new Content.Raised(50_000, "kim", "a shop's till");
      shop.send(shop.signal("bot", null, shop.now(), raised)).settle();

      assertThat(shop.customer("bot").setAside()).isFalse();
      assertThat(shop.customer("bot").facts())
          .containsEntry("orders", many.length + 1L)
          .containsEntry("orders30", 1L);
    }
  }

  @Test
  void rehearsesFromWhatTheyMeant() {
    try (Shop shop = afterOrders(45)) {
      order(shop, "ada", 10);
      shop.later(Duration.ofDays(1));
      Instant cut = shop.engine().progress().completeFrom().orElseThrow();
      String more = PLAYBOOK + "  sixth: { when: signal.event == 'Order' && facts.orders == 6 }\n";
      RehearsalQuery query =
          new RehearsalQuery(more, "kim", MORNING, Optional.empty(), OptionalInt.empty(), 10);
      String id = shop.engine().rehearsals().start(query).id();
      Shop.eventually(() -> shop.engine().rehearsals().find(id).orElseThrow().state().isOver());

      Rehearsed result = shop.engine().rehearsals().find(id).orElseThrow().result().orElseThrow();

      assertThat(result.completeFrom()).contains(cut.plus(Duration.ofDays(30)));
      assertThat(result.historyFrom()).contains(cut);
      assertThat(result.moments().getLast().count()).isEqualTo(1);
      assertThat(result.segments().getFirst().members()).isEqualTo(1);
    }
  }

  @Test
  void isWhole() {
    try (Shop shop = afterOrders(45)) {
      shop.settle();
    }
    assertThat(DataDirectory.verify(directory, what -> {})).isEmpty();
  }
}
