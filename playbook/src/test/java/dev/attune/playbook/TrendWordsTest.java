package dev.attune.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A trend's comparison is read back as what it says, and as nothing else. */
class TrendWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<  -3 | at least 4 fewer rides than",
        "<  -1 | at least 2 fewer rides than",
        "<   0 | fewer rides than",
        "<   1 | at most as many rides as",
        "<   3 | at most 2 more rides than, if more at all",
        "<= -3 | at least 3 fewer rides than",
        "<= -1 | fewer rides than",
        "<=  0 | at most as many rides as",
        "<=  1 | at most 1 more ride than, if more at all",
        "<=  3 | at most 3 more rides than, if more at all",
        ">  -3 | at most 2 fewer rides than, if fewer at all",
        ">  -1 | at least as many rides as",
        ">   0 | more rides than",
        ">   1 | at least 2 more rides than",
        ">   3 | at least 4 more rides than",
        ">= -3 | at most 3 fewer rides than, if fewer at all",
        ">= -1 | at most 1 fewer ride than, if fewer at all",
        ">=  0 | at least as many rides as",
        ">=  1 | more rides than",
        ">=  3 | at least 3 more rides than",
        "== -3 | exactly 3 fewer rides than",
        "== -1 | exactly 1 fewer ride than",
        "==  0 | exactly as many rides as",
        "==  1 | exactly 1 more ride than",
        "==  3 | exactly 3 more rides than",
        "!= -3 | any number but 3 fewer rides than",
        "!= -1 | any number but 1 fewer ride than",
        "!=  0 | more or fewer rides than",
        "!=  1 | any number but 1 more ride than",
        "!=  3 | any number but 3 more rides than",
        ">  0.5 | more rides than",
        "<  0.5 | at most as many rides as",
        ">= -0.5 | at least as many rides as",
        "<= -0.5 | fewer rides than",
      })
  void saysExactlyWhatTheRuleSays(String limit, String said) {
    String expected =
        said.replace("ride", "completed ride")
            .replace("s than", "s in the last 7 days than in those before")
            .replace("e than", "e in the last 7 days than in those before")
            .replace("s as", "s in the last 7 days as in those before");

    assertThat(readBack(limit, Tongue.ENGLISH)).isEqualTo("Customers with " + expected + ".");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<  -3 | mindestens 4 R weniger als",
        "<  -1 | mindestens 2 R weniger als",
        "<   0 | weniger R als",
        "<   1 | höchstens so viele R wie",
        "<   3 | höchstens 2 R mehr, falls überhaupt mehr, als",
        "<= -3 | mindestens 3 R weniger als",
        "<= -1 | weniger R als",
        "<=  0 | höchstens so viele R wie",
        "<=  1 | höchstens 1 R mehr, falls überhaupt mehr, als",
        "<=  3 | höchstens 3 R mehr, falls überhaupt mehr, als",
        ">  -3 | höchstens 2 R weniger, falls überhaupt weniger, als",
        ">  -1 | mindestens so viele R wie",
        ">   0 | mehr R als",
        ">   1 | mindestens 2 R mehr als",
        ">   3 | mindestens 4 R mehr als",
        ">= -3 | höchstens 3 R weniger, falls überhaupt weniger, als",
        ">= -1 | höchstens 1 R weniger, falls überhaupt weniger, als",
        ">=  0 | mindestens so viele R wie",
        ">=  1 | mehr R als",
        ">=  3 | mindestens 3 R mehr als",
        "== -3 | genau 3 R weniger als",
        "== -1 | genau 1 R weniger als",
        "==  0 | genau so viele R wie",
        "==  1 | genau 1 R mehr als",
        "==  3 | genau 3 R mehr als",
        "!= -3 | nicht genau 3 R weniger als",
        "!= -1 | nicht genau 1 R weniger als",
        "!=  0 | nicht genau so viele R wie",
        "!=  1 | nicht genau 1 R mehr als",
        "!=  3 | nicht genau 3 R mehr als",
      })
  void saysItInGerman(String limit, String said) {
    String expected = said.replace("R", "„Ride Completed“") + " in der gleichen Zeit davor";

    assertThat(readBack(limit, Tongue.GERMAN))
        .isEqualTo("Kunden, bei denen es in 7 Tagen " + expected + " gibt.");
  }

  private static String readBack(String limit, Tongue tongue) {
    String text =
        """
        playbook: X
        facts: { momentum: { trend: Ride Completed, within: 7d } }
        segments: { s: facts.momentum %s }
        """
            .formatted(limit);
    return switch (new PlaybookReader().read(text)) {
      case Checked.Accepted accepted ->
          Sentences.of(accepted.playbook(), tongue).stream()
              .filter(each -> each.name().equals("s"))
              .findFirst()
              .orElseThrow()
              .text();
      case Checked.Refused refused -> throw new AssertionError(refused.problems());
    };
  }
}
