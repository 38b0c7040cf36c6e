package dev.attune.server;

import java.util.concurrent.atomic.LongAdder;

/** What intake and router did since the start. Thread-safe. */
final class Counters {
  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder[] answers = new LongAdder[6];

  Counters() {
    for (int i = 0; i < answers.length; i++) {
      answers[i] = new LongAdder();
    }
  }

  void acknowledged(int messages) {
    acknowledged.add(messages);
  }

  void answered(int status) {
    answers[Math.min(answers.length - 1, status / 100)].increment();
  }

  long acknowledged() {
    return acknowledged.sum();
  }

  /** Answers whose status begins with {@code hundreds}. */
  long answered(String hundreds) {
    return answers[hundreds.charAt(0) - '0'].sum();
  }
}
