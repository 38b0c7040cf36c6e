package dev.attune.verification;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Origin;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import dev.attune.engine.Engine;
import dev.attune.engine.EngineConfig;
import dev.attune.engine.Entry;
import dev.attune.engine.RehearsalQuery;
import dev.attune.engine.RehearsalView;
import dev.attune.wire.StoredSignal;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A process of its own that records a small history and rehearses over it, then one twenty times as
 * long in the same memory. Arguments: a directory, customers, how many signals each has at first.
 * Prints for both how many signals were heard and how many kilobytes were live in the middle.
 */
final class RehearsedHistory {
  private static final int TIMES = 20;
  private static final int BATCH = 1_000;
  private static final Duration HISTORY = Duration.ofDays(90);
  private static final String PLAYBOOK =
      """
      playbook: History
      facts:
        rides30: { count: Ride, within: 30d }
        spend30: { sum: Ride, of: properties.fare, within: 30d }
      segments:
        riders: facts.rides30 >= 2
        spenders: facts.spend30 > 100.0
      moments:
        dear: { when: "signal.event == 'Ride' && facts.spend30 > 50" }
      """;

  private RehearsedHistory() {}

  /** Runs. */
  public static void main(String[] arguments) {
    int customers = Integer.parseInt(arguments[1]);
    int each = Integer.parseInt(arguments[2]);
    try (Engine engine =
        Engine.open(
            Path.of(arguments[0]), EngineConfig.usual().withReserve(0), InstantSource.system())) {
      record(engine, customers, 0, each);
      rehearse(engine);
      record(engine, customers * TIMES, each, each);
      rehearse(engine);
    }
  }

  private static void record(Engine engine, int customers, int from, int each) {
    Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(HISTORY);
    long position = 0;
    List<StoredSignal> batch = new ArrayList<>(BATCH);
    for (int number = from; number < from + each; number++) {
      Instant at =
          begin
              .plus(HISTORY.dividedBy(2L * each + 1).multipliedBy(number))
              .truncatedTo(ChronoUnit.MILLIS);
      for (int customer = 0; customer < customers; customer++) {
        batch.add(signal(customer, number, at));
        if (batch.size() == BATCH) {
          position = engine.appendAndWait(new Entry.Signals(List.copyOf(batch), false));
          engine.await(position); // so that nothing of it is in memory on its way
          batch.clear();
        }
      }
    }
    if (!batch.isEmpty()) {
      position = engine.appendAndWait(new Entry.Signals(List.copyOf(batch), false));
    }
    engine.await(position);
  }

  private static StoredSignal signal(int customer, int number, Instant at) {
    Data properties =
        Data.of("fare", 3 + (customer + number) % 40, "note", "a word or two about it ".repeat(8));
    Signal signal =
        new Signal(
            new SignalId("shop", "m" + customer + "-" + number),
            Origin.SERVER,
            "u" + customer,
            null,
            at,
            Data.EMPTY,
            new Content.Track("Ride", properties));
    return StoredSignal.of(signal, at);
  }

  private static void rehearse(Engine engine) {
    RehearsalView view =
        engine
            .rehearsals()
            .start(
                new RehearsalQuery(
                    PLAYBOOK,
                    "test",
                    Instant.now().minus(HISTORY),
                    Optional.empty(),
                    OptionalInt.empty(),
                    10));
    long live = 0;
    while (!view.state().isOver()) {
      System.gc();
      live = Math.max(live, live());
      Eventually.pause(Duration.ofMillis(1));
      view = engine.rehearsals().find(view.id()).orElseThrow();
    }
    Optional<String> failure = view.failure();
    long signals =
        view.result()
            .orElseThrow(() -> new IllegalStateException(failure.toString()))
            .played()
            .signals();
    System.out.println("heard " + signals + " live " + live / 1024);
  }

  /** What was in use right after the last collection; not what came since. */
  private static long live() {
    long live = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage usage = pool.getCollectionUsage();
      live += pool.getType() == MemoryType.HEAP && usage != null ? usage.getUsed() : 0;
    }
    return live;
  }
}
