package dev.attune.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * From the last byte of a signal to the open moment in the API's answer, while 10,000 signals a
 * second come in beside it, late ones among them.
 */
final class LatencyBench implements Bench {
  private static final double BAR_99 = 100;
  private static final double BAR_999 = 1_000;
  private static final int RATE = 10_000;
  private static final int BATCH = 100;

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public String measures() {
    return "milliseconds from a signal to its open moment in the API, at 10,000 signals/s";
  }

  @Override
  public void run(Report report) throws Exception {
    int probes = report.isFull() ? 10_000 : 1_500;
    try (Served served = Served.start();
        ExecutorService background = Executors.newSingleThreadExecutor()) {
      long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(probes * 40L + 15_000);
      Future<Void> paced = background.submit(() -> pace(served, until));
      Thread.sleep(10_000);
      double[] millis = new double[probes];
      try (Connection source = served.source();
          Connection reader = served.reader()) {
        for (int i = 0; i < probes && System.nanoTime() < until; i++) {
          millis[i] = probe(source, reader, i);
          Thread.sleep(15);
        }
      }
      paced.get();
      Arrays.sort(millis);
      report.say(
          "%,d probes: median %.1f ms, p99 %.1f ms, p99.9 %.1f ms, longest %.1f ms; backlog %,d",
          probes,
          at(millis, 0.5),
          at(millis, 0.99),
          at(millis, 0.999),
          millis[probes - 1],
          served.engine().progress().lagSignals());
      report.claimAtMost("latency-p99", at(millis, 0.99), "ms", BAR_99);
      report.claimAtMost("latency-p99.9", at(millis, 0.999), "ms", BAR_999);
    }
  }

  private static double probe(Connection source, Connection reader, int number) throws IOException {
    String body =
        "{\"type\":\"track\",\"event\":\"Probe\",\"userId\":\"probe-%d\",\"messageId\":\"probe-%d\"}"
            .formatted(number, number);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    long begin = System.nanoTime();
    Connection.Answer sent = source.post("/v1/track", bytes);
    if (!sent.isOk()) {
      throw new IOException("intake answered " + sent);
    }
    while (!reader.get("/api/customers/probe-" + number).body().contains("\"probed\"")) {
      if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(30)) {
        throw new IOException("no moment within 30 s for probe-" + number);
      }
    }
    return (System.nanoTime() - begin) / 1e6;
  }

  private static Void pace(Served served, long until) throws IOException, InterruptedException {
    Signals signals = new Signals("latency", 100_000, Signals.Mix.REAL);
    long interval = TimeUnit.SECONDS.toNanos(1) * BATCH / RATE;
    long next = System.nanoTime();
    try (Connection connection = served.source()) {
      while (next < until) {
        connection.post("/v1/batch", signals.batch(BATCH));
        next += interval;
        long wait = next - System.nanoTime();
        if (wait > 0) {
          TimeUnit.NANOSECONDS.sleep(wait);
        }
      }
    }
    return null;
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * share))];
  }
}
