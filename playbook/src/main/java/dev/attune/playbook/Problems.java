package dev.attune.playbook;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Collects what is wrong with a document, so that people learn it all at once. Not thread-safe; one
 * reading.
 */
final class Problems {
  /** More would not be read. */
  private static final int MOST = 100;

  /** More are not looked into: a hint for each of a hundred thousand takes its time. */
  private static final int ENOUGH = 1_000;

  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparingInt(Problem::line)
          .thenComparingInt(Problem::column)
          .thenComparing(Problem::message);

  private final Document document;
  private final List<Problem> errors = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private int conditions;
  private int patterns;

  Problems(Document document) {
    this.document = document;
  }

  /** The playbook cannot be used. */
  void error(int offset, String message) {
    add(offset, message, Optional.empty());
  }

  /** The playbook cannot be used; {@code hint} says what to do. */
  void error(int offset, String message, String hint) {
    add(offset, message, Optional.of(hint));
  }

  /** As {@link #error}, with the nearest of the {@code known} names, or else all of a few. */
  void unknown(int offset, String message, String name, Collection<String> known) {
    if (!areEnough()) {
      add(offset, message, hint(name, known));
    }
  }

  /** The playbook can be used, but probably does not do what was meant. */
  void warning(int offset, String message, String hint) {
    if (warnings.size() < ENOUGH) {
      warnings.add(document.problem(offset, message, Optional.of(hint)));
    }
  }

  void add(Problem problem) {
    errors.add(problem);
  }

  /** Whether so much is wrong that nothing further is looked into. */
  boolean areEnough() {
    return errors.size() >= ENOUGH;
  }

  /** Counts characters of a condition in; returns how many all conditions have by now. */
  int countCondition(int characters) {
    conditions += characters;
    return conditions;
  }

  /** Counts the instructions of a pattern in; returns how many all patterns have by now. */
  int countPattern(int instructions) {
    patterns += instructions;
    return patterns;
  }

  /** How many errors were reported. */
  int count() {
    return errors.size();
  }

  boolean any() {
    return !errors.isEmpty();
  }

  List<Problem> errors() {
    return inOrder(errors);
  }

  List<Problem> warnings() {
    return inOrder(warnings);
  }

  /** Where something else stands, for hints. */
  int line(int offset) {
    return document.lineNumber(offset);
  }

  private void add(int offset, String message, Optional<String> hint) {
    if (!areEnough()) {
      errors.add(document.problem(offset, message, hint));
    }
  }

  private static Optional<String> hint(String name, Collection<String> known) {
    Optional<String> nearest = Nearest.to(name, known);
    if (nearest.isPresent()) {
      return nearest.map(found -> "did you mean " + found + "?");
    }
    int few = 12;
    return known.isEmpty() || known.size() > few
        ? Optional.empty()
        : Optional.of("known: " + String.join(", ", known));
  }

  private static List<Problem> inOrder(List<Problem> problems) {
    return problems.stream().sorted(BY_PLACE).distinct().limit(MOST).toList();
  }
}
