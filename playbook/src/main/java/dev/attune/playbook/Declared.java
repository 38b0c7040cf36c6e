package dev.attune.playbook;

import java.util.Map;
import java.util.Optional;

/**
 * The names that a playbook declares, so that they are known before they are seen.
 *
 * @param events the properties of each event, with their types; empty where none is declared
 * @param traits with their types
 */
public record Declared(Map<String, Map<String, ValueType>> events, Map<String, ValueType> traits) {
  /** No names. */
  public static final Declared NOTHING = new Declared(Map.of(), Map.of());

  public Declared {
    events = Map.copyOf(events);
    traits = Map.copyOf(traits);
  }

  /** The type of an event's property, if it is declared. */
  Optional<ValueType> property(String event, String name) {
    return Optional.ofNullable(events.getOrDefault(event, Map.of()).get(name));
  }
}
