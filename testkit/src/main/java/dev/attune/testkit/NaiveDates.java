package dev.attune.testkit;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Signal;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.MomentRule.Around;
import dev.attune.playbook.MomentRule.Trigger;
import dev.attune.playbook.Playbook;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Spans around dates by their definition; dates here are {@code 2026-01-31} or instants. */
final class NaiveDates {
  private NaiveDates() {}

  /** The instants at which one enters and leaves a span. */
  record Edges(Instant start, Instant end) {
    boolean hold(Instant now) {
      return !now.isBefore(start) && now.isBefore(end);
    }
  }

  static Optional<Edges> of(Around around, @Nullable Object date, ZoneId zone) {
    if (!(date instanceof String text)) {
      return Optional.empty();
    }
    try {
      LocalDate day = LocalDate.parse(text);
      return Optional.of(
          new Edges(
              day.atStartOfDay(zone).toInstant().plus(around.from()),
              day.plusDays(1).atStartOfDay(zone).toInstant().plus(around.to())));
    } catch (DateTimeException notADay) {
      return ofInstant(around, text);
    }
  }

  static List<Around> spans(Playbook playbook) {
    List<Around> spans = new ArrayList<>();
    for (MomentRule rule : playbook.moments()) {
      switch (rule.trigger()) {
        case Trigger.Near near -> spans.add(near.around());
        case Trigger.When when -> when.around().ifPresent(spans::add);
        case Trigger.Becomes becomes -> {}
        case Trigger.Silence silence -> {}
        case Trigger.Sequence sequence -> {}
      }
    }
    return spans;
  }

  /** Every edge that any stated trait could have in any stated zone. */
  static Set<Instant> edges(Playbook playbook, List<Signal> signals) {
    Set<ZoneId> zones = new HashSet<>();
    zones.add(playbook.zone());
    Set<Object> values = new HashSet<>();
    for (Signal signal : signals) {
      zone(signal.context().get("timezone")).ifPresent(zones::add);
      if (signal.content() instanceof Content.Identify(Data traits)) {
        traits.forEach((name, value) -> values.add(value));
        zone(traits.get("timezone")).ifPresent(zones::add);
      }
    }
    Set<Instant> edges = new HashSet<>();
    for (Around span : spans(playbook)) {
      for (Object value : values) {
        for (ZoneId zone : zones) {
          of(span, value, zone)
              .ifPresent(found -> edges.addAll(Set.of(found.start(), found.end())));
        }
      }
    }
    return edges;
  }

  static Optional<ZoneId> zone(@Nullable Object name) {
    if (!(name instanceof String text)) {
      return Optional.empty();
    }
    try {
      return Optional.of(ZoneId.of(text));
    } catch (DateTimeException notAZone) {
      return Optional.empty();
    }
  }

  private static Optional<Edges> ofInstant(Around around, String text) {
    try {
      Instant instant = Instant.parse(text);
      return Optional.of(new Edges(instant.plus(around.from()), instant.plus(around.to())));
    } catch (DateTimeException notAnInstant) {
      return Optional.empty();
    }
  }
}
