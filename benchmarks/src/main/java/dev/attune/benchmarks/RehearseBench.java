package dev.attune.benchmarks;

import dev.attune.engine.Engine;
import dev.attune.engine.EngineConfig;
import dev.attune.engine.RehearsalQuery;
import dev.attune.engine.RehearsalView;
import dev.attune.engine.Rehearsed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How many recorded signals a rehearsal goes through in a second of one core: from the sorted files
 * to the figures, with rules that read events alone, and with rules that read properties.
 */
final class RehearseBench implements Bench {
  private static final int RUNS = 5;
  private static final int EACH = 100;
  private static final Duration HISTORY = Duration.ofDays(90);

  /** Rules over four of five signals; a ride's request is read by none. */
  private static final String EVENTS_ALONE =
      """
      playbook: Events alone
      facts:
        rides7: { count: Ride Completed, within: 7d }
        rides30: { count: Ride Completed, within: 30d }
        rides: { count: Ride Completed }
        contacts14: { count: Support Contacted, within: 14d }
        orders30: { count: Order Completed, within: 30d }
        lastOrder: { last: Order Completed }
      segments:
        regulars: facts.rides30 >= 20
        drifting: facts.rides >= 20 && facts.rides7 == 0
        shoppers: facts.orders30 >= 8
      moments:
        fifth-contact: { when: signal.event == 'Support Contacted' && facts.contacts14 >= 5 }
        gone-quiet: { becomes: "'drifting' in segments" }
        stuck: { after: Support Contacted, without: Order Completed, for: 14d }
      """;

  private static final String PROPERTIES =
      EVENTS_ALONE
              .replace("Events alone", "Properties")
              .replace(
                  "segments:\n",
                  """
                    spend30: { sum: Ride Completed, of: properties.fare, within: 30d }
                    late7: { count: Ride Completed, where: signal.properties.minutesLate > 15, within: 7d }
                    cities: { distinct: Ride Completed, of: properties.city, within: 30d }
                  segments:
                    spenders: facts.spend30 > 500.0
                  """)
          + "  let-down: { becomes: facts.late7 >= 3 }\n";

  @Override
  public String name() {
    return "rehearse";
  }

  @Override
  public String measures() {
    return "recorded signals a second a core that a rehearsal goes through";
  }

  @Override
  public void run(Report report) throws Exception {
    int customers = report.isFull() ? 100_000 : 10_000;
    Path directory = Files.createTempDirectory("attune-bench-rehearse");
    try {
      long begin = System.nanoTime();
      try (Engine engine = open(directory)) {
        History.fill(engine, customers, EACH, HISTORY);
      }
      report.say(
          "%,d customers, %,d signals each over %d days, recorded in %.0f s",
          customers, EACH, HISTORY.toDays(), (System.nanoTime() - begin) / 1e9);
      try (Engine engine = open(directory)) {
        measure(report, engine, "rehearse-events", EVENTS_ALONE, 1_000_000);
        measure(report, engine, "rehearse-properties", PROPERTIES, 300_000);
      }
    } finally {
      Served.delete(directory);
    }
  }

  private static void measure(
      Report report, Engine engine, String claim, String playbook, double bar)
      throws InterruptedException {
    for (int i = 0; i < RUNS; i++) {
      rehearse(engine, playbook); // warm-up
    }
    double[] perCore = new double[RUNS];
    double[] byClock = new double[RUNS];
    for (int i = 0; i < RUNS; i++) {
      Rehearsed result = rehearse(engine, playbook);
      perCore[i] = perSecond(result, result.played().busy());
      byClock[i] = perSecond(result, result.played().took());
      if (i == 0) {
        report.say(
            "%s: %,d moments, %d threads",
            claim, result.share().moments(), result.played().threads());
      }
    }
    report.runs(claim + ", by processor time", "signals/s/core", perCore);
    report.runs(claim + ", by the clock", "signals/s", byClock);
    report.claimAtLeast(claim, Report.median(perCore), "signals/s/core", bar);
  }

  private static double perSecond(Rehearsed result, Duration time) {
    return result.played().signals() * 1e9 / time.toNanos();
  }

  private static Rehearsed rehearse(Engine engine, String playbook) throws InterruptedException {
    RehearsalView view =
        engine
            .rehearsals()
            .start(
                new RehearsalQuery(
                    playbook,
                    "bench",
                    Instant.now().minus(HISTORY),
                    Optional.empty(),
                    OptionalInt.empty(),
                    10));
    while (!view.state().isOver()) {
      Thread.sleep(5);
      view = engine.rehearsals().find(view.id()).orElseThrow();
    }
    Optional<String> failure = view.failure();
    return view.result().orElseThrow(() -> new IllegalStateException(failure.toString()));
  }

  private static Engine open(Path directory) {
    return Engine.open(directory, EngineConfig.usual(), InstantSource.system());
  }
}
