package dev.attune.playbook;

import dev.attune.playbook.Entries.Range;
import dev.attune.playbook.Node.Entry;
import dev.attune.playbook.Node.Mapping;
import dev.attune.playbook.Node.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code goals} of a playbook. */
final class GoalReader {
  /** The most goals of one playbook. */
  static final int MOST = 200;

  /** What a goal may say. */
  static final List<String> WORDS =
      List.of("title", "motive", "starts", "attained", "per", "where", "within");

  private final Problems problems;
  private final Conditions conditions;
  private final List<Goal> goals = new ArrayList<>();
  private final Set<String> names = new LinkedHashSet<>();

  GoalReader(Problems problems) {
    this.problems = problems;
    conditions = new Conditions(problems, Vocabulary.NONE);
  }

  void read(Optional<Mapping> mapping) {
    if (mapping.isEmpty()) {
      return;
    }
    List<Entry> entries = mapping.get().entries();
    if (entries.size() > MOST) {
      problems.error(
          entries.get(MOST).key().at(), "more than " + MOST + " goals: " + entries.size());
      return;
    }
    for (Entry entry : entries) {
      Names.check(entry.key(), "a goal", problems);
      names.add(entry.key().text());
      goal(entry).ifPresent(goals::add);
    }
  }

  /** In the document's order; some are missing if something is wrong with them. */
  List<Goal> goals() {
    return goals;
  }

  /** The names of all, also of those with which something is wrong. */
  Set<String> names() {
    return names;
  }

  /** The word for what a goal tells. */
  static String word(Fact.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private Optional<Goal> goal(Entry entry) {
    Scalar key = entry.key();
    if (!(entry.value() instanceof Mapping mapping)) {
      problems.error(
          key.at(),
          "goal " + key.text() + " does not say what it is",
          "write { starts: EVENT, attained: EVENT, within: 2h }");
      return Optional.empty();
    }
    Entries entries = new Entries(mapping, problems, new LinkedHashSet<>(WORDS), Set.of());
    for (String needed : List.of("starts", "attained", "within")) {
      if (!entries.has(needed)) {
        problems.error(key.at(), "goal " + key.text() + " does not say " + needed, hint(needed));
      }
    }
    Optional<Goal.Motive> motive = Names.oneOf(entries, "motive", Goal.Motive.values(), problems);
    Optional<String> starts = Names.event(entries, "starts", problems);
    Optional<String> attained = Names.event(entries, "attained", problems);
    Optional<Duration> within = entries.duration("within", Range.POSITIVE);
    Optional<List<String>> per = Names.property(entries, "per", problems);
    Optional<Condition> where =
        entries.scalar("where").flatMap(text -> conditions.read(text, Place.WHERE));
    if (starts.isEmpty() || attained.isEmpty() || within.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Goal(
            goals.size(),
            key.text(),
            motive,
            entries.text("title"),
            starts.get(),
            attained.get(),
            per.orElse(null),
            where.orElse(null),
            within.get()));
  }

  private static String hint(String needed) {
    return switch (needed) {
      case "starts" -> "the event with which a customer sets out: starts: Ride Requested";
      case "attained" -> "the event that shows they got there: attained: Ride Completed";
      default -> "how long they have: within: 2h";
    };
  }
}
