package dev.attune.benchmarks;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/** What a bench prints, and whether all bars were met. One thread. */
final class Report {
  private final PrintStream out;
  private final boolean full;
  private boolean allMet = true;

  Report(PrintStream out, boolean full) {
    this.out = out;
    this.full = full;
  }

  /** Whether the claim's own size is asked for. */
  boolean isFull() {
    return full;
  }

  boolean allMet() {
    return allMet;
  }

  void machine() {
    say(
        "machine: %d processors, load %.2f, Java %s, heap %d MB%s",
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Runtime.version(),
        Runtime.getRuntime().maxMemory() >> 20,
        full ? "" : ", default size: --full runs the claim's size");
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would cost a library
  void say(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }

  /** Prints median and spread of several runs of one figure. */
  void runs(String figure, String unit, double[] values) {
    double[] sorted = sorted(values);
    say(
        "%s: median %,.0f %s of %d runs, from %,.0f to %,.0f",
        figure, median(values), unit, values.length, sorted[0], sorted[sorted.length - 1]);
  }

  /** States a claim that is met from {@code bar} upwards. */
  void claimAtLeast(String name, double value, String unit, double bar) {
    claim(name, value, unit, bar, value >= bar);
  }

  /** States a claim that is met up to {@code bar}. */
  void claimAtMost(String name, double value, String unit, double bar) {
    claim(name, value, unit, bar, value <= bar);
  }

  static double median(double[] values) {
    double[] sorted = sorted(values);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private void claim(String name, double value, String unit, double bar, boolean met) {
    allMet &= met;
    say(
        "claim=%s value=%s unit=%s bar=%s met=%s",
        name, plain(value), unit, plain(bar), met ? "yes" : "no");
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private static String plain(double value) {
    return value >= 100 || value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.3f", value);
  }
}
