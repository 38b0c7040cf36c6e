package dev.attune.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Makes batches of signals as SDKs send them, about 300 bytes each. Not thread-safe: one a sender.
 */
final class Signals {
  private static final String[] EVENTS = {
    "Ride Requested", "Ride Completed", "Ride Completed", "Support Contacted", "Order Completed"
  };

  private final String sender;
  private final int customers;
  private final Mix mix;
  private final SplittableRandom random;
  private long made;
  private String last = "";

  /**
   * What is not in order.
   *
   * @param late share of signals that happened minutes to a day ago
   * @param duplicates share of messages sent again
   * @param merges share of signals that join a device to a user
   */
  record Mix(double late, double duplicates, double merges) {
    static final Mix PLAIN = new Mix(0, 0, 0);
    static final Mix REAL = new Mix(0.05, 0.01, 0.001);
  }

  Signals(String sender, int customers, Mix mix) {
    this.sender = sender;
    this.customers = customers;
    this.mix = mix;
    random = new SplittableRandom(sender.hashCode());
  }

  /** A batch of {@code size} messages, as a request's body. */
  byte[] batch(int size) {
    StringBuilder body = new StringBuilder(size * 330).append("{\"batch\":[");
    for (int i = 0; i < size; i++) {
      body.append(i == 0 ? "" : ",").append(message());
    }
    return body.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  private String message() {
    if (!last.isEmpty() && random.nextDouble() < mix.duplicates) {
      return last;
    }
    int customer = random.nextInt(customers);
    boolean merge = random.nextDouble() < mix.merges;
    Instant at = Instant.now();
    if (random.nextDouble() < mix.late) {
      at = at.minusSeconds(random.nextInt(60, 86_400));
    }
    String event = EVENTS[random.nextInt(EVENTS.length)];
    String device = merge ? "\"anonymousId\":\"device-" + customer + "\"," : "";
    last =
        "{\"type\":\"track\",\"messageId\":\"%s-%d\",\"userId\":\"user-%d\",%s\"event\":\"%s\",\"timestamp\":\"%s\",\"properties\":{\"fare\":%d.%d,\"city\":\"Berlin\",\"topic\":\"late driver\",\"minutesLate\":%d,\"rideId\":\"r-%d\"},\"context\":{\"library\":{\"name\":\"analytics-node\",\"version\":\"6.2.0\"}},\"integrations\":{}}"
            .formatted(
                sender,
                made++,
                customer,
                device,
                event,
                at,
                random.nextInt(4, 40),
                random.nextInt(100),
                random.nextInt(20),
                made);
    return last;
  }
}
