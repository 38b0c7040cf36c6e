package dev.attune.engine;

import dev.attune.wire.StoredSignal.ValueType;
import java.time.Instant;
import java.util.Map;

/**
 * An event, a property or a trait that was really seen.
 *
 * @param event the event, or kind by its title; empty for a trait
 * @param name of the property or trait; empty for the event itself
 * @param count how many signals had it
 * @param types how often it was of which type; empty for an event
 * @param first the earliest signal that had it
 * @param last the latest signal that had it
 */
public record CatalogueEntry(
    String event,
    String name,
    long count,
    Map<ValueType, Long> types,
    Instant first,
    Instant last) {
  public CatalogueEntry {
    types = Map.copyOf(types);
  }
}
