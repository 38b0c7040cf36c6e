package dev.attune.testkit;

import dev.attune.step.Moment;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a host shows of one customer.
 *
 * @param facts by name, nothing where there is no value
 * @param segments the names of those they are in, in the playbook's order
 * @param open moments that are open, in the order of their ids
 */
public record Stands(Map<String, Optional<Object>> facts, List<String> segments, List<Open> open) {

  /** A moment that is open. */
  public record Open(
      String id, String rule, Instant expires, int triggers, @Nullable String takenBy) {}

  public Stands {
    open = open.stream().sorted(Comparator.comparing(Open::id)).toList();
  }

  static Stands of(Recount.Outcome outcome) {
    Map<String, Optional<Object>> facts = new LinkedHashMap<>();
    outcome.facts().forEach((name, value) -> facts.put(name, Optional.ofNullable(value)));
    return new Stands(facts, outcome.segments(), open(outcome.moments()));
  }

  private static List<Open> open(Collection<Moment> moments) {
    return moments.stream()
        .filter(Moment::isOpen)
        .map(moment ->
            new Open(
                moment.id(), moment.rule(), moment.expires(), moment.triggers(), moment.takenBy()))
        .toList();
  }
}
