package dev.attune.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.attune.customer.Change;
import dev.attune.engine.RecordedEffect;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/**
 * What becomes true by time alone: how long after its instant it is found, spread over time and all
 * at one instant; and what waiting costs.
 */
final class SilenceBench implements Bench {
  private static final Duration WAIT = Duration.ofMinutes(10);
  private static final int BATCH = 500;

  @Override
  public String name() {
    return "silence";
  }

  @Override
  public String measures() {
    return "milliseconds from the instant at which time alone makes something true to its record";
  }

  @Override
  public void run(Report report) throws Exception {
    int spread = report.isFull() ? 1_000_000 : 30_000;
    int burst = report.isFull() ? 100_000 : 20_000;
    Duration over = report.isFull() ? Duration.ofHours(1) : Duration.ofSeconds(30);
    Duration ahead = report.isFull() ? Duration.ofMinutes(2) : Duration.ofSeconds(25);
    try (Served served = Served.start()) {
      Instant start = Instant.now().plus(ahead).truncatedTo(ChronoUnit.MILLIS);
      report.say("%,d silences over %s, then %,d at one instant", spread, over, burst);
      for (int i = 0; i < spread; i += BATCH) {
        Instant due = start.plusMillis(over.toMillis() * i / spread);
        begin(served, "spread-" + i, due, over.toMillis() * BATCH / spread);
      }
      Instant together = start.plus(over).plusSeconds(10);
      for (int i = 0; i < burst; i += BATCH) {
        begin(served, "burst-" + i, together, 0);
      }
      served.drain();
      report.say("all waiting %.0f s before the first is due", millisTo(start) / 1e3);
      idle(report, start);
      Thread.sleep(Math.max(0, millisTo(together.plusSeconds(report.isFull() ? 60 : 20))));
      found(report, served, spread, burst, together);
    }
  }

  private static void idle(Report report, Instant until) throws InterruptedException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long millis = Math.min(10_000, millisTo(until) - 1_000);
    if (millis < 2_000) {
      report.say("loading took all the time there was to be idle in");
      return;
    }
    // What was loaded is still being compiled and compacted: measure late.
    Thread.sleep(Math.max(0, millisTo(until) - 1_000 - millis));
    long before = system.getProcessCpuTime();
    Thread.sleep(millis);
    double share = (system.getProcessCpuTime() - before) / 1e6 / millis * 100;
    report.claimAtMost("idle", share, "percent-of-a-core", 1);
  }

  private static void found(Report report, Served served, int spread, int burst, Instant together) {
    double[] spreadMillis = new double[spread];
    int count = 0;
    int burstCount = 0;
    double last = 0;
    long sequence = 0;
    while (true) {
      List<RecordedEffect> effects = served.engine().effects(sequence, 10_000);
      if (effects.isEmpty()) {
        break;
      }
      for (RecordedEffect effect : effects) {
        sequence = effect.sequence();
        if (!(effect.effect().change() instanceof Change.Opened)) {
          continue;
        }
        double millis = Duration.between(effect.effect().at(), effect.foundAt()).toMillis();
        if (effect.effect().at().equals(together)) {
          burstCount++;
          last = Math.max(last, millis);
        } else if (count < spread) {
          spreadMillis[count++] = millis;
        }
      }
    }
    report.say(
        "found %,d of %,d spread, %,d of %,d at one instant", count, spread, burstCount, burst);
    double[] sorted = Arrays.copyOf(spreadMillis, count);
    Arrays.sort(sorted);
    double p99 = count < spread ? Double.POSITIVE_INFINITY : sorted[(int) (count * 0.99)];
    report.claimAtMost("silence-spread-p99", p99, "ms", 1_000);
    report.claimAtMost(
        "silence-burst", burstCount < burst ? Double.POSITIVE_INFINITY : last, "ms", 10_000);
  }

  private static void begin(Served served, String name, Instant due, long over) throws IOException {
    StringBuilder body = new StringBuilder(BATCH * 150).append("{\"batch\":[");
    for (int i = 0; i < BATCH; i++) {
      Instant at = due.plusMillis(over * i / BATCH).minus(WAIT);
      body.append(i == 0 ? "" : ",")
          .append(
              "{\"type\":\"track\",\"event\":\"Silence\",\"userId\":\"%s-%d\",\"messageId\":\"%s-%d\",\"timestamp\":\"%s\"}"
                  .formatted(name, i, name, i, at));
    }
    byte[] bytes = body.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    try (Connection connection = served.source()) {
      Connection.Answer answer = connection.post("/v1/batch", bytes);
      if (!answer.isOk()) {
        throw new IOException("intake answered " + answer);
      }
    }
  }

  private static long millisTo(Instant instant) {
    return Duration.between(Instant.now(), instant).toMillis();
  }
}
