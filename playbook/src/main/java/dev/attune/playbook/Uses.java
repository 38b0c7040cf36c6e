package dev.attune.playbook;

import dev.attune.playbook.Node.Entry;
import dev.attune.playbook.Node.Mapping;
import dev.attune.playbook.Node.Scalar;
import dev.attune.playbook.Node.Sequence;
import dev.attune.playbook.Use.Want;
import dev.attune.playbook.Use.What;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds every event, property and trait that a document reads. It goes by words alone, so it looks
 * at accepted documents only. One use.
 */
final class Uses {
  /** Words of a moment behind which an event stands; a goal's are {@link #OF_GOALS}. */
  private static final Set<String> OF_MOMENTS = Set.of("after", "without", "event", "sequence");

  private static final Set<String> OF_GOALS = Set.of("starts", "attained");

  /** Words behind which a condition stands. */
  private static final Set<String> CONDITIONS = Set.of("when", "becomes", "where", "cost");

  /** Words behind which a path stands. */
  private static final Set<String> PATHS = Set.of("of", "per", "date", "before");

  private static final Set<String> NUMERIC = Set.of("sum", "min", "max", "mean");

  private final Problems problems;
  private final FactTypes facts;
  private final List<Use> uses = new ArrayList<>();
  private Set<String> eventWords = Set.of();

  private Uses(Problems problems, FactTypes facts) {
    this.problems = problems;
    this.facts = facts;
  }

  /** The names in the order of the document. */
  static List<Use> of(Mapping playbook, Problems problems) {
    Uses found = new Uses(problems, FactTypes.of(playbook));
    for (Entry entry : playbook.entries()) {
      switch (entry.key().text()) {
        case "segments" -> found.segments(entry.value());
        case "facts" -> found.rules(entry.value(), FactReader.ofEvents());
        case "goals" -> found.rules(entry.value(), OF_GOALS);
        case "moments", "options" -> found.rules(entry.value(), OF_MOMENTS);
        default -> {}
      }
    }
    return found.uses;
  }

  private void segments(Node node) {
    if (node instanceof Mapping mapping) {
      for (Entry entry : mapping.entries()) {
        condition(entry.value(), Optional.empty());
      }
    }
  }

  private void rules(Node node, Set<String> words) {
    eventWords = words;
    if (node instanceof Mapping mapping) {
      mapping.entries().forEach(entry -> words(entry.value()));
    }
  }

  private void words(Node node) {
    if (node instanceof Mapping mapping) {
      Set<String> events = events(mapping);
      mapping.entries().forEach(entry -> word(mapping, entry, events));
    }
  }

  private void word(Mapping mapping, Entry entry, Set<String> events) {
    String word = entry.key().text();
    if (isEvent(word)) {
      event(entry.value());
    } else if (CONDITIONS.contains(word)) {
      condition(entry.value(), ofWhere(mapping, word, events));
    } else if (PATHS.contains(word)) {
      path(entry.value(), events, wanted(mapping, word));
    } else if (word.equals("good") && entry.value() instanceof Scalar) {
      event(entry.value());
    } else if (word.equals("around") || word.equals("good")) {
      words(entry.value());
    }
  }

  /** A goal's {@code where} is about what attains it. */
  private static Optional<Set<String>> ofWhere(Mapping mapping, String word, Set<String> events) {
    if (!word.equals("where")) {
      return Optional.empty();
    }
    Set<String> attained = new LinkedHashSet<>();
    mapping.entries().stream()
        .filter(entry -> entry.key().text().equals("attained"))
        .forEach(entry -> collect(entry.value(), attained));
    return Optional.of(attained.isEmpty() ? events : attained);
  }

  private Set<String> events(Mapping mapping) {
    Set<String> events = new LinkedHashSet<>();
    for (Entry entry : mapping.entries()) {
      if (isEvent(entry.key().text())) {
        collect(entry.value(), events);
      }
    }
    return events;
  }

  private boolean isEvent(String word) {
    return eventWords.contains(word);
  }

  private static void collect(Node node, Set<String> events) {
    switch (node) {
      case Scalar scalar -> events.add(scalar.text().strip());
      case Sequence list -> list.items().forEach(item -> collect(item, events));
      case Mapping mapping -> {}
    }
  }

  private void event(Node node) {
    switch (node) {
      case Scalar scalar -> uses.add(new Use(new What.Event(), scalar.text().strip(), scalar.at()));
      case Sequence list -> list.items().forEach(this::event);
      case Mapping mapping -> words(mapping);
    }
  }

  private static Want wanted(Mapping mapping, String word) {
    if (word.equals("date") || word.equals("before")) {
      return new Want(ValueType.TIME, word);
    }
    return mapping.entries().stream()
        .map(entry -> entry.key().text())
        .filter(kind -> word.equals("of") && NUMERIC.contains(kind))
        .findFirst()
        .map(kind -> new Want(ValueType.NUMBER, kind))
        .orElse(Want.ANY);
  }

  private void path(Node node, Set<String> events, Want want) {
    if (!(node instanceof Scalar scalar)) {
      return;
    }
    String[] steps = scalar.text().strip().split("\\.", -1);
    if (steps.length < 2) {
      return;
    }
    Want top = steps.length > 2 ? Want.ANY : want;
    if (steps[0].equals("traits")) {
      uses.add(new Use(new What.Trait(top), steps[1], scalar.at()));
    } else if (steps[0].equals("properties")) {
      uses.add(new Use(new What.Property(events, top), steps[1], scalar.at()));
    }
  }

  private void condition(Node node, Optional<Set<String>> events) {
    if (node instanceof Scalar scalar && !scalar.isNothing()) {
      Passage passage = new Passage(scalar, problems);
      CelSyntax.parse(scalar.text())
          .ifPresent(tree -> uses.addAll(ConditionUses.of(tree, passage, facts, events)));
    }
  }
}
