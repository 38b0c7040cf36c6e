package dev.attune.playbook;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The names that were really seen, for checking what a playbook reads.
 *
 * @param events by name; kinds by their title
 * @param properties by event and name
 * @param traits by name
 */
public record Catalogue(
    Map<String, Seen> events, Map<String, Map<String, Seen>> properties, Map<String, Seen> traits) {
  /** Nothing was seen. */
  public static final Catalogue EMPTY = new Catalogue(Map.of(), Map.of(), Map.of());

  public Catalogue {
    events = Map.copyOf(events);
    properties = Map.copyOf(properties);
    traits = Map.copyOf(traits);
  }

  /**
   * What was seen of a name.
   *
   * @param count how many signals had it
   * @param types how often it was of which type; empty for an event
   * @param last when it was seen last
   * @param stopped from when on it counts as stopped, if it has
   */
  public record Seen(
      long count, Map<ValueType, Long> types, Instant last, Optional<Instant> stopped) {
    public Seen {
      types = Map.copyOf(types);
    }
  }

  /** What was seen of an event's properties, by name. */
  Map<String, Seen> of(String event) {
    return properties.getOrDefault(event, Map.of());
  }
}
