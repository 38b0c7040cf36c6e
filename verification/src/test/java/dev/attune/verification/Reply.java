package dev.attune.verification;

import dev.attune.customer.Data;
import dev.attune.wire.Json;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a server said. */
@SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
record Reply(int status, HttpHeaders headers, byte[] body) {
  Data data() {
    return Json.read(body);
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The objects under {@code name}. */
  List<Data> list(String name) {
    return list(data(), name);
  }

  static List<Data> list(Data data, String name) {
    return data.get(name) instanceof List<?> items
        ? items.stream().map(Data.class::cast).toList()
        : List.of();
  }
}
