package dev.attune.playbook;

import dev.attune.playbook.Node.Entry;
import dev.attune.playbook.Node.Mapping;
import dev.attune.playbook.Node.Scalar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the facts of a document are, as far as its words say: numbers, or whatever a property is.
 * What a goal tells is always a number.
 *
 * @param latest the facts that are the newest value of a property
 * @param numbers the facts that are numbers
 */
record FactTypes(Map<String, Latest> latest, Set<String> numbers) {
  FactTypes {
    latest = Map.copyOf(latest);
    numbers = Set.copyOf(numbers);
  }

  /** The property whose newest value a fact is. */
  record Latest(String event, String property) {}

  /** The facts of a playbook. */
  static FactTypes of(Mapping playbook) {
    Map<String, Latest> latest = new HashMap<>();
    Set<String> numbers = new HashSet<>();
    for (Entry entry : playbook.entries()) {
      if (entry.key().text().equals("facts") && entry.value() instanceof Mapping facts) {
        facts.entries().forEach(fact -> add(fact, latest, numbers));
      }
    }
    return new FactTypes(latest, numbers);
  }

  private static void add(Entry fact, Map<String, Latest> latest, Set<String> numbers) {
    if (!(fact.value() instanceof Mapping words)) {
      return;
    }
    String name = fact.key().text();
    text(words, word(Fact.Kind.LATEST))
        .flatMap(event ->
            text(words, "of").flatMap(FactTypes::property).map(of -> new Latest(event, of)))
        .ifPresent(found -> latest.put(name, found));
    for (Fact.Kind kind : Fact.Kind.values()) {
      if (kind.isNumber() && text(words, word(kind)).isPresent()) {
        numbers.add(name);
      }
    }
  }

  private static String word(Fact.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static Optional<String> text(Mapping words, String word) {
    return words.entries().stream()
        .filter(entry -> entry.key().text().equals(word))
        .map(Entry::value)
        .filter(Scalar.class::isInstance)
        .map(value -> ((Scalar) value).text().strip())
        .findFirst();
  }

  /** The property of a path; nothing if it lies deeper, since nobody says what is in an object. */
  private static Optional<String> property(String path) {
    String[] steps = path.split("\\.", -1);
    return steps.length == 2 ? Optional.of(steps[1]) : Optional.empty();
  }

  /** The property whose newest value a path reads. */
  Optional<Latest> latest(Path path) {
    return path.root().equals(Path.FACTS) && path.steps().size() == 1
        ? Optional.ofNullable(latest.get(path.steps().getFirst()))
        : Optional.empty();
  }

  /** Whether a path reads a fact that is a number. */
  boolean isNumber(Path path) {
    return switch (path.root()) {
      case Path.FACTS -> path.steps().size() == 1 && numbers.contains(path.steps().getFirst());
      case Path.GOALS -> path.steps().size() == 2;
      default -> false;
    };
  }
}
