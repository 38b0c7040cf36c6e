package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and writes lists of records that are kept as one JSON document: {@code {"all": [...]}}. */
final class Stored {
  private static final String ALL = "all";

  private Stored() {}

  static List<Data> list(Optional<byte[]> document) {
    List<Data> records = new ArrayList<>();
    if (document.isPresent() && Json.read(document.get()).get(ALL) instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof Data data) {
          records.add(data);
        }
      }
    }
    return records;
  }

  static byte[] document(List<Data> records) {
    return Json.write(Data.of(ALL, records));
  }

  static String text(Data data, String name) {
    String text = data.text(name);
    if (text == null) {
      throw new IllegalStateException("a stored record lacks %s: %s".formatted(name, data.names()));
    }
    return text;
  }
}
