package dev.attune.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Change;
import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.wire.StoredSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A live rule whose event has stopped says so. */
class EventWatchTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path directory;

  @Test
  void noticesTheInstantAtWhichAnEventIsTooLate() {
    try (Shop shop = Shop.open(directory)) {
      Instant last = ordersEveryHour(shop, 72);

      shop.later(Duration.between(shop.now(), last.plus(DAY)).minusMillis(1));
      assertThat(shop.engine().progress().stopped()).isEmpty();
      shop.later(Duration.ofMillis(1));

      assertThat(shop.engine().progress().stopped())
          .containsExactly(
              new StoppedEvent(
                  "Order Completed",
                  last,
                  last.plus(DAY),
                  HOUR,
                  List.of("regulars", "gone-quiet", "stuck")));
      RecordedEffect told = told(shop).getFirst();
      assertThat(told.effect().change()).isEqualTo(new Change.Stopped("Order Completed"));
      assertThat(told.effect().at()).isEqualTo(last.plus(DAY));
      assertThat(told.customer()).isNull();
      assertThat(told.foundLate()).isFalse();
      assertThat(told.effect().evidence().values())
          .isEqualTo(
              Data.of(
                  "event",
                  "Order Completed",
                  "meanGapSeconds",
                  3600.0,
                  "rules",
                  List.of("regulars", "gone-quiet", "stuck")));
      assertThat(told(shop)).hasSize(1);
    }
  }

  @Test
  void saysWhenItComesAgain() {
    try (Shop shop = Shop.open(directory)) {
      ordersEveryHour(shop, 72);
      shop.later(DAY.multipliedBy(3));
      String stop = told(shop).getFirst().effect().id();

      shop.track("ada", "Order Completed", "total", 5).settle();

      assertThat(shop.engine().progress().stopped()).isEmpty();
      assertThat(told(shop)).hasSize(2);
      assertThat(told(shop).getLast().effect().change())
          .isEqualTo(new Change.Resumed("Order Completed", stop));
      assertThat(told(shop).getLast().effect().at()).isEqualTo(shop.now());
    }
  }

  @Test
  void keepsQuietAboutEventsThatNoRuleReads() {
    try (Shop shop = Shop.open(directory)) {
      for (int i = 0; i < 72; i++) {
        shop.track("ada", "Newsletter Opened").later(HOUR);
      }
      shop.later(DAY.multipliedBy(9));

      assertThat(told(shop)).isEmpty();
    }
  }

  @Test
  void remembersOverARestartAndSaysItOnce() {
    try (Shop shop = Shop.open(directory)) {
      ordersEveryHour(shop, 72);
      shop.later(DAY);
      assertThat(shop.engine().progress().stopped()).hasSize(1);

      shop.restart().later(DAY);

      assertThat(shop.engine().progress().stopped()).hasSize(1);
      assertThat(told(shop)).hasSize(1);
    }
  }

  @Test
  void givesSendersAnHourAfterAHaltOfItsOwn() {
    try (Shop shop = Shop.open(directory)) {
      Instant last = ordersEveryHour(shop, 72);
      shop.engine().close();
      shop.passUnseen(DAY.multipliedBy(5));
      shop.restart().later(HOUR.minusMillis(1));
      assertThat(shop.engine().progress().stopped()).isEmpty();

      shop.later(Duration.ofMillis(1));

      assertThat(shop.engine().progress().stopped()).hasSize(1);
      assertThat(told(shop).getFirst().effect().at()).isEqualTo(last.plus(DAY));
      assertThat(told(shop).getFirst().foundLate()).isTrue();
    }
  }

  @Test
  void forgetsItWhenNoRuleReadsTheEventAnyMore() {
    try (Shop shop = Shop.open(directory)) {
      ordersEveryHour(shop, 72);
      shop.later(DAY);
      shop.engine().adopt("playbook: Nothing\n", "kim");
      shop.settle();

      assertThat(shop.engine().progress().stopped()).isEmpty();
      assertThat(told(shop)).hasSize(2);
      assertThat(told(shop).getLast().withdrawn()).isEqualTo("adoption");
      assertThat(told(shop).getLast().effect().id()).isEqualTo(told(shop).getFirst().effect().id());
    }
  }

  @Test
  void saysOnceThatAnImportOfLongAgoEndedLongAgo() {
    try (Shop shop = Shop.open(directory)) {
      shop.later(HOUR);
      Instant then = shop.now().minus(Duration.ofDays(900));
      for (int day = 0; day < 5; day++) {
        List<StoredSignal> signals = new ArrayList<>();
        for (int hour = 0; hour < 24; hour++) {
          Instant at = then.plus(DAY.multipliedBy(day)).plus(HOUR.multipliedBy(hour));
          signals.add(
              shop.signal("ada", null, at, new Content.Track("Order Completed", Data.EMPTY)));
        }
        shop.importPast(signals.toArray(StoredSignal[]::new));
      }

      assertThat(told(shop)).hasSize(1);
      assertThat(told(shop).getFirst().foundLate()).isTrue();
      assertThat(SeenNames.of(shop.engine()).events().get("Order Completed"))
          .satisfies(seen -> assertThat(seen.stopped()).isPresent());
    }
  }

  /** Orders, one each hour; comes back with the instant of the last. */
  private static Instant ordersEveryHour(Shop shop, int times) {
    Instant last = shop.now();
    for (int i = 0; i < times; i++) {
      last = shop.now();
      shop.track("ada", "Order Completed", "total", 5).later(HOUR);
    }
    return last;
  }

  private static List<RecordedEffect> told(Shop shop) {
    // Only what is synced is told.
    long last = Meta.reached(shop.engine().source()).sequence();
    Shop.eventually(() ->
        last == 0
            || shop.engine().effects(0, 10_000).stream().anyMatch(each -> each.sequence() == last));
    return shop.engine().effects(0, 10_000).stream()
        .filter(each ->
            each.effect().change() instanceof Change.Stopped
                || each.effect().change() instanceof Change.Resumed)
        .toList();
  }
}
