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
      Arrays.stream(Fact.Kind.values())
          .filter(kind -> kind != Fact.Kind.OPEN)
          .map(FactReader::word)
          .toList();
  private static final Set<String> WORDS = new LinkedHashSet<>(KINDS);

  static {
    WORDS.addAll(List.of("of", "per", "by", "where", "within"));
  }

  private final Problems problems;
  private final Conditions conditions;
  private final Set<String> goals;
  private final List<Fact> facts = new ArrayList<>();
  private final Map<String, NamedFact> named = new LinkedHashMap<>();
  private final Map<String, Map<String, NamedFact>> ofGoals = new LinkedHashMap<>();

  /** Of a playbook with these goals. */
  FactReader(Problems problems, Set<String> goals) {
    this.problems = problems;
    this.goals = goals;
    this.conditions = new Conditions(problems, Vocabulary.NONE);
  }

  /** The words of a fact. */
  static Set<String> words() {
    return WORDS;
  }

  /** The words behind which the event stands that a fact reads. */
  static Set<String> ofEvents() {
    return Arrays.stream(Fact.Kind.values())
        .filter(kind -> !kind.readsGoal())
        .map(FactReader::word)
        .collect(Collectors.toSet());
  }

  void read(Optional<Mapping> mapping) {
    mapping.ifPresent(this::readDeclared);
    goals.forEach(this::addGoal);
  }

  private void readDeclared(Mapping mapping) {
    List<Entry> entries = mapping.entries();
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
      named.put(
          entry.key().text(),
          new NamedFact(
              index, fact.map(Fact::kind).orElse(null), fact.map(Fact::isMap).orElse(false)));
    }
  }

  /** What conditions read of a goal are facts that nobody wrote. */
  private void addGoal(String goal) {
    Map<String, NamedFact> readings = new LinkedHashMap<>();
    for (Fact.Kind kind : Goal.READINGS) {
      int index = named.size() + ofGoals.size() * Goal.READINGS.size() + readings.size();
      readings.put(word(kind), new NamedFact(index, kind, false));
      String name = new Path(Path.GOALS, List.of(goal, word(kind))).toString();
      facts.add(new Fact(index, name, kind, goal, null, null, null, null, null, false));
    }
    ofGoals.put(goal, readings);
  }

  List<Fact> facts() {
    return facts;
  }

  /** Reads conditions that may ask about these facts. */
  Conditions conditions() {
    return new Conditions(problems, new Vocabulary(ofGoals, named, Map.of()));
  }

  private Optional<Fact> fact(int index, Entry entry) {
    if (!(entry.value() instanceof Mapping mapping)) {
      problems.error(
          entry.key().at(),
          "fact " + entry.key().text() + " does not say what it is",
          "write { count: EVENT, within: 30d }");
      return Optional.empty();
    }
    Entries entries = new Entries(mapping, problems, WORDS, Set.of());
    Optional<Fact.Kind> kind = kind(entry.key(), entries);
    Optional<Condition> where =
        entries.scalar("where").flatMap(text -> conditions.read(text, Place.WHERE));
    Optional<Duration> within = entries.duration("within", Entries.Range.POSITIVE);
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    Optional<List<String>> of = of(kind.get(), entries);
    Optional<List<String>> per = Names.property(entries, "per", problems);
    Optional<Fact.Unit> by = by(kind.get(), entries);
    Optional<String> event = source(kind.get(), entries);
    if (event.isEmpty()
        || of.isPresent() != kind.get().readsValue()
        || !fits(kind.get(), entries, within)
        || by.isPresent() != (kind.get() == Fact.Kind.STREAK)) {
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
            per.orElse(null),
            where.orElse(null),
            within.orElse(null),
            by.orElse(null),
            true));
  }

  /** The event that it reads, or the goal. */
  private Optional<String> source(Fact.Kind kind, Entries entries) {
    if (!kind.readsGoal()) {
      return Names.event(entries, word(kind), problems);
    }
    Optional<Scalar> goal = entries.scalar(word(kind));
    String name = goal.map(Scalar::text).map(String::strip).orElse("");
    if (goal.isPresent() && !goals.contains(name)) {
      problems.unknown(goal.get().at(), "unknown goal " + name, name, goals);
      return Optional.empty();
    }
    return goal.map(scalar -> name);
  }

  /** Reports words that mean nothing beside a kind, or that it needs. */
  private boolean fits(Fact.Kind kind, Entries entries, Optional<Duration> within) {
    int before = problems.count();
    if (kind.readsGoal()) {
      stray(entries, "where", "a goal says itself what attains it");
      stray(entries, "per", "a goal's outcomes have no properties");
    }
    if (kind == Fact.Kind.STREAK) {
      stray(entries, "within", "a streak ends by itself when a day or week is left out");
    } else if (kind == Fact.Kind.TREND && !entries.has("within")) {
      problems.error(
          entries.keyAt("trend"),
          "trend needs to know which window",
          "add within: 30d; it is compared with the 30 days before");
    }
    return problems.count() == before && (kind != Fact.Kind.TREND || within.isPresent());
  }

  private void stray(Entries entries, String word, String reason) {
    if (entries.has(word)) {
      problems.error(entries.keyAt(word), word + " means nothing here: " + reason);
    }
  }

  private Optional<Fact.Unit> by(Fact.Kind kind, Entries entries) {
    if (kind != Fact.Kind.STREAK) {
      stray(entries, "by", "only a streak counts by days or weeks");
      return Optional.empty();
    }
    if (!entries.has("by")) {
      return Optional.of(Fact.Unit.DAY);
    }
    return Names.oneOf(entries, "by", Fact.Unit.values(), problems);
  }

  private void warn(Condition where, String event, int at) {
    if (where.reads().events().filter(events -> !events.contains(event)).isPresent()) {
      problems.warning(
          at,
          "where lets no " + event + " through, so nothing counts",
          "a fact reads one event; leave signal.event away");
    }
  }

  private Optional<Fact.Kind> kind(Scalar name, Entries entries) {
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
    problems.error(
        name.at(),
        "fact " + name.text() + " does not say what it is",
        KINDS.stream().collect(Collectors.joining(", ", "it needs one of ", "")));
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
