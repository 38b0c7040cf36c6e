package dev.attune.wire;

import dev.attune.customer.Data;
import java.time.Instant;
import java.util.Optional;

/**
 * A valid CloudEvent of version 1.0, however it came. Read by {@link CloudEventReader}.
 *
 * @param attributes every context attribute that has a value, extensions among them, without the
 *     data
 * @param data what JSON says where the data is JSON, else its text
 * @param base64 data that is neither JSON nor text, in base 64
 */
public record CloudEvent(Data attributes, Optional<Object> data, Optional<String> base64) {
  static final String DATA = "data";
  static final String BASE64 = "data_base64";

  /** Which event of its source it is. */
  public String id() {
    return attribute("id");
  }

  /** Who produced it; with {@link #id} what tells it from every other event. */
  public String source() {
    return attribute("source");
  }

  /** When it happened, where it says so; cut to milliseconds. */
  public Optional<Instant> time() {
    return Optional.ofNullable(attributes.text("time")).flatMap(Timestamps::read);
  }

  /** Attributes and data as one object: the event in JSON's event format. */
  public Data structured() {
    Data.Builder event = new Data.Builder();
    attributes.forEach(event::put);
    data.ifPresent(value -> event.put(DATA, value));
    base64.ifPresent(value -> event.put(BASE64, value));
    return event.build();
  }

  private String attribute(String name) {
    String text = attributes.text(name);
    if (text == null) {
      throw new IllegalStateException("an event without " + name);
    }
    return text;
  }
}
