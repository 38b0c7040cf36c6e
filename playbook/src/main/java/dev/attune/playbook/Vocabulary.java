package dev.attune.playbook;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that conditions of one playbook can read, in the document's order.
 *
 * @param facts what each fact is; also those that are wrong in themselves, so that their mention
 *     elsewhere is no second problem
 * @param segments their places in {@link Playbook#segments()}
 */
record Vocabulary(Map<String, NamedFact> facts, Map<String, Integer> segments) {
  Vocabulary {
    facts = new LinkedHashMap<>(facts);
    segments = new LinkedHashMap<>(segments);
  }

  /**
   * A fact as conditions see it.
   *
   * @param kind null if the fact is wrong in itself
   */
  record NamedFact(int index, Fact.@Nullable Kind kind) {
    /** Whether it is a number or none. */
    boolean isNumeric() {
      return kind != null
          && switch (kind) {
            case COUNT, DISTINCT, SUM, MIN, MAX, MEAN -> true;
            case FIRST, LAST, LATEST -> false;
          };
    }
  }

  Vocabulary withSegments(Map<String, Integer> places) {
    return new Vocabulary(facts, places);
  }
}
