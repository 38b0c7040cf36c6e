package dev.attune.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.care.Verdict.Reason;
import dev.attune.customer.Change.Ending;
import dev.attune.customer.Content.Consent;
import dev.attune.customer.Content.Consent.Purpose;
import dev.attune.customer.Id;
import dev.attune.engine.GestureView.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who objects to being served is left alone, until they allow it again. */
class ObjectingTest {
  @TempDir Path directory;

  private static void says(Shop shop, Instant at, boolean given) {
    shop.send(shop.signal("ada", null, at, new Consent(Purpose.SERVE, given)));
  }

  private static Grace.Offers offers(Counter counter) {
    return counter.grace().offers(Id.user("ada"), Optional.empty(), counter.ana());
  }

  @Test
  void closesWhatIsOpenAtOnceAndOpensNothing() {
    try (Counter counter = Counter.open(directory)) {
      Shop shop = counter.shop;
      String moment = counter.moment("ada", "refunds");
      shop.later(Duration.ofMinutes(1));
      says(shop, shop.now(), false);

      MomentView closed = shop.engine().moment(moment).orElseThrow();
      assertThat(closed.ending()).isEqualTo(Ending.OBJECTED);
      assertThat(shop.customer("ada").objects()).isTrue();
      shop.later(Duration.ofDays(8));
      counter.moment("ada", "refunds");
      assertThat(shop.open()).isEmpty();
      shop.restart();
      counter.moment("ada", "refunds");
      assertThat(shop.open()).isEmpty();

      says(shop, shop.now(), true);
      counter.moment("ada", "refunds");
      assertThat(shop.open()).hasSize(1);
      assertThat(shop.customer("ada").objects()).isFalse();
    }
  }

  @Test
  void offersNothingAndRefusesWhatIsChosen() {
    try (Counter counter = Counter.open(directory)) {
      counter.moment("ada", "refunds");
      assertThat(offers(counter).offers()).isNotEmpty();
      says(counter.shop, counter.shop.now(), false);

      assertThat(offers(counter).objects()).isTrue();
      assertThat(offers(counter).offers()).isEmpty();
      GestureView voucher = counter.choose("ada", "voucher");
      assertThat(voucher.state()).isEqualTo(State.REFUSED);
      assertThat(voucher.reasons()).containsExactly(new Reason.Objects());
      Choice cake =
          counter.choice(counter.ana(), "ada", Counter.something("A cake", 5), Optional.empty());
      assertThat(counter.choose(cake).reasons()).containsExactly(new Reason.Objects());
      assertThat(counter.choose(cake)).as("read back").isEqualTo(counter.choose(cake));
      assertThat(counter.choose("bob", "voucher").state()).isEqualTo(State.PROMISED);
    }
  }

  @Test
  void keepsWhatWasPromisedBefore() {
    try (Counter counter = Counter.open(directory)) {
      GestureView voucher = counter.choose("ada", "voucher");
      says(counter.shop, counter.shop.now(), false);

      assertThat(counter.grace().acts().due(counter.shop.now().plusMillis(1), 10))
          .containsExactly(voucher);
    }
  }

  @Test
  void takesBackWhatWouldNotHaveOpenedHadTheObjectionComeInTime() {
    try (Counter counter = Counter.open(directory)) {
      Shop shop = counter.shop;
      Instant before = shop.now();
      shop.later(Duration.ofMinutes(1));
      String moment = counter.moment("ada", "refunds");
      says(shop, before, false);
      shop.settle();

      assertThat(shop.engine().moment(moment).orElseThrow().state())
          .isEqualTo(MomentView.State.WITHDRAWN);
    }
  }

  @Test
  void holdsForBothWhereTwoAreOneCustomer() {
    try (Counter counter = Counter.open(directory)) {
      Shop shop = counter.shop;
      shop.send(shop.signal("bob", null, shop.now(), new Consent(Purpose.SERVE, false)));
      String moment = counter.moment("ada", "refunds");
      shop.same("ada", "bob").settle();

      assertThat(offers(counter).objects()).isTrue();
      assertThat(shop.engine().moment(moment).orElseThrow().state())
          .isNotEqualTo(MomentView.State.OPEN);
      shop.different("ada", "bob").settle();
      assertThat(offers(counter).objects()).isFalse();
    }
  }

  @Test
  void outlivesANewPlaybookAndTheRemovalOfOldSignals() {
    try (Counter counter = Counter.open(directory)) {
      Shop shop = counter.shop;
      says(shop, shop.now(), false);
      shop.track("ada", "Order Completed", "total", 5);
      shop.engine().adopt("retain: 60d\n" + Counter.PLAYBOOK, "kim");
      shop.later(Duration.ofDays(100)).later(Duration.ofDays(100));
      assertThat(offers(counter).objects()).isTrue();
      // A late signal folds them anew from what is kept.
      shop.trackAt(shop.now().minus(Duration.ofDays(1)), "ada", "Order Completed", "total", 5);
      shop.settle().restart();

      assertThat(offers(counter).objects()).isTrue();
      shop.engine().adopt("retain: 70d\n" + Counter.PLAYBOOK, "kim");
      shop.settle();
      assertThat(offers(counter).objects()).isTrue();
    }
  }
}
