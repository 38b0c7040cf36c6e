package dev.attune.playbook;

import dev.attune.playbook.Node.Mapping;
import dev.attune.playbook.Node.Scalar;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what is never written of signals: {@code redact}. One reading. */
final class RedactReader {
  /** The words of {@code redact}. */
  static final Set<String> WORDS = new LinkedHashSet<>(List.of("drop", "hash"));

  private static final Set<String> BAGS = Set.of("properties", "traits", "context");
  private static final int MOST = 200;
  private static final String HINT = "write properties.NAME, traits.NAME or context.NAME";

  private final Problems problems;

  RedactReader(Problems problems) {
    this.problems = problems;
  }

  Redaction read(Entries playbook, List<Fact> facts) {
    Optional<Mapping> mapping = playbook.mapping("redact");
    if (mapping.isEmpty()) {
      return Redaction.NONE;
    }
    Entries entries = new Entries(mapping.get(), problems, WORDS, Set.of());
    Map<List<String>, Integer> drop = paths(entries, "drop");
    Map<List<String>, Integer> hash = paths(entries, "hash");
    if (drop.isEmpty() && hash.isEmpty() && !problems.any()) {
      problems.error(
          playbook.keyAt("redact"),
          "redact names nothing",
          "write redact: { drop: [properties.cardNumber], hash: [properties.email] }");
    }
    hash.forEach((path, at) -> {
      if (drop.containsKey(path)) {
        problems.error(at, String.join(".", path) + " is dropped, so it cannot be hashed");
      }
    });
    warn(facts, drop, hash);
    return new Redaction(drop.keySet(), hash.keySet());
  }

  /** Paths, with where they stand. */
  private Map<List<String>, Integer> paths(Entries entries, String word) {
    Map<List<String>, Integer> paths = new LinkedHashMap<>();
    for (Node item : entries.items(word)) {
      if (!(item instanceof Scalar scalar) || scalar.isNothing()) {
        problems.error(item.at(), word + " takes names of values", HINT);
        continue;
      }
      String text = scalar.text().strip();
      List<String> path = List.of(text.split("\\.", -1));
      if (!BAGS.contains(path.getFirst()) || path.size() < 2) {
        problems.error(scalar.at(), word + " cannot be done to " + text, HINT);
      } else if (path.stream().anyMatch(String::isBlank)) {
        problems.error(scalar.at(), "a part of " + text + " has no name", HINT);
      } else if (paths.put(path, scalar.at()) != null) {
        problems.error(scalar.at(), text + " is named twice");
      } else if (paths.size() > MOST) {
        problems.error(scalar.at(), word + " names more than " + MOST + " values");
        return paths;
      }
    }
    return paths;
  }

  private void warn(
      List<Fact> facts, Map<List<String>, Integer> drop, Map<List<String>, Integer> hash) {
    for (Fact fact : facts) {
      warnDropped(fact, fact.per(), drop);
      warnDropped(fact, fact.of(), drop);
      List<String> of = fact.of();
      Integer hashed = of == null || at(drop, of) != null ? null : at(hash, of);
      if (of != null
          && hashed != null
          && fact.kind() != Fact.Kind.DISTINCT
          && fact.kind() != Fact.Kind.LATEST) {
        problems.warning(
            hashed,
            "properties."
                + String.join(".", of)
                + " is hashed, but the fact "
                + fact.name()
                + " reads a number",
            "a hash is a text: only distinct and latest can read it");
      }
    }
  }

  private void warnDropped(
      Fact fact, @Nullable List<String> path, Map<List<String>, Integer> drop) {
    Integer dropped = path == null ? null : at(drop, path);
    if (path != null && dropped != null) {
      problems.warning(
          dropped,
          "properties."
              + String.join(".", path)
              + " is dropped, but the fact "
              + fact.name()
              + " reads it",
          "hash it, so that it can be counted, or remove the fact");
    }
  }

  /** Where a path, or one that holds it, stands under {@code properties}; or null. */
  private static @Nullable Integer at(Map<List<String>, Integer> paths, List<String> of) {
    for (Map.Entry<List<String>, Integer> each : paths.entrySet()) {
      List<String> path = each.getKey();
      List<String> tail = path.subList(1, path.size());
      if (path.getFirst().equals("properties")
          && tail.size() <= of.size()
          && of.subList(0, tail.size()).equals(tail)) {
        return each.getValue();
      }
    }
    return null;
  }
}
