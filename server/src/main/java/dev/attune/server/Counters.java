package dev.attune.server;

import java.util.concurrent.atomic.LongAdder;

/** What intake and router did since the start. Thread-safe. */
final class Counters {
  private final LongAdder accepted = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder[] answers = new LongAdder[6];

  Counters() {
    for (int i = 0; i < answers.length; i++) {
      answers[i] = new LongAdder();
    }
  }

  void accepted(int signals) {
    accepted.add(signals);
  }

  void refused(int messages) {
    refused.add(messages);
  }

  void answered(int status) {
    answers[Math.min(answers.length - 1, status / 100)].increment();
  }

  long accepted() {
    return accepted.sum();
  }

  long refused() {
    return refused.sum();
  }

  /** Answers whose status begins with {@code hundreds}. */
  long answered(String hundreds) {
    return answers[hundreds.charAt(0) - '0'].sum();
  }
}
