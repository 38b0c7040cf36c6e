package dev.attune.playbook;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that conditions of one playbook can read, in the document's order.
 *
 * @param goals what each goal tells, by its name and then by the word for it
 * @param facts what each fact is; also those that are wrong in themselves, so that their mention
 *     elsewhere is no second problem
 * @param segments their places in {@link Playbook#segments()}
 */
record Vocabulary(
    Map<String, Map<String, NamedFact>> goals,
    Map<String, NamedFact> facts,
    Map<String, Integer> segments) {
  /** No names: for conditions that read only the signal. */
  static final Vocabulary NONE = new Vocabulary(Map.of(), Map.of(), Map.of());

  Vocabulary {
    goals = new LinkedHashMap<>(goals);
    facts = new LinkedHashMap<>(facts);
    segments = new LinkedHashMap<>(segments);
  }

  /**
   * A fact as conditions see it.
   *
   * @param kind null if the fact is wrong in itself
   * @param map whether it has an entry for each value of a property
   */
  record NamedFact(int index, Fact.@Nullable Kind kind, boolean map) {
    /** Whether it is a number or none. */
    boolean isNumeric() {
      return kind != null && kind.isNumber();
    }
  }

  /** The fact that a path names, or null: {@code facts.NAME} or {@code goals.NAME.WORD}. */
  @Nullable NamedFact named(Path path) {
    if (path.root().equals(Path.GOALS)) {
      Map<String, NamedFact> goal = goals.get(path.steps().get(0));
      return goal == null || path.steps().size() < 2 ? null : goal.get(path.steps().get(1));
    }
    return path.root().equals(Path.FACTS) ? facts.get(path.steps().get(0)) : null;
  }

  Vocabulary withSegments(Map<String, Integer> places) {
    return new Vocabulary(goals, facts, places);
  }
}
