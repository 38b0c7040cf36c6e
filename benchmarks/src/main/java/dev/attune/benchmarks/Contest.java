package dev.attune.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Attune beside a peer: the same happenings to both, in turns, on one thread; answers compared one
 * by one. A turn is long, so that each runs most of it with its own data in the processor's caches
 * and not with what the other left there.
 */
final class Contest {
  private static final int RUNS = 5;
  private static final int DAYS_A_RUN = 50;
  private static final int DAYS_A_TURN = 5;

  private final Report report;
  private final Lives lives;
  private final Contender ours;
  private final Contender theirs;
  private long last;

  Contest(Report report, Lives lives, Contender ours, Contender theirs) {
    this.report = report;
    this.lives = lives;
    this.ours = ours;
    this.theirs = theirs;
  }

  /**
   * Warms up until the clock has passed {@code days}, then measures.
   *
   * @return how many times as many signals a second we decide: the median of all runs
   * @throws IllegalStateException if any answer differs
   * @throws Exception if an engine cannot
   */
  double ratio(int days) throws Exception {
    days(days);
    double[] mine = new double[RUNS];
    double[] others = new double[RUNS];
    double[] ratios = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      long[] nanos = days(DAYS_A_RUN);
      long signals = (long) DAYS_A_RUN * lives.customers();
      mine[run] = signals * 1e9 / nanos[0];
      others[run] = signals * 1e9 / nanos[1];
      ratios[run] = mine[run] / others[run];
    }
    report.runs(ours.name(), "signals/s", mine);
    report.runs(theirs.name(), "signals/s", others);
    Answers answers = ours.answers().until(last);
    answers.mustEqual(ours.name(), theirs.answers().until(last), theirs.name());
    report.say(
        "answers of both: %,d, all equal, each to the millisecond: %s",
        answers.count(), answers.perRule());
    report.say("ratios run by run: %s", Arrays.stream(ratios).mapToObj("%.2f"::formatted).toList());
    return Report.median(ratios);
  }

  private long[] days(int days) throws Exception {
    long[] nanos = new long[2];
    int turn = DAYS_A_TURN * lives.customers();
    for (int day = 0; day < days; day += DAYS_A_TURN) {
      List<Happening> happenings = new ArrayList<>(turn);
      for (int i = 0; i < turn; i++) {
        happenings.add(lives.next());
      }
      nanos[0] += ours.take(happenings);
      nanos[1] += theirs.take(happenings);
      last = happenings.getLast().at();
    }
    return nanos;
  }
}
