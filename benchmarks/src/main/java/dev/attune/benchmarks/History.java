package dev.attune.benchmarks;

import dev.attune.customer.Kind;
import dev.attune.customer.Origin;
import dev.attune.customer.SignalId;
import dev.attune.engine.Engine;
import dev.attune.engine.Entry;
import dev.attune.engine.NoRoom;
import dev.attune.wire.StoredSignal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** A recorded past of many customers, given to an engine without a server. */
final class History {
  private static final int BATCH = 1_000;
  private static final long REST_MILLIS = 600_000;
  private static final String[] EVENTS = {
    "Ride Requested", "Ride Completed", "Ride Completed", "Support Contacted", "Order Completed"
  };

  private History() {}

  /**
   * Takes it in, in the order in which it happened: the last of it ten minutes ago.
   *
   * @param each how many signals a customer has, on average
   * @param time over which they are spread
   */
  static void fill(Engine engine, int customers, int each, Duration time)
      throws InterruptedException {
    SplittableRandom random = new SplittableRandom(5);
    long count = (long) customers * each;
    long begin = Instant.now().toEpochMilli() - time.toMillis();
    List<StoredSignal> batch = new ArrayList<>(BATCH);
    long position = 0;
    for (long i = 0; i < count; i++) {
      Instant at = Instant.ofEpochMilli(begin + i * (time.toMillis() - REST_MILLIS) / count);
      batch.add(signal(random, i, customers, at));
      if (batch.size() == BATCH || i + 1 == count) {
        position = append(engine, new Entry.Signals(List.copyOf(batch), false));
        batch.clear();
      }
    }
    engine.await(position);
  }

  private static long append(Engine engine, Entry entry) throws InterruptedException {
    while (true) {
      try {
        return engine.appendAndWait(entry);
      } catch (NoRoom e) {
        Thread.sleep(20);
      }
    }
  }

  /** A signal of one of them. */
  static StoredSignal signal(SplittableRandom random, long number, int customers, Instant at) {
    String event = EVENTS[random.nextInt(EVENTS.length)];
    String user = "user-" + random.nextInt(customers);
    String id = "%08x-5f0c-4ad1-9f3e-%012x".formatted(random.nextInt(), number);
    String body =
        String.format(
            Locale.ROOT,
            "{\"type\":\"track\",\"messageId\":\"%s\",\"userId\":\"%s\",\"event\":\"%s\",\"timestamp\":\"%s\",\"properties\":{\"fare\":%d.%02d,\"city\":\"Berlin\",\"topic\":\"late driver\",\"minutesLate\":%d,\"rideId\":\"r-%d\"},\"context\":{\"library\":{\"name\":\"analytics-node\",\"version\":\"6.2.0\"}},\"integrations\":{}}",
            id,
            user,
            event,
            at,
            random.nextInt(4, 40),
            random.nextInt(100),
            random.nextInt(20),
            number);
    return new StoredSignal(
        new SignalId("bench", id),
        Origin.SERVER,
        user,
        null,
        at,
        at,
        Kind.TRACK,
        event,
        body.getBytes(StandardCharsets.UTF_8));
  }
}
