package dev.attune.benchmarks;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * What an engine answered: each rule that began or ceased to hold, for whom, at which instant. One
 * number an answer, so that millions can be kept and compared. Not thread-safe.
 */
final class Answers {
  private static final int AT_BITS = 37;
  private static final int CUSTOMER_BITS = 20;
  private static final long AT_MASK = (1L << AT_BITS) - 1;
  private static final int CUSTOMER_MASK = (1 << CUSTOMER_BITS) - 1;
  private static final int SHOWN = 5;

  private final List<String> rules;
  private long[] answers = new long[1 << 16];
  private int count;

  Answers(List<String> rules) {
    this.rules = rules;
  }

  /** Notes an answer; {@code at} is in milliseconds since the epoch. */
  void add(int rule, boolean began, int customer, long at) {
    if (count == answers.length) {
      answers = Arrays.copyOf(answers, count * 2);
    }
    long head = (rule * 2L + (began ? 0 : 1)) << CUSTOMER_BITS | customer;
    answers[count++] = head << AT_BITS | (at - Lives.START);
  }

  int count() {
    return count;
  }

  /** Forgets the answers from {@code at} on: what was found after the last instant both reached. */
  Answers until(long at) {
    Answers kept = new Answers(rules);
    kept.answers =
        Arrays.stream(answers, 0, count)
            .filter(answer -> (answer & AT_MASK) < at - Lives.START)
            .sorted()
            .toArray();
    kept.count = kept.answers.length;
    return kept;
  }

  /**
   * Compares answer by answer; both must be sorted by {@link #until}.
   *
   * @throws IllegalStateException naming the first that differ
   */
  void mustEqual(String mine, Answers others, String theirs) {
    if (Arrays.equals(answers, others.answers)) {
      return;
    }
    StringBuilder told = new StringBuilder("the engines do not agree:");
    tellMissing(told, mine, others);
    others.tellMissing(told, theirs, this);
    throw new IllegalStateException(told.toString());
  }

  /** How many answers each rule gave. */
  String perRule() {
    long[] each = new long[rules.size()];
    for (int i = 0; i < count; i++) {
      each[rule(answers[i])]++;
    }
    StringBuilder told = new StringBuilder();
    for (int i = 0; i < each.length; i++) {
      told.append(i == 0 ? "" : ", ").append(rules.get(i)).append(' ').append(each[i]);
    }
    return told.toString();
  }

  private void tellMissing(StringBuilder told, String who, Answers others) {
    Arrays.stream(answers)
        .filter(answer -> Arrays.binarySearch(others.answers, answer) < 0)
        .limit(SHOWN)
        .forEach(answer -> told.append("\n  only ").append(who).append(": ").append(text(answer)));
  }

  private String text(long answer) {
    long customer = (answer >> AT_BITS) & CUSTOMER_MASK;
    boolean ended = (answer >> (AT_BITS + CUSTOMER_BITS) & 1) == 1;
    return rules.get(rule(answer))
        + (ended ? " ended for user-" : " began for user-")
        + customer
        + " at "
        + Instant.ofEpochMilli((answer & AT_MASK) + Lives.START);
  }

  private static int rule(long answer) {
    return (int) (answer >>> (AT_BITS + CUSTOMER_BITS + 1));
  }
}
