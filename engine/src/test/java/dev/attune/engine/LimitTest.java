package dev.attune.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.wire.StoredSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A customer who was set aside, and of whom a person says that they are one person after all. */
class LimitTest {
  private static final int FLOOD = 20_001;

  @TempDir Path directory;

  @Test
  void takesACustomerBackWhoseLimitIsRaisedAndKeepsToIt() {
    try (Shop shop = flooded()) {
      assertThat(shop.customer("till").setAside()).isTrue();

      shop.send(raised(shop, "till", 30_000)).settle();
      assertTakenBack(shop, FLOOD);

      shop.trackAt(Shop.MORNING.minusSeconds(500), "till", "Order Completed", "total", 1).settle();
      assertTakenBack(shop, FLOOD + 1);
      assertTakenBack(shop.restart(), FLOOD + 1);
      shop.engine().adopt(Shop.PLAYBOOK.replace(">= 2", ">= 3"), "kim");
      assertTakenBack(shop.settle(), FLOOD + 1);
    }
    assertThat(DataDirectory.verify(directory, what -> {})).isEmpty();
  }

  @Test
  void takesTheLimitAlongWhenPeopleAreJoinedAndParted() {
    try (Shop shop = flooded()) {
      shop.track("ada", "Order Completed", "total", 1).later(Duration.ofHours(1));
      shop.send(raised(shop, "till", 30_000)).later(Duration.ofHours(1));
      shop.send(word(shop, Content.Corrected.Verdict.SAME)).later(Duration.ofHours(1));

      assertThat(shop.customer("till").id()).isEqualTo(Id.user("ada"));
      assertThat(shop.customer("till").facts()).containsEntry("orders30", FLOOD + 1L);

      shop.send(word(shop, Content.Corrected.Verdict.DIFFERENT)).later(Duration.ofHours(1));

      assertTakenBack(shop, FLOOD);
      assertThat(shop.customer("ada").facts()).containsEntry("orders30", 1L);
      assertThat(shop.send(flood(shop, "ada")).settle().customer("ada").setAside()).isTrue();
    }
  }

  @Test
  void believesTheLatestWord() {
    try (Shop shop = flooded()) {
      StoredSignal earlier = raised(shop, "till", 20_000);
      shop.later(Duration.ofHours(1)).send(raised(shop, "till", 30_000)).send(earlier).settle();
      assertTakenBack(shop, FLOOD);

      shop.later(Duration.ofHours(1)).send(raised(shop, "till", 20_000)).settle();

      assertThat(shop.customer("till").setAside()).isTrue();
      assertThat(shop.engine().setAside(Optional.empty(), 10).items())
          .containsExactly(Id.user("till"));
    }
  }

  private Shop flooded() {
    Shop shop = Shop.open(directory);
    return shop.send(flood(shop, "till")).settle();
  }

  private static StoredSignal[] flood(Shop shop, String user) {
    StoredSignal[] flood = new StoredSignal[FLOOD];
    for (int i = 0; i < flood.length; i++) {
      flood[i] =
          shop.signal(
              user + i,
              user,
              null,
              shop.now().minusSeconds(flood.length - i),
              new Content.Track("Order Completed", Data.of("total", 10)));
    }
    return flood;
  }

  private static void assertTakenBack(Shop shop, long orders) {
    CustomerView till = shop.customer("till");
    assertThat(till.setAside()).isFalse();
    assertThat(till.facts()).containsEntry("orders30", orders);
    assertThat(till.segments()).containsOnlyKeys("regulars");
    assertThat(shop.engine().setAside(Optional.empty(), 10).items()).isEmpty();
  }

  private static StoredSignal raised(Shop shop, String user, int limit) {
    return shop.signal(user, null, shop.now(), new Content.Raised(limit, "kim", "a till"));
  }

  private static StoredSignal word(Shop shop, Content.Corrected.Verdict verdict) {
    return shop.signal(
        "ada",
        null,
        shop.now(),
        new Content.Corrected(Id.user("ada"), Id.user("till"), verdict, "kim"));
  }
}
