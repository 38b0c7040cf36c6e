package dev.attune.verification;

import com.sun.management.OperatingSystemMXBean;
import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Origin;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import dev.attune.engine.Engine;
import dev.attune.engine.EngineConfig;
import dev.attune.engine.Entry;
import dev.attune.wire.StoredSignal;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** An engine with a small history, which adopts one playbook after the other. */
final class AdoptingEngine implements AutoCloseable {
  private static final String NOTHING = "playbook: Nothing\n";
  private static final int CUSTOMERS = 20;
  private static final int SIGNALS = 30;
  private static final List<String> EVENTS =
      List.of("Ride Completed", "Order Completed", "Support Contacted", "Payment Failed");

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final Engine engine;

  AdoptingEngine(Path directory) {
    engine = Engine.open(directory, EngineConfig.usual().withReserve(0), InstantSource.system());
    adopt(NOTHING);
    Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofDays(SIGNALS));
    List<StoredSignal> signals = new ArrayList<>();
    for (int number = 0; number < SIGNALS; number++) {
      for (int customer = 0; customer < CUSTOMERS; customer++) {
        signals.add(signal(customer, number, begin.plus(Duration.ofDays(number))));
      }
    }
    engine.await(engine.appendAndWait(new Entry.Signals(signals, false)));
  }

  /**
   * Adopts a playbook in place of one that says nothing, and waits until all customers live by it.
   *
   * @return the seconds that it took of all processors
   */
  double adopt(String text) {
    engine.adopt(NOTHING, "kim");
    awaitSwept();
    long began = system.getProcessCpuTime();
    engine.adopt(text, "kim");
    awaitSwept();
    return (system.getProcessCpuTime() - began) / 1e9;
  }

  private void awaitSwept() {
    while (engine.progress().sweeping()) {
      Eventually.pause(Duration.ofMillis(1));
    }
  }

  private static StoredSignal signal(int customer, int number, Instant at) {
    String event = EVENTS.get((customer + number) % EVENTS.size());
    Data properties = Data.of("fare", 3L + number, "total", 2.5 * customer, "topic", "bill");
    Signal signal =
        new Signal(
            new SignalId("shop", "m" + customer + "-" + number),
            Origin.SERVER,
            "u" + customer,
            null,
            at,
            Data.EMPTY,
            new Content.Track(event, properties));
    return StoredSignal.of(signal, at);
  }

  @Override
  public void close() {
    engine.close();
  }
}
