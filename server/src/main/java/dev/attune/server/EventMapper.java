package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.server.RowMapper.Said;
import dev.attune.wire.CloudEvent;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Turns a source's CloudEvents into messages, as its mapping says: see docs/formats/cloudevents.md.
 * An event is known by its source and id, so sent again it is the same signal. Its attributes stay
 * with the signal, under {@code context.cloudevent}.
 *
 * <p>Immutable.
 */
final class EventMapper {
  /** For a source that has no mapping: every event is a track of its subject. */
  static final EventMapper USUAL = of("kind: track");

  private static final int ID_BYTES = 16;

  private final String text;
  private final int rules;
  private final MessageMaker maker;

  private EventMapper(String text, Mapping.OfEvents mapping) {
    this.text = text;
    this.rules = mapping.signals().size();
    this.maker = new MessageMaker(mapping.signals(), mapping.absent());
  }

  /**
   * Reads a mapping.
   *
   * @throws YamlMap.Wrong if it is not valid
   */
  static EventMapper of(String text) {
    return new EventMapper(text, MappingReader.readOfEvents(text));
  }

  /** The mapping as it was written. */
  String text() {
    return text;
  }

  /** What an event says, in the mapping's order. */
  List<Said> map(CloudEvent event) {
    byte[] identity = RowMapper.sha256(event.source() + "\n" + event.id());
    String id = HexFormat.of().formatHex(identity, 0, ID_BYTES);
    Data context = Data.of("cloudevent", event.attributes());
    Row.Sound row = new Row.Json(1, columns(event), id);
    List<Said> said = new ArrayList<>(rules);
    for (int i = 0; i < rules; i++) {
      int index = i;
      said.add(maker.make(index, row, () -> "event-%d-%s".formatted(index, id), context));
    }
    return said;
  }

  /**
   * The event as mappings see it: its time in one form, data that is no text under its own name.
   */
  private static Data columns(CloudEvent event) {
    Data.Builder columns = new Data.Builder();
    event.structured().forEach(columns::put);
    event.time().ifPresent(time -> columns.put("time", time.toString()));
    event.base64().ifPresent(base64 -> columns.put("data", Data.of("data_base64", base64)));
    return columns.build();
  }
}
