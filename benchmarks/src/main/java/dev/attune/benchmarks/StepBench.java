package dev.attune.benchmarks;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Origin;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import dev.attune.playbook.Checked;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.PlaybookReader;
import dev.attune.step.Customer;
import dev.attune.step.Sitting;
import dev.attune.step.Step;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * How many signals a core decides in a second, with 30 facts, 20 segments and 20 moments, after the
 * clock has passed the longest window twice: so windows are full, and every signal that enters one
 * has another leaving it.
 */
final class StepBench implements Bench {
  private static final double BAR = 500_000;
  private static final double ESPER_BAR = 3;
  private static final int LONGEST_TWICE = 2 * 180;
  private static final int PATTERNS_WARM_UP = 60;
  private static final int RUNS = 5;
  private static final int BLOCK = 500;
  private static final int CODED_CUSTOMERS = 10_000;
  private static final long DAY = 86_400_000;
  private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  private static final String[] EVENTS = {
    "Ride Completed", "Ride Requested", "Support Contacted", "Order Completed", "App Opened"
  };
  private static final String[] CITIES = {"Berlin", "Rome", "Oslo", "Porto"};
  private static final String[] TOPICS = {"late driver", "lost item", "billing"};

  @Override
  public String name() {
    return "step";
  }

  @Override
  public String measures() {
    return "signals a second a core: 30 facts, 20 segments, 20 moments, windows full; beside peers";
  }

  @Override
  public void run(Report report) throws Exception {
    Step step = new Step(playbook(), 1, Step.ALWAYS);
    int customers = report.isFull() ? 100_000 : 20_000;
    report.say(
        "%,d customers, one signal each a day on average, longest window 30 days", customers);
    Drive live = new Drive(step, customers);
    report.say("warm-up: 60 days, %,d signals", live.days(60));
    double[] rates = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      live.nanos = 0;
      long signals = live.days(10);
      rates[run] = signals * 1e9 / live.nanos;
    }
    report.runs("open customers", "signals/s", rates);
    report.say("effects: %.3f a signal", live.effects / (double) live.sent);
    report.runs("each customer read from and written to bytes", "signals/s", coded(step));
    report.claimAtLeast("step", Report.median(rates), "signals/s/core", BAR);
    besideEsper(report);
    besideFlink(report);
  }

  private static void besideEsper(Report report) throws Exception {
    Lives lives = new Lives(report.isFull() ? 20_000 : 4_000);
    report.say(
        "beside Esper: %,d customers, %d rules that both express, longest window 180 days",
        lives.customers(), SharedRules.ALL.size());
    try (Contender ours = new AttuneContender(SharedRules.ALL);
        Contender esper = new EsperContender(SharedRules.ALL)) {
      double ratio = new Contest(report, lives, ours, esper).ratio(LONGEST_TWICE);
      report.claimAtLeast("step-beside-esper", ratio, "times", ESPER_BAR);
    }
  }

  private static void besideFlink(Report report) throws Exception {
    Lives lives = new Lives(report.isFull() ? 10_000 : 1_000);
    report.say(
        "beside Flink: %,d customers, %d patterns that both express, longest window 14 days",
        lives.customers(), SharedRules.PATTERNS.size());
    try (Contender ours = new AttuneContender(SharedRules.PATTERNS);
        Contender flink = new FlinkContender()) {
      double ratio = new Contest(report, lives, ours, flink).ratio(PATTERNS_WARM_UP);
      report.say("beside Flink: %.1f times", ratio);
    }
  }

  private static double[] coded(Step step) {
    Drive drive = new Drive(step, CODED_CUSTOMERS);
    drive.days(60);
    Customer[] customers = new Customer[CODED_CUSTOMERS];
    for (int i = 0; i < CODED_CUSTOMERS; i++) {
      customers[i] = drive.sittings[i].close();
    }
    double[] rates = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      long nanos = 0;
      int signals = CODED_CUSTOMERS * 20;
      for (int i = 0; i < signals; i += BLOCK) {
        drive.next();
        long begin = System.nanoTime();
        for (int j = 0; j < BLOCK; j++) {
          int customer = drive.whose[j];
          Sitting sitting = step.open(customers[customer]);
          sitting.hear(drive.signals[j]);
          customers[customer] = sitting.close();
        }
        nanos += System.nanoTime() - begin;
      }
      rates[run] = signals * 1e9 / nanos;
    }
    return rates;
  }

  /** Signals of all customers in the order of time, and the customers that hear them. */
  private static final class Drive {
    private final SplittableRandom random = new SplittableRandom(42);
    private final Sitting[] sittings;
    private final long tick;
    private final Signal[] signals = new Signal[BLOCK];
    private final int[] whose = new int[BLOCK];
    private long now = START;
    private long sent;
    private long effects;
    private long nanos;

    Drive(Step step, int customers) {
      sittings = new Sitting[customers];
      for (int i = 0; i < customers; i++) {
        sittings[i] = step.open(step.start());
      }
      tick = DAY / customers;
    }

    long days(int days) {
      long count = (long) days * sittings.length;
      for (long i = 0; i < count; i += BLOCK) {
        next();
        long begin = System.nanoTime();
        for (int j = 0; j < BLOCK; j++) {
          Sitting sitting = sittings[whose[j]];
          sitting.hear(signals[j]);
          effects += sitting.takeEffects().size();
        }
        nanos += System.nanoTime() - begin;
      }
      return count;
    }

    /** Makes the next signals, off the clock: a step is given signals that somebody has read. */
    void next() {
      for (int i = 0; i < BLOCK; i++) {
        whose[i] = random.nextInt(sittings.length);
        signals[i] = signal(whose[i]);
      }
    }

    Signal signal(int customer) {
      now += tick;
      String event = EVENTS[random.nextInt(EVENTS.length)];
      Data properties =
          Data.of(
              "fare",
              random.nextInt(400, 4000) / 100.0,
              "city",
              CITIES[random.nextInt(CITIES.length)],
              "topic",
              TOPICS[random.nextInt(TOPICS.length)],
              "minutesLate",
              random.nextInt(50) == 0 ? 20L : (long) random.nextInt(10));
      return new Signal(
          new SignalId("bench", "m" + sent++),
          Origin.SERVER,
          "user-" + customer,
          null,
          Instant.ofEpochMilli(now),
          Data.EMPTY,
          new Content.Track(event, properties));
    }
  }

  private static Playbook playbook() {
    return switch (new PlaybookReader().read(text())) {
      case Checked.Accepted accepted -> accepted.playbook();
      case Checked.Refused refused ->
          throw new IllegalStateException(refused.problems().toString());
    };
  }

  private static String text() {
    StringBuilder text = new StringBuilder("playbook: Bench\nfacts:\n");
    int[] windows = {1, 7, 14, 30};
    String[] kinds = {"count", "sum", "mean", "max", "distinct", "last"};
    for (int i = 0; i < 30; i++) {
      String kind = kinds[i % kinds.length];
      boolean reads = !kind.equals("count") && !kind.equals("last");
      String of = kind.equals("distinct") ? "city" : "fare";
      text.append(
          "  f%d: { %s: %s%s%s, within: %dd }\n"
              .formatted(
                  i,
                  kind,
                  EVENTS[i % EVENTS.length],
                  reads ? ", of: properties." + of : "",
                  i % 10 == 0 ? ", where: signal.properties.minutesLate > 5" : "",
                  windows[i % windows.length]));
    }
    addSegments(text);
    addMoments(text);
    return text.toString();
  }

  private static void addSegments(StringBuilder text) {
    text.append("segments:\n");
    for (int i = 0; i < 20; i++) {
      int count = i % 5 * 6;
      String atMost = i % 2 == 0 ? " && facts.f%d < %d".formatted(1 + count, 5 + i) : "";
      text.append("  s%d: facts.f%d >= %d%s\n".formatted(i, count, 4 + i % 4, atMost));
    }
  }

  private static void addMoments(StringBuilder text) {
    text.append("moments:\n");
    for (int i = 0; i < 20; i++) {
      String event = EVENTS[i % EVENTS.length];
      String other = EVENTS[(i + 1) % EVENTS.length];
      String trigger =
          switch (i % 4) {
            case 0 -> "becomes: \"'s%d' in segments && facts.f6 == 0\"".formatted(i);
            case 1 -> "when: \"signal.event == '%s' && facts.f0 >= 4\"".formatted(event);
            case 2 -> "after: %s, without: %s, for: 30d".formatted(event, other);
            default ->
                "when: \"signal.event == '%s' && signal.properties.minutesLate >= 15\""
                    .formatted(event);
          };
      text.append("  m%d: { %s }\n".formatted(i, trigger));
    }
  }
}
