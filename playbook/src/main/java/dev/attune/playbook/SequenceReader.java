package dev.attune.playbook;

import dev.attune.playbook.Entries.Range;
import dev.attune.playbook.MomentRule.Step;
import dev.attune.playbook.MomentRule.Trigger;
import dev.attune.playbook.Node.Mapping;
import dev.attune.playbook.Node.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code sequence} of a moment. */
final class SequenceReader {
  /** The most steps of one sequence. */
  static final int MOST = 20;

  /** What a step may say. */
  static final List<String> WORDS = List.of("event", "where");

  private final Problems problems;
  private final Conditions conditions;

  SequenceReader(Problems problems, Conditions conditions) {
    this.problems = problems;
    this.conditions = conditions;
  }

  /** The sequence beside {@code within}; nothing if a problem was reported. */
  Optional<Trigger> read(Entries entries) {
    int before = problems.count();
    Optional<Duration> within = entries.duration("within", Range.POSITIVE);
    if (!entries.has("within")) {
      problems.error(
          entries.keyAt("sequence"), "sequence needs within beside it", "add within: 1h");
    }
    List<Node> items = entries.items("sequence");
    if (items.size() < 2 || items.size() > MOST) {
      problems.error(
          entries.keyAt("sequence"),
          "a sequence has 2 to " + MOST + " steps, not " + items.size(),
          "write sequence: [Product Viewed, Cart Viewed]");
    }
    List<Step> steps = new ArrayList<>();
    items.stream().limit(MOST).forEach(item -> step(item).ifPresent(steps::add));
    return problems.count() > before || within.isEmpty()
        ? Optional.empty()
        : Optional.of(new Trigger.Sequence(steps, within.get()));
  }

  private Optional<Step> step(Node item) {
    if (item instanceof Scalar event && !event.isNothing()) {
      return Optional.of(new Step(event.text().strip(), null));
    }
    if (!(item instanceof Mapping mapping)) {
      problems.error(
          item.at(),
          "a step is an event",
          "write Order Completed, or { event: Order Completed, where: CONDITION }");
      return Optional.empty();
    }
    Entries entries = new Entries(mapping, problems, new LinkedHashSet<>(WORDS), Set.of());
    if (!entries.has("event")) {
      problems.error(mapping.at(), "a step does not say which event", "add event: NAME");
    }
    Optional<Condition> where =
        entries.scalar("where").flatMap(text -> conditions.read(text, Place.WHERE));
    return Names.event(entries, "event", problems)
        .map(event -> new Step(event, where.orElse(null)));
  }
}
