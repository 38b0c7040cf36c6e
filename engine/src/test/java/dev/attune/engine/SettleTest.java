package dev.attune.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Content;
import dev.attune.customer.Id;
import dev.attune.wire.StoredSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be done by itself for a moment, and from when. */
class SettleTest {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path directory;

  @Test
  void waitsBeforeActingOnWhatTimeAloneOpened() {
    try (Shop shop = Shop.open(directory)) {
      shop.track("ada", "Signed Up").later(WEEK);
      MomentView shown = shop.open().getFirst();
      RecordedEffect told = opened(shop);

      assertThat(shown.settlesAt()).isEqualTo(shop.now().plus(MINUTE));
      assertThat(told.settlesAt()).isEqualTo(shop.now().plus(MINUTE));
      shop.later(MINUTE.minusMillis(1));
      assertThat(shop.engine().mayAct(told)).isFalse();
      shop.later(Duration.ofMillis(1));
      assertThat(shop.engine().mayAct(told)).isTrue();
    }
  }

  @Test
  void waitsAsLongAsTheMomentSays() {
    try (Shop shop = new Shop(directory)) {
      shop.engine().adopt(Shop.PLAYBOOK.replace("for: 7d", "for: 7d, settle: 5m"), "kim");
      shop.track("ada", "Signed Up").later(WEEK);

      assertThat(shop.open().getFirst().settlesAt())
          .isEqualTo(shop.now().plus(Duration.ofMinutes(5)));
    }
  }

  @Test
  void actsAtOnceOnWhatASignalOpened() {
    try (Shop shop = Shop.open(directory)) {
      for (int i = 0; i < 3; i++) {
        shop.track("ada", "Support Contacted");
      }

      assertThat(shop.open().getFirst().settlesAt()).isEqualTo(shop.now());
      assertThat(shop.engine().mayAct(opened(shop.settle()))).isTrue();
    }
  }

  @Test
  void neverActsOnWhatWasWithdrawnBeforeItSettled() {
    try (Shop shop = Shop.open(directory)) {
      Instant signedUp = shop.now();
      shop.track("ada", "Signed Up").later(WEEK);
      RecordedEffect told = opened(shop);
      shop.trackAt(signedUp.plusSeconds(5), "ada", "Order Completed", "total", 5);
      shop.later(MINUTE);

      assertThat(shop.engine().mayAct(told)).isFalse();
    }
  }

  @Test
  void waitsAnewForWhatStandsAgain() {
    try (Shop shop = Shop.open(directory)) {
      Instant signedUp = shop.now();
      shop.track("ada", "Signed Up").later(WEEK);
      shop.send(word(shop, Content.Corrected.Verdict.SAME))
          .trackAt(signedUp.plusSeconds(5), "bob", "Order Completed");
      shop.later(Duration.ofSeconds(50)).send(word(shop, Content.Corrected.Verdict.DIFFERENT));
      RecordedEffect told = opened(shop);

      assertThat(told.settlesAt()).isEqualTo(shop.now().plus(MINUTE));
      assertThat(shop.engine().mayAct(told)).isFalse();
      shop.later(MINUTE);
      assertThat(shop.engine().mayAct(told)).isTrue();
    }
  }

  @Test
  void countsFromWhenItWasFoundAfterAHalt() {
    try (Shop shop = Shop.open(directory)) {
      shop.track("ada", "Signed Up").settle();
      shop.engine().close();
      shop.passUnseen(WEEK.plus(Duration.ofMinutes(30)));
      shop.restart().settle();

      assertThat(shop.open().getFirst().settlesAt()).isEqualTo(shop.now().plus(MINUTE));
    }
  }

  @Test
  void neverActsOnWhatWasFoundLate() {
    try (Shop shop = Shop.open(directory)) {
      shop.track("ada", "Signed Up").settle();
      shop.engine().close();
      shop.passUnseen(WEEK.plus(Duration.ofHours(2)));
      shop.restart().settle();
      RecordedEffect told = opened(shop);

      assertThat(shop.open()).extracting(MomentView::foundLate).containsExactly(true);
      assertThat(shop.open().getFirst().settlesAt()).isNull();
      assertThat(told.settlesAt()).isNull();
      shop.later(Duration.ofHours(1));
      assertThat(shop.engine().mayAct(told)).isFalse();
    }
  }

  /** What was told last of the opening of the one moment there is. */
  private static RecordedEffect opened(Shop shop) {
    MomentView moment = shop.open().getFirst();
    Shop.eventually(() ->
        told(shop, moment.id())
            .filter(told -> told.withdrawn() == null)
            .filter(told -> Objects.equals(told.settlesAt(), moment.settlesAt()))
            .isPresent());
    return told(shop, moment.id()).orElseThrow();
  }

  private static Optional<RecordedEffect> told(Shop shop, String moment) {
    return shop.engine().effects(0, 1000).stream()
        .filter(each -> each.effect().id().equals(moment))
        .reduce((one, next) -> next);
  }

  private static StoredSignal word(Shop shop, Content.Corrected.Verdict verdict) {
    return shop.signal(
        "ada",
        null,
        shop.now(),
        new Content.Corrected(Id.user("ada"), Id.user("bob"), verdict, "kim"));
  }
}
