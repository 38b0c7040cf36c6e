package dev.attune.benchmarks;

import dev.attune.engine.Engine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many signals a second are taken in and folded for as long as it lasts, with late signals,
 * copies and merges among them. Senders send more than is asked; the server says when it has no
 * room; what counts is what was folded.
 */
final class SustainBench implements Bench {
  private static final double BAR = 20_000;
  private static final int SENDERS = 2;
  private static final int BATCH = 250;

  @Override
  public String name() {
    return "sustain";
  }

  @Override
  public String measures() {
    return "signals folded a second over time: 5 % late, 1 % duplicates, 0.1 % merges";
  }

  @Override
  public void run(Report report) throws Exception {
    int customers = report.isFull() ? 1_000_000 : 100_000;
    int seconds = report.isFull() ? 600 : 60;
    report.say("%,d customers, %d s after 10 s of warm-up", customers, seconds);
    try (Served served = Served.start();
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
      AtomicLong refused = new AtomicLong();
      AtomicLong accepted = new AtomicLong();
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds + 10L);
      List<Future<Void>> sending = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        String sender = "sustain-" + i;
        sending.add(
            senders.submit(() -> send(served, sender, customers, until, accepted, refused)));
      }
      Thread.sleep(10_000);
      double[] rates = watch(served.engine(), seconds);
      for (Future<Void> each : sending) {
        each.get();
      }
      report.runs("folded, each tenth of the time", "signals/s", rates);
      report.say(
          "accepted %,d signals in all, asked to wait %,d times; %,d re-folds, %,d effects",
          accepted.get(),
          refused.get(),
          served.engine().metrics().refolds(),
          served.engine().metrics().effects());
      report.claimAtLeast("sustain", mean(rates), "signals/s", BAR);
    }
  }

  private static double[] watch(Engine engine, int seconds) throws InterruptedException {
    double[] rates = new double[10];
    for (int i = 0; i < rates.length; i++) {
      long before = engine.metrics().signals();
      long begin = System.nanoTime();
      Thread.sleep(seconds * 100L);
      rates[i] = (engine.metrics().signals() - before) * 1e9 / (System.nanoTime() - begin);
    }
    return rates;
  }

  private static Void send(
      Served served,
      String sender,
      int customers,
      long until,
      AtomicLong accepted,
      AtomicLong refused)
      throws IOException, InterruptedException {
    Signals signals = new Signals(sender, customers, Signals.Mix.REAL);
    try (Connection connection = served.source()) {
      byte[] body = signals.batch(BATCH);
      while (System.nanoTime() < until) {
        Connection.Answer answer = connection.post("/v1/batch", body);
        if (answer.isOk()) {
          accepted.addAndGet(BATCH);
          body = signals.batch(BATCH);
        } else if (answer.hasNoRoom()) {
          refused.incrementAndGet();
          Thread.sleep(100);
        } else {
          throw new IOException("intake answered " + answer);
        }
      }
    }
    return null;
  }

  private static double mean(double[] rates) {
    double sum = 0;
    for (double rate : rates) {
      sum += rate;
    }
    return sum / rates.length;
  }
}
