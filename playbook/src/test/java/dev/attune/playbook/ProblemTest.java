package dev.attune.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProblemTest {
  @Test
  void showsThePlaceUnderItsLine() {
    Problem problem =
        new Document("segments:\n  many: facts.ride > 3\n")
            .problem(17, "unknown fact ride", Optional.of("did you mean rides?"));

    assertThat(problem.rendered())
        .isEqualTo(
            """
            line 2, column 8: unknown fact ride
             2 |   many: facts.ride > 3
               |        ^
               = did you mean rides?\
            """);
  }

  @Test
  void doesWithoutAHint() {
    Problem problem = new Document("a: b").problem(3, "wrong", Optional.empty());

    assertThat(problem.rendered()).isEqualTo("line 1, column 4: wrong\n 1 | a: b\n   |    ^");
  }

  @Test
  void keepsTheCaretUnderItsCharacterBehindATab() {
    Problem problem = new Document("\ta: b").problem(1, "wrong", Optional.empty());

    assertThat(problem.rendered()).endsWith("   | \t^");
  }

  @Test
  void countsCharactersAsPeopleDo() {
    Problem problem = new Document("🚲🚲: b").problem(6, "wrong", Optional.empty());

    assertThat(problem.column()).isEqualTo(5);
    assertThat(problem.excerpt()).isEqualTo("🚲🚲: b");
  }

  @Test
  void showsThePartOfALongLineThatMatters() {
    String line = "x".repeat(500) + "!" + "y".repeat(500);
    Problem problem = new Document(line).problem(500, "wrong", Optional.empty());

    assertThat(problem.column()).isEqualTo(501);
    assertThat(problem.excerpt()).hasSizeLessThan(165).startsWith("…x").endsWith("y…");
    String[] lines = problem.rendered().split("\n", -1);
    assertThat(lines[1].charAt(lines[2].indexOf('^'))).isEqualTo('!');
  }

  @Test
  void pointsBehindTheLastLine() {
    Problem problem = new Document("a\r\nb\rc\n").problem(7, "early end", Optional.empty());

    assertThat(problem.line()).isEqualTo(4);
    assertThat(problem.column()).isEqualTo(1);
    assertThat(new Document("a\r\nb\rc\n").problem(5, "", Optional.empty()).line()).isEqualTo(3);
  }
}
