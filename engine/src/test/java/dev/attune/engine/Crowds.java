package dev.attune.engine;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.wire.StoredSignal;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Made-up signals of a few people, in no order. */
final class Crowds {
  private static final List<String> EVENTS =
      List.of("Order Completed", "Support Contacted", "Signed Up");

  private Crowds() {}

  /** Some signals of a few people on a few devices, in no order. */
  static StoredSignal[] signals(Shop shop, Random random, int count) {
    StoredSignal[] signals = new StoredSignal[count];
    for (int i = 0; i < count; i++) {
      String user = random.nextInt(3) == 0 ? null : "user-" + random.nextInt(9);
      String device = user == null || random.nextInt(4) == 0 ? "device-" + random.nextInt(6) : null;
      Instant at = shop.now().minusSeconds(random.nextInt(500_000));
      Content content =
          new Content.Track(EVENTS.get(random.nextInt(EVENTS.size())), Data.of("total", 5));
      signals[i] = shop.signal(user, device, at, content);
    }
    return signals;
  }
}
