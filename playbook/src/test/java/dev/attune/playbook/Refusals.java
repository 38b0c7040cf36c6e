package dev.attune.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Says what a reader finds wrong: {@code line:column message [hint]}. */
final class Refusals {
  private Refusals() {}

  /** Expects exactly these problems, in this order. */
  static void refuses(String document, String... problems) {
    assertThat(problems(document)).containsExactly(problems);
  }

  static List<String> problems(String document) {
    return switch (new PlaybookReader().read(document)) {
      case Checked.Accepted accepted -> List.of();
      case Checked.Refused refused ->
          refused.problems().stream().peek(Refusals::checkGerman).map(Refusals::told).toList();
    };
  }

  /** Whatever a test meets is to be said in German too. */
  static void checkGerman(Problem problem) {
    assertThat(problem.messageIn(Tongue.GERMAN)).isNotEqualTo(problem.message());
    problem
        .hint()
        .ifPresent(hint -> assertThat(problem.hintIn(Tongue.GERMAN)).get().isNotEqualTo(hint));
  }

  static String told(Problem problem) {
    return problem.line()
        + ":"
        + problem.column()
        + " "
        + problem.message()
        + problem.hint().map(hint -> " [" + hint + "]").orElse("");
  }
}
