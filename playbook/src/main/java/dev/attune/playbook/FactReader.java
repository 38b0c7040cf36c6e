package dev.attune.playbook;

import dev.attune.playbook.Node.Entry;
import dev.attune.playbook.Node.Mapping;
import dev.attune.playbook.Node.Scalar;
import dev.attune.playbook.Vocabulary.NamedFact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the {@code facts} of a playbook. */
final class FactReader {
  /** The most facts of one playbook. */
  static final int MOST = 1_000;

  private static final List<String> KINDS =
      Arrays.stream(Fact.Kind.values()).map(FactReader::word).toList();
  private static final Set<String> WORDS = new LinkedHashSet<>(KINDS);
  private static final Set<String> LATER = Set.of("per", "streak", "trend");

  static {
    WORDS.addAll(List.of("of", "where", "within"));
  }

  private final Problems problems;
  private final Conditions conditions;
  private final List<Fact> facts = new ArrayList<>();
  private final Map<String, NamedFact> named = new LinkedHashMap<>();

  FactReader(Problems problems) {
    this.problems = problems;
    this.conditions = new Conditions(problems, new Vocabulary(Map.of(), Map.of()));
  }

  void read(Optional<Mapping> mapping) {
    if (mapping.isEmpty()) {
      return;
    }
    List<Entry> entries = mapping.get().entries();
    if (entries.size() > MOST) {
      problems.error(
          entries.get(MOST).key().at(), "more than " + MOST + " facts: " + entries.size());
      return;
    }
    for (Entry entry : entries) {
      int index = named.size();
      Names.checkFact(entry.key(), problems);
      Optional<Fact> fact = fact(index, entry);
      fact.ifPresent(facts::add);
      named.put(entry.key().text(), new NamedFact(index, fact.map(Fact::kind).orElse(null)));
    }
  }

  List<Fact> facts() {
    return facts;
  }

  /** Reads conditions that may ask about these facts. */
  Conditions conditions() {
    return new Conditions(problems, new Vocabulary(named, Map.of()));
  }

  private Optional<Fact> fact(int index, Entry entry) {
    if (!(entry.value() instanceof Mapping mapping)) {
      problems.error(
          entry.key().at(),
          "fact " + entry.key().text() + " does not say what it is",
          "write { count: EVENT, within: 30d }");
      return Optional.empty();
    }
    Entries entries = new Entries(mapping, problems, WORDS, LATER);
    Optional<Fact.Kind> kind = kind(entry.key(), entries, mapping);
    Optional<Condition> where =
        entries.scalar("where").flatMap(text -> conditions.read(text, Place.WHERE));
    Optional<Duration> within = entries.duration("within", Entries.Range.POSITIVE);
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    Optional<List<String>> of = of(kind.get(), entries);
    Optional<String> event = Names.event(entries, word(kind.get()), problems);
    if (event.isEmpty() || of.isPresent() != kind.get().readsValue()) {
      return Optional.empty();
    }
    where.ifPresent(found -> warn(found, event.get(), entries.keyAt("where")));
    return Optional.of(
        new Fact(
            index,
            entry.key().text(),
            kind.get(),
            event.get(),
            of.orElse(null),
            where.orElse(null),
            within.orElse(null)));
  }

  private void warn(Condition where, String event, int at) {
    if (where.reads().events().filter(events -> !events.contains(event)).isPresent()) {
      problems.warning(
          at,
          "where lets no " + event + " through, so nothing counts",
          "a fact reads one event; leave signal.event away");
    }
  }

  private Optional<Fact.Kind> kind(Scalar name, Entries entries, Mapping mapping) {
    List<String> given = KINDS.stream().filter(entries::has).toList();
    if (given.size() == 1) {
      return Optional.of(Fact.Kind.valueOf(given.get(0).toUpperCase(Locale.ROOT)));
    }
    if (given.size() > 1) {
      problems.error(
          entries.keyAt(given.get(1)),
          "fact " + name.text() + " says both " + given.get(0) + " and " + given.get(1),
          "a fact is one of them; make two facts");
      return Optional.empty();
    }
    boolean said =
        mapping.entries().stream().map(entry -> entry.key().text()).anyMatch(LATER::contains);
    if (!said) {
      problems.error(
          name.at(),
          "fact " + name.text() + " does not say what it is",
          KINDS.stream().collect(Collectors.joining(", ", "it needs one of ", "")));
    }
    return Optional.empty();
  }

  private Optional<List<String>> of(Fact.Kind kind, Entries entries) {
    if (!kind.readsValue()) {
      if (entries.has("of")) {
        problems.error(
            entries.keyAt("of"), word(kind) + " reads no property, so of means nothing here");
      }
      return Optional.empty();
    }
    if (!entries.has("of")) {
      problems.error(
          entries.keyAt(word(kind)),
          word(kind) + " needs to know which property",
          "add of: properties.NAME");
    }
    return entries.scalar("of").flatMap(path -> Names.path(path, "properties", problems));
  }

  private static String word(Fact.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
