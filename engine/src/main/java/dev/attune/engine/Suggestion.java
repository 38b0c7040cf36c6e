package dev.attune.engine;

import dev.attune.playbook.Addition;
import dev.attune.playbook.Tongue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something that a playbook might notice, drafted from what was really seen.
 *
 * @param name of the moment or goal it is about
 * @param section what that is: {@code moments} or {@code goals}
 * @param sentences what it does, for people, in each language
 * @param rules to be added to the playbook, each under its section; the last is what it is about
 * @param evidence what it rests on: numbers, by what they count
 */
public record Suggestion(
    String name,
    String section,
    Map<Tongue, String> sentences,
    List<Addition> rules,
    Map<String, Long> evidence) {
  public Suggestion {
    sentences = Map.copyOf(sentences);
    rules = List.copyOf(rules);
    evidence = new LinkedHashMap<>(evidence);
    if (rules.isEmpty() || evidence.isEmpty()) {
      throw new IllegalArgumentException("suggestion without rules or evidence: " + name);
    }
  }

  /** What it does, in a language. */
  public String sentence(Tongue tongue) {
    return sentences.getOrDefault(tongue, "");
  }

  /** The numbers it rests on, in their order. */
  @Override
  public Map<String, Long> evidence() {
    return Collections.unmodifiableMap(evidence);
  }
}
