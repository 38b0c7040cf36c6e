package dev.attune.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.engine.Points.Point;
import dev.attune.wire.StoredSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where points of long customers are left, and when they go. */
class PointsTest {
  private static final Id TILL = Id.user("till");
  private static final Instant FIRST = Shop.MORNING;
  private static final EngineConfig CONFIG =
      EngineConfig.usual().withReserve(0).withPointSignals(10);

  @TempDir Path directory;

  @Test
  void leavesOnePerSoManySignalsAndDropsThoseBehindALateOne() {
    try (Shop shop = opened()) {
      assertThat(points(shop)).containsExactly(at(10), at(20), at(30));

      shop.send(order(shop, FIRST.plusSeconds(25 * 60 + 1))).settle();

      assertThat(points(shop)).containsExactly(at(10), at(20), at(30).minusSeconds(60));
      assertThat(shop.engine().metrics().refolds()).isEqualTo(1);
      assertThat(shop.customer("till").facts()).containsEntry("spent", 360.0);
    }
    assertThat(DataDirectory.verify(directory, what -> {})).isEmpty();
  }

  @Test
  void dropsAPointAtWhoseInstantALateSignalComes() {
    try (Shop shop = opened()) {
      shop.send(order(shop, at(10))).settle();

      assertThat(points(shop)).doesNotContain(at(10)).hasSize(3);
      assertThat(shop.customer("till").facts()).containsEntry("spent", 360.0);
    }
    assertThat(DataDirectory.verify(directory, what -> {})).isEmpty();
  }

  @Test
  void dropsAllOfWhomIsJoinedAndOfAnotherVersion() {
    try (Shop shop = opened()) {
      shop.send(
          shop.signal(
              "ada",
              null,
              shop.now(),
              new Content.Corrected(Id.user("ada"), TILL, Content.Corrected.Verdict.SAME, "kim")));
      assertThat(points(shop.settle())).isEmpty();
      assertThat(points(shop, Id.user("ada"))).hasSize(3);

      shop.engine().adopt(Shop.PLAYBOOK, "kim");
      shop.settle();

      assertThat(Points.of(shop.engine().source(), Id.user("ada")))
          .extracting(point -> point.customer().version())
          .containsExactly(2, 2, 2);
    }
    assertThat(DataDirectory.verify(directory, what -> {})).isEmpty();
  }

  /** A till with 35 orders, one a minute, heard one after the other. */
  private Shop opened() {
    Shop shop = new Shop(directory, CONFIG);
    shop.engine().adopt(Shop.PLAYBOOK, "kim");
    for (int i = 0; i < 35; i++) {
      shop.send(order(shop, shop.now()));
      shop.later(Duration.ofMinutes(1));
    }
    return shop;
  }

  private static Instant at(int orders) {
    return FIRST.plusSeconds(60L * orders).minusMillis(1);
  }

  private static List<Instant> points(Shop shop) {
    return points(shop, TILL);
  }

  private static List<Instant> points(Shop shop, Id customer) {
    return Points.of(shop.engine().source(), customer).stream().map(Point::at).toList();
  }

  private static StoredSignal order(Shop shop, Instant at) {
    return shop.signal(
        "till", null, at, new Content.Track("Order Completed", Data.of("total", 10)));
  }
}
