package dev.attune.playbook;

import dev.attune.playbook.Node.Entry;
import dev.attune.playbook.Node.Mapping;
import dev.attune.playbook.Node.Scalar;
import dev.attune.playbook.Node.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the names that a playbook declares: {@code events: { Ride Completed: { fare: number } }}
 * and {@code traits: { plan: text }}.
 */
final class DeclaredReader {
  /** The words of a playbook that it reads. */
  static final List<String> WORDS = List.of("events", "traits");

  /** The most events, and the most names of one of them. */
  static final int MOST = 2_000;

  private final Problems problems;

  DeclaredReader(Problems problems) {
    this.problems = problems;
  }

  Declared read(Entries entries) {
    Map<String, Map<String, ValueType>> events = new LinkedHashMap<>();
    for (Entry event : entries(entries.mapping("events"), "events")) {
      events.put(event.key().text().strip(), properties(event));
    }
    return new Declared(events, names(entries.mapping("traits"), "traits"));
  }

  private Map<String, ValueType> properties(Entry event) {
    return switch (event.value()) {
      case Mapping mapping -> names(Optional.of(mapping), event.key().text());
      case Scalar scalar when scalar.isNothing() -> Map.of();
      case Scalar scalar -> unreadable(event, scalar);
      case Sequence list -> unreadable(event, list);
    };
  }

  private Map<String, ValueType> unreadable(Entry event, Node value) {
    problems.error(
        value.at(),
        "event " + event.key().text() + " takes properties with their types",
        "write " + event.key().text() + ": { fare: number, city: text }");
    return Map.of();
  }

  private Map<String, ValueType> names(Optional<Mapping> mapping, String of) {
    Map<String, ValueType> names = new LinkedHashMap<>();
    for (Entry entry : entries(mapping, of)) {
      if (!(entry.value() instanceof Scalar type) || type.isNothing()) {
        problems.error(entry.key().at(), entry.key().text() + " has no type", hint());
        continue;
      }
      String word = type.text().strip();
      Optional<ValueType> known = ValueType.of(word);
      if (known.isPresent()) {
        names.put(entry.key().text(), known.get());
      } else {
        problems.unknown(type.at(), "unknown type " + word, word, ValueType.words());
      }
    }
    return names;
  }

  private List<Entry> entries(Optional<Mapping> mapping, String of) {
    List<Entry> entries = mapping.map(Mapping::entries).orElse(List.of());
    if (entries.size() > MOST) {
      problems.error(
          entries.get(MOST).key().at(),
          of + " has more than " + MOST + " names: " + entries.size());
      return List.of();
    }
    return entries;
  }

  private static String hint() {
    return "a type is one of " + String.join(", ", ValueType.words());
  }
}
