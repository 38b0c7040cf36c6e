package dev.attune.step;

import dev.attune.playbook.Fact;
import dev.attune.step.Summary.Kept;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From when on facts are complete of somebody of whom old signals are gone. */
final class Completeness {
  private Completeness() {}

  /** The facts that are not, in the playbook's order. */
  static Map<String, Instant> of(Plan plan, Summary before, Instant now) {
    Map<String, Instant> from = new LinkedHashMap<>();
    for (Fact fact : plan.playbook.facts()) {
      long complete = of(fact, plan, before, now.toEpochMilli());
      if (complete != Long.MIN_VALUE) {
        from.put(fact.name(), Instant.ofEpochMilli(complete));
      }
    }
    return from;
  }

  private static long of(Fact fact, Plan plan, Summary before, long now) {
    if (fact.within() != null) {
      long within = fact.within().toMillis();
      long back = fact.kind() == Fact.Kind.TREND ? 2 * within : within;
      return now - back < before.cut ? before.cut : Long.MIN_VALUE;
    }
    if (fact.kind() == Fact.Kind.OPEN) {
      return Long.MIN_VALUE;
    }
    @Nullable Kept kept = before.facts.get(Definition.of(fact, plan.playbook));
    return kept == null ? before.cut : kept.from();
  }
}
