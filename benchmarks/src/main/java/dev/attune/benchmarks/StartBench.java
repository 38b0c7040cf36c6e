package dev.attune.benchmarks;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

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
    stop(start(first).process(), false); // builds what is stale
    Served.delete(first);
    double[] empty = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      Path directory = Files.createTempDirectory("attune-bench-start");
      Started started = start(directory);
      empty[run] = started.seconds();
      stop(started.process(), false);
      Served.delete(directory);
    }
    int customers = report.isFull() ? 1_000_000 : 50_000;
    Path filled = Files.createTempDirectory("attune-bench-start");
    fill(filled, customers);
    double[] clean = new double[RUNS];
    double[] killed = new double[RUNS];
    stop(start(filled).process(), false);
    for (int run = 0; run < RUNS; run++) {
      Started afterStop = start(filled);
      clean[run] = afterStop.seconds();
      stop(afterStop.process(), true);
      Started afterKill = start(filled);
      killed[run] = afterKill.seconds();
      stop(afterKill.process(), false);
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

  private record Started(Process process, double seconds) {}

  /** As people start it: by the script, which the bench itself was started by. */
  private static Started start(Path directory) throws Exception {
    int port = freePort();
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(
                Objects.requireNonNull(
                    System.getProperty("attune.script"), "run this as ./attune bench start"),
                "serve",
                "--data",
                directory.resolve("data").toString(),
                "--port",
                Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (!isReady(port)) {
      if (!process.isAlive()) {
        throw new IOException("the server ended with " + process.exitValue());
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return new Started(process, (System.nanoTime() - begin) / 1e9);
  }

  private static boolean isReady(int port) throws IOException {
    try (Connection connection = Connection.ofReader(port, "nobody")) {
      return connection.get("/health/ready").isOk();
    } catch (ConnectException e) {
      return false;
    }
  }

  private static void stop(Process process, boolean kill) throws InterruptedException {
    if (kill) {
      process.destroyForcibly();
    } else {
      process.destroy();
    }
    process.waitFor();
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

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
