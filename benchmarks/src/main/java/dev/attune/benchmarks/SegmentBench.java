package dev.attune.benchmarks;

import dev.attune.customer.Change;
import dev.attune.engine.Engine;
import dev.attune.engine.EngineConfig;
import dev.attune.engine.Entry;
import dev.attune.engine.RecordedEffect;
import dev.attune.engine.SegmentView;
import dev.attune.wire.StoredSignal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * How long an adoption takes until everybody is looked at, intake beside it: with a new segment
 * over facts that are known, and with a new fact that counts the recorded history.
 */
final class SegmentBench implements Bench {
  private static final int WARM_UPS = 3;
  private static final int RUNS = 5;
  private static final int INTAKE_A_SECOND = 2_000;
  private static final double MILLION = 1e6;
  private static final Duration HISTORY = Duration.ofDays(90);

  private static final String BASE =
      """
      playbook: Segments
      facts:
        rides7: { count: Ride Completed, within: 7d }
        rides30: { count: Ride Completed, within: 30d }
        rides: { count: Ride Completed }
        contacts14: { count: Support Contacted, within: 14d }
        orders30: { count: Order Completed, within: 30d }
        lastOrder: { last: Order Completed }
      segments:
        regulars: facts.rides30 >= 20
        shoppers: facts.orders30 >= 8
      moments:
        fifth-contact: { when: signal.event == 'Support Contacted' && facts.contacts14 >= 5 }
        stuck: { after: Support Contacted, without: Order Completed, for: 60d }
      """;

  private final AtomicBoolean isOver = new AtomicBoolean();
  private final AtomicLong sent = new AtomicLong();

  @Override
  public String name() {
    return "segment";
  }

  @Override
  public String measures() {
    return "seconds until a new segment is there; signals a second a core that a new fact counts";
  }

  @Override
  public void run(Report report) throws Exception {
    int many = report.isFull() ? 1_000_000 : 50_000;
    in(many, 10, report, engine -> segments(report, engine, many));
    int some = report.isFull() ? 100_000 : 5_000;
    in(
        some,
        100,
        report,
        engine -> {
          facts(
              report,
              engine,
              "segment-fact-events",
              1_000_000,
              "{ count: Ride Requested, within: %dd }");
          facts(
              report,
              engine,
              "segment-fact-where",
              300_000,
              "{ count: Ride Completed, where: signal.properties.minutesLate > 15, within: %dd }");
        });
  }

  @FunctionalInterface
  private interface Measuring {
    void of(Engine engine) throws InterruptedException;
  }

  private static void in(int customers, int each, Report report, Measuring measuring)
      throws Exception {
    Path directory = Files.createTempDirectory("attune-bench-segment");
    try (Engine engine = Engine.open(directory, EngineConfig.usual(), InstantSource.system())) {
      long begin = System.nanoTime();
      engine.adopt(BASE, "bench");
      History.fill(engine, customers, each, HISTORY);
      report.say(
          "%,d customers, %,d signals each over %d days, taken in in %.0f s",
          customers, each, HISTORY.toDays(), (System.nanoTime() - begin) / 1e9);
      measuring.of(engine);
    } finally {
      Served.delete(directory);
    }
  }

  /** Most customers are members of it. */
  private void segments(Report report, Engine engine, int customers) throws InterruptedException {
    Thread intake = intake(engine, customers);
    double[] seconds = new double[RUNS];
    try {
      for (int i = -WARM_UPS; i < RUNS; i++) {
        String name = "riders" + (i + WARM_UPS);
        long before = lastTold(engine);
        double took =
            adopt(
                engine,
                BASE.replace("segments:\n", "segments:\n  " + name + ": facts.rides > 0\n"));
        seconds[Math.max(i, 0)] = took;
        if (i >= 0) {
          say(report, engine, name, took, before);
        }
      }
    } finally {
      isOver.set(true);
      intake.join();
    }
    report.runs(
        "segment-new, " + customers + " customers",
        "ms",
        Arrays.stream(seconds).map(s -> s * 1e3).toArray());
    report.claimAtMost("segment-new", Report.median(seconds), "s", 5 * customers / MILLION);
  }

  private void say(Report report, Engine engine, String segment, double took, long before)
      throws InterruptedException {
    SegmentView view =
        engine.segments().stream()
            .filter(each -> each.name().equals(segment))
            .findFirst()
            .orElseThrow();
    while (!isTold(engine, segment, before)) {
      Thread.sleep(5);
    }
    report.say(
        "  %,d members, complete=%s, one effect, in %.2f s; %,d signals came in so far",
        view.size(), view.complete(), took, sent.get());
  }

  private static long lastTold(Engine engine) {
    return engine.outlet().kept().last();
  }

  private static boolean isTold(Engine engine, String segment, long after) {
    long from = after;
    while (true) {
      List<RecordedEffect> told = engine.outlet().after(from, 10_000);
      for (RecordedEffect each : told) {
        if (each.effect().change() instanceof Change.Gathered
            && each.effect().change().rule().equals(segment)) {
          return true;
        }
        from = each.sequence();
      }
      if (told.isEmpty()) {
        return false;
      }
    }
  }

  private static void facts(Report report, Engine engine, String claim, double bar, String fact)
      throws InterruptedException {
    long signals = engine.metrics().signals();
    double[] perSecond = new double[RUNS];
    for (int i = -WARM_UPS; i < RUNS; i++) {
      String rule = "  extra: " + fact.formatted(20 + i) + "\n";
      double took =
          adopt(
              engine, BASE.replace("segments:\n", rule + "segments:\n  extras: facts.extra > 0\n"));
      perSecond[Math.max(i, 0)] = signals / took;
    }
    adopt(engine, BASE);
    report.runs(claim, "signals/s/core", perSecond);
    report.claimAtLeast(claim, Report.median(perSecond), "signals/s/core", bar);
  }

  /** Until everybody was looked at. */
  private static double adopt(Engine engine, String playbook) throws InterruptedException {
    long begin = System.nanoTime();
    engine.adopt(playbook, "bench");
    while (engine.progress().sweeping()) {
      LockSupport.parkNanos(1_000_000);
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private Thread intake(Engine engine, int customers) {
    isOver.set(false);
    return Thread.ofPlatform()
        .name("attune-bench-intake")
        .start(() -> {
          SplittableRandom random = new SplittableRandom(9);
          int batch = INTAKE_A_SECOND / 20;
          long number = 1L << 40;
          long next = System.nanoTime();
          while (!isOver.get()) {
            List<StoredSignal> signals = new ArrayList<>(batch);
            for (int i = 0; i < batch; i++) {
              Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
              signals.add(History.signal(random, number++, customers, now));
            }
            engine.appendAndWait(new Entry.Signals(signals, false));
            sent.addAndGet(batch);
            next += 50_000_000;
            LockSupport.parkNanos(next - System.nanoTime());
          }
        });
  }
}
