package dev.attune.benchmarks;

import static dev.attune.benchmarks.Lives.OPEN;
import static dev.attune.benchmarks.Lives.ORDER;
import static dev.attune.benchmarks.Lives.REQUEST;
import static dev.attune.benchmarks.Lives.RIDE;
import static dev.attune.benchmarks.Lives.SUPPORT;
import static dev.attune.benchmarks.SharedRule.nth;
import static dev.attune.benchmarks.SharedRule.quiet;
import static dev.attune.benchmarks.SharedRule.silence;
import static dev.attune.benchmarks.SharedRule.single;
import static dev.attune.benchmarks.SharedRule.threshold;
import static dev.attune.benchmarks.SharedRule.turn;

import dev.attune.benchmarks.SharedRule.Window;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rules that Attune and its peers can all express, with the same answers: 20 segments and 20
 * moments over some 30 facts, as the bench of the step has.
 */
final class SharedRules {
  private static final List<SharedRule> SEGMENTS =
      List.of(
          threshold("eager", Window.of(RIDE, 7).count(), 7),
          threshold("commuters", Window.of(RIDE, 14).count(), 11),
          threshold("frequent", Window.of(RIDE, 30).count(), 18),
          threshold("regulars", Window.of(RIDE, 180).count(), 60),
          threshold("big-week", Window.of(RIDE, 7).cents(), 16_000),
          threshold("spenders", Window.of(RIDE, 30).cents(), 40_000),
          threshold("best", Window.of(RIDE, 180).cents(), 150_000),
          threshold("unlucky", Window.ofLate(RIDE, 14).count(), 3),
          threshold("sorry", Window.ofLate(RIDE, 30).count(), 4),
          threshold("let-down", Window.ofLate(RIDE, 90).count(), 6),
          threshold("busy", Window.of(REQUEST, 7).count(), 4),
          threshold("hesitant", Window.of(REQUEST, 30).count(), 8),
          threshold("helped", Window.of(SUPPORT, 30).count(), 5),
          threshold("troubled", Window.of(SUPPORT, 90).count(), 9),
          threshold("shoppers", Window.of(ORDER, 30).count(), 9),
          threshold("full-basket", Window.of(ORDER, 7).cents(), 9_000),
          threshold("buyers", Window.of(ORDER, 90).cents(), 40_000),
          threshold("loyal", Window.of(ORDER, 180).count(), 35),
          threshold("lively", Window.of(OPEN, 7).count(), 7),
          threshold("devoted", Window.of(OPEN, 30).count(), 20));

  /** Patterns: what Flink's library for complex events has words for too. */
  static final List<SharedRule> PATTERNS =
      List.of(
          nth("third-contact", Window.of(SUPPORT, 14).count(), 3),
          nth("third-late", Window.ofLate(RIDE, 14).count(), 3),
          nth("fourth-order", Window.of(ORDER, 7).count(), 4),
          single("very-late", RIDE, "signal.properties.minutesLate > 15", "late > 15"),
          single("dear", RIDE, "signal.properties.cents > 3800", "cents > 3800"),
          silence("stuck", REQUEST, RIDE, 7),
          silence("unanswered", SUPPORT, OPEN, 3),
          silence("left-alone", SUPPORT, ORDER, 14),
          silence("stays-away", ORDER, RIDE, 14),
          silence("looks-away", RIDE, OPEN, 10));

  private static final List<SharedRule> TURNS =
      List.of(
          turn("worn-out", Window.of(SUPPORT, 180).count(), 14),
          turn("eightieth", Window.of(RIDE, 180).count(), 80),
          turn("unlucky-year", Window.ofLate(RIDE, 180).count(), 10),
          turn("shopping", Window.of(ORDER, 14).count(), 6),
          turn("cares", Window.of(OPEN, 90).count(), 50),
          turn("requests", Window.of(REQUEST, 90).count(), 18),
          quiet("gone-quiet", RIDE, 24, 30),
          quiet("stopped-buying", ORDER, 20, 30),
          quiet("stopped-asking", REQUEST, 6, 60),
          quiet("stopped-looking", OPEN, 30, 14));

  static final List<SharedRule> ALL =
      Stream.of(SEGMENTS, PATTERNS, TURNS).flatMap(List::stream).toList();

  private SharedRules() {}

  /** The playbook that says {@code rules}. */
  static String playbook(List<SharedRule> rules) {
    StringBuilder text = new StringBuilder("playbook: Bench\n");
    section(text, "facts", rules.stream().flatMap(rule -> rule.facts().stream()).distinct());
    section(text, "segments", rules.stream().map(SharedRule::segment));
    section(text, "moments", rules.stream().map(SharedRule::moment));
    return text.toString();
  }

  private static void section(StringBuilder text, String word, Stream<String> lines) {
    List<String> said = lines.filter(line -> !line.isEmpty()).toList();
    if (!said.isEmpty()) {
      text.append(word).append(":\n");
      said.forEach(line -> text.append("  ").append(line).append('\n'));
    }
  }
}
