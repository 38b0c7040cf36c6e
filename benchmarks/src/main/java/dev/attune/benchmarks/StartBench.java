package dev.attune.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** From starting the program to its first answer, as its own process, on a warm disk. */
final class StartBench implements Bench {
  private static final int RUNS = 5;

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String measures() {
    return "seconds from start to the first answer: empty, after a clean stop, after a kill";
  }

  @Override
  public void run(Report report) throws Exception {
    Path first = Files.createTempDirectory("attune-bench-start");
    Launched.at(first).stop(); // builds what is stale
    Served.delete(first);
    double[] empty = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      Path directory = Files.createTempDirectory("attune-bench-start");
      Launched started = Launched.at(directory);
      empty[run] = started.seconds();
      started.stop();
      Served.delete(directory);
    }
    int customers = report.isFull() ? 1_000_000 : 50_000;
    Path filled = Files.createTempDirectory("attune-bench-start");
    fill(filled, customers);
    double[] clean = new double[RUNS];
    double[] killed = new double[RUNS];
    Launched.at(filled).stop();
    for (int run = 0; run < RUNS; run++) {
      Launched afterStop = Launched.at(filled);
      clean[run] = afterStop.seconds();
      afterStop.kill();
      Launched afterKill = Launched.at(filled);
      killed[run] = afterKill.seconds();
      afterKill.stop();
    }
    Served.delete(filled);
    report.say("%,d customers where there are any; medians of %d runs", customers, RUNS);
    report.runs("empty", "ms", millis(empty));
    report.runs("after a clean stop", "ms", millis(clean));
    report.runs("after a kill", "ms", millis(killed));
    report.claimAtMost("start-empty", Report.median(empty), "s", 0.6);
    report.claimAtMost("start-after-stop", Report.median(clean), "s", 1);
    report.claimAtMost("start-after-kill", Report.median(killed), "s", 5);
  }

  private static double[] millis(double[] seconds) {
    return Arrays.stream(seconds).map(each -> each * 1_000).toArray();
  }

  private static void fill(Path directory, int customers) throws Exception {
    try (Served served = Served.at(directory);
        Connection connection = served.source()) {
      Signals signals = new Signals("fill", customers, Signals.Mix.PLAIN);
      for (int sent = 0; sent < customers * 2; sent += 500) {
        Connection.Answer answer = connection.post("/v1/batch", signals.batch(500));
        while (answer.hasNoRoom()) {
          Thread.sleep(200);
          answer = connection.post("/v1/batch", signals.batch(500));
        }
      }
      served.drain();
    }
  }
}
