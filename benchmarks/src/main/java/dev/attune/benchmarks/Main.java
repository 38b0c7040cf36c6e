package dev.attune.benchmarks;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code ./attune bench NAME [--full] [--strict]}. */
public final class Main {
  private static final int OK = 0;
  private static final int NOT_MET = 1;
  private static final int USAGE = 2;
  private static final int FAILED = 3;

  private static final List<Bench> BENCHES =
      List.of(
          new AcceptBench(),
          new SustainBench(),
          new LatencyBench(),
          new SilenceBench(),
          new StepBench(),
          new RehearseBench(),
          new SegmentBench(),
          new SearchBench(),
          new PagesBench(),
          new StartBench(),
          new SimulateBench(),
          new MemoryBench(),
          new SecurityBench());

  private Main() {}

  /** Runs one bench and exits: 0 measured, 1 a bar was not met and {@code --strict}, 2 usage. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.out, System.err));
  }

  private static int run(List<String> arguments, PrintStream out, PrintStream err) {
    List<String> names = arguments.stream().filter(word -> !word.startsWith("-")).toList();
    List<String> options = arguments.stream().filter(word -> word.startsWith("-")).toList();
    if (names.isEmpty() || options.contains("--help")) {
      usage(names.isEmpty() && !options.contains("--help") ? err : out);
      return options.contains("--help") ? OK : USAGE;
    }
    for (String option : options) {
      if (!Arrays.asList("--full", "--strict").contains(option)) {
        err.println("attune bench: unknown option " + option + ", see attune bench --help");
        return USAGE;
      }
    }
    Optional<Bench> bench =
        BENCHES.stream().filter(known -> known.name().equals(names.getFirst())).findFirst();
    if (bench.isEmpty()) {
      err.println("attune bench: there is no bench " + names.getFirst() + "; there are:");
      usage(err);
      return USAGE;
    }
    return measure(bench.get(), new Report(out, options.contains("--full")), options, err);
  }

  private static int measure(Bench bench, Report report, List<String> options, PrintStream err) {
    report.machine();
    try {
      bench.run(report);
    } catch (Exception e) {
      err.println("attune bench: " + bench.name() + " could not measure: " + e);
      e.printStackTrace(err);
      return FAILED;
    }
    return options.contains("--strict") && !report.allMet() ? NOT_MET : OK;
  }

  private static void usage(PrintStream to) {
    to.println("usage: attune bench NAME [--full] [--strict]");
    to.println("  --full    the claim's own size, which may take long");
    to.println("  --strict  exit with 1 if a bar was not met");
    BENCHES.forEach(bench -> to.println("  %-8s  %s".formatted(bench.name(), bench.measures())));
  }
}
