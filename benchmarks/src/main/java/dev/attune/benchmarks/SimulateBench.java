package dev.attune.benchmarks;

import dev.attune.simulator.Message;
import dev.attune.simulator.Simulation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/**
 * How fast the simulator tells a year of many customers, and in how small a heap: each time in a
 * process of its own, one customer after another and all together in time order.
 */
final class SimulateBench implements Bench {
  private static final Instant TO = Instant.parse("2026-11-21T19:00:00Z");
  private static final String ONE_BY_ONE = "one-by-one";
  private static final String TOGETHER = "together";

  @Override
  public String name() {
    return "simulate";
  }

  @Override
  public String measures() {
    return "messages a second a core and memory of the simulator, however many customers";
  }

  @Override
  public void run(Report report) throws Exception {
    int customers = report.isFull() ? 1_000_000 : 20_000;
    Told apart = tell(ONE_BY_ONE, customers, 365, 64);
    say(report, ONE_BY_ONE, customers, 365, apart);
    int days = report.isFull() ? 30 : 365;
    Told together = tell(TOGETHER, customers, days, 1_024);
    say(report, TOGETHER, customers, days, together);
    report.claimAtLeast("simulate", apart.rate(), "messages/s/core", 100_000);
    report.claimAtMost("simulate-memory", apart.megabytes(), "MB", 256);
    report.claimAtMost("simulate-together-memory", together.megabytes(), "MB", 1_536);
  }

  private static void say(Report report, String how, int customers, int days, Told told) {
    report.say(
        "%s: %,d customers, %d days: %,d messages, %.0f s of a core, %,.0f/s, %,.0f MB resident",
        how, customers, days, told.messages(), told.seconds(), told.rate(), told.megabytes());
  }

  /** What a process told. */
  private record Told(long messages, double seconds, double megabytes) {
    double rate() {
      return messages / seconds;
    }
  }

  private static Told tell(String how, int customers, int days, int heap)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap + "m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                how,
                Integer.toString(customers),
                Integer.toString(days))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the simulator's process ended with " + process.exitValue());
    }
    List<String> words = List.of(said.strip().split(" ", -1));
    return new Told(
        Long.parseLong(words.get(0)),
        Double.parseDouble(words.get(1)),
        Double.parseDouble(words.get(2)));
  }

  /** Tells, and says how much, in how many seconds of a core, with how many megabytes. */
  static final class Child {
    private Child() {}

    /** Arguments: how, customers, days. */
    public static void main(String[] arguments) throws IOException {
      Instant from = TO.minus(Duration.ofDays(Integer.parseInt(arguments[2])));
      Simulation simulation = Simulation.of(1, Integer.parseInt(arguments[1]), from, TO);
      Iterator<Message> messages =
          (arguments[0].equals(TOGETHER) ? simulation.messages() : simulation.byCustomer())
              .iterator();
      long count = 0;
      while (messages.hasNext()) {
        count += messages.next().json().length > 0 ? 1 : 0;
      }
      double seconds = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
      System.out.println(count + " " + seconds + " " + resident());
    }

    /** The most that was ever resident, in megabytes. */
    private static double resident() throws IOException {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmHWM:")) {
          return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
        }
      }
      throw new IOException("/proc/self/status has no VmHWM");
    }
  }
}
