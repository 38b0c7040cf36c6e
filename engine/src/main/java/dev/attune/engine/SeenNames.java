package dev.attune.engine;

import dev.attune.playbook.Catalogue;
import dev.attune.playbook.Catalogue.Seen;
import dev.attune.playbook.ValueType;
import dev.attune.wire.StoredSignal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The catalogue as playbooks are checked against it. */
public final class SeenNames {
  private SeenNames() {}

  /** What was really seen up to now. */
  public static Catalogue of(Engine engine) {
    return of(engine.catalogue(), engine.progress().stopped());
  }

  private static Catalogue of(List<CatalogueEntry> entries, List<StoppedEvent> stopped) {
    Map<String, Instant> silent =
        stopped.stream().collect(Collectors.toMap(StoppedEvent::event, StoppedEvent::since));
    Map<String, Seen> events = new HashMap<>();
    Map<String, Map<String, Seen>> properties = new HashMap<>();
    Map<String, Seen> traits = new HashMap<>();
    for (CatalogueEntry entry : entries) {
      Optional<Instant> since = Optional.ofNullable(silent.get(entry.event()));
      if (entry.event().isEmpty()) {
        traits.put(entry.name(), seen(entry, Optional.empty()));
      } else if (entry.name().isEmpty()) {
        events.put(entry.event(), seen(entry, since));
      } else {
        properties
            .computeIfAbsent(entry.event(), event -> new HashMap<>())
            .put(entry.name(), seen(entry, Optional.empty()));
      }
    }
    return new Catalogue(events, properties, traits);
  }

  private static Seen seen(CatalogueEntry entry, Optional<Instant> stopped) {
    Map<ValueType, Long> types = new EnumMap<>(ValueType.class);
    entry.types().forEach((type, count) -> types.put(type(type), count));
    return new Seen(entry.count(), types, entry.last(), stopped);
  }

  private static ValueType type(StoredSignal.ValueType type) {
    return switch (type) {
      case TEXT -> ValueType.TEXT;
      case NUMBER -> ValueType.NUMBER;
      case FLAG -> ValueType.FLAG;
      case LIST -> ValueType.LIST;
      case OBJECT -> ValueType.OBJECT;
    };
  }
}
