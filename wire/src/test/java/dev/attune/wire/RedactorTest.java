package dev.attune.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Kind;
import dev.attune.customer.Origin;
import dev.attune.customer.SignalId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedactorTest {
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  private final Redactor redactor =
      new Redactor(
          List.of(
              List.of("properties", "cardNumber"),
              List.of("traits", "ssn"),
              List.of("context", "ip"),
              List.of("properties", "items", "secret"),
              List.of("properties", "rating")),
          List.of(List.of("properties", "email"), List.of("traits", "phone")),
          new byte[] {1, 2, 3});

  @Test
  void takesOutWhatIsNamedAndTouchesNothingElse() {
    assertThat(left("{\"properties\":{\"cardNumber\":\"4111\",\"total\":1.50}}"))
        .isEqualTo("{\"properties\":{\"total\":1.50}}");
    assertThat(left("{\"properties\":{\"card\\u004eumber\":{\"a\":[1]}},\"b\":[null,true]}"))
        .isEqualTo("{\"properties\":{},\"b\":[null,true]}");
    assertThat(left("{\"properties\":{\"cardNumber\":1},\"properties\":{\"cardNumber\":2}}"))
        .isEqualTo("{\"properties\":{},\"properties\":{}}");
    assertThat(left("{\"properties\":{\"items\":[{\"secret\":1,\"n\":1},{\"secret\":2}]}}"))
        .isEqualTo("{\"properties\":{\"items\":[{\"n\":1},{}]}}");
    assertThat(left("{\"other\":{\"cardNumber\":1},\"cardNumber\":2}"))
        .isEqualTo("{\"other\":{\"cardNumber\":1},\"cardNumber\":2}");
  }

  @Test
  void looksWhereverTheNameIsReadFrom() {
    assertThat(left("{\"traits\":{\"ssn\":1},\"context\":{\"traits\":{\"ssn\":2,\"x\":3}}}"))
        .isEqualTo("{\"traits\":{},\"context\":{\"traits\":{\"x\":3}}}");
    assertThat(left("{\"context\":{\"ip\":\"1.2.3.4\"},\"rating\":1}"))
        .isEqualTo("{\"context\":{}}");
  }

  @Test
  void keepsWhatHasNothingOfItByteForByte() {
    byte[] body = "{ \"properties\" : {\"total\": 1e2 } }".getBytes(StandardCharsets.UTF_8);
    StoredSignal signal = signal(body);

    assertThat(redactor.signal(signal)).isSameAs(signal);
  }

  @Test
  void hashesSoThatEqualValuesStayEqualAndOthersDiffer() {
    String once = left("{\"properties\":{\"email\":\"ana@example.com\"}}");

    assertThat(once).matches("\\{\"properties\":\\{\"email\":\"hashed:[0-9a-f]{32}\"}}");
    assertThat(left("{\"properties\":{\"email\":\"ana@example.com\"}}")).isEqualTo(once);
    assertThat(left("{\"properties\":{\"email\":\"ben@example.com\"}}")).isNotEqualTo(once);
    assertThat(left(once)).as("comes again").isEqualTo(once);
    assertThat(left("{\"traits\":{\"phone\":7}}")).isEqualTo(left("{\"traits\":{\"phone\":7.0}}"));
    assertThat(left("{\"traits\":{\"phone\":null}}")).isEqualTo("{\"traits\":{\"phone\":null}}");
    assertThat(left("{\"traits\":{\"phone\":{\"a\":[1]}}}")).contains("hashed:");
    Redactor other =
        new Redactor(List.of(), List.of(List.of("properties", "email")), new byte[] {9});
    assertThat(
            text(other.signal(signal(bytes("{\"properties\":{\"email\":\"ana@example.com\"}}")))))
        .contains("hashed:")
        .isNotEqualTo(once);
  }

  @Test
  void makesAnIdThatTellsNothingOfWhatIsGone() {
    Envelope envelope = Envelope.of("shop", Origin.SERVER, NOW).of(Kind.TRACK);
    StoredSignal first =
        read(envelope, "{\"userId\":\"a\",\"event\":\"e\",\"properties\":{\"cardNumber\":1}}");
    StoredSignal second =
        read(envelope, "{\"userId\":\"a\",\"event\":\"e\",\"properties\":{\"cardNumber\":2}}");

    assertThat(redactor.signal(first).body()).isEqualTo(redactor.signal(second).body());
    assertThat(redactor.signal(first).id())
        .isNotEqualTo(redactor.signal(second).id())
        .isNotEqualTo(first.id())
        .isEqualTo(redactor.signal(first).id());
    StoredSignal named =
        read(
            envelope,
            "{\"userId\":\"a\",\"event\":\"e\",\"messageId\":\"m\",\"properties\":{\"cardNumber\":1}}");
    assertThat(redactor.signal(named).id()).isEqualTo(named.id());
  }

  @Test
  void looksEverywhereInWhatIsNoSignal() {
    assertThat(refused("{\"propertys\":{\"cardNumber\":1,\"x\":2},\"email\":\"a@b\"}"))
        .hasValueSatisfying(
            body -> assertThat(body).startsWith("{\"propertys\":{\"x\":2},\"email\":\"hashed:"));
    assertThat(refused("{\"a\":[[{\"cardNumber\":1}]]}")).hasValue("{\"a\":[[{}]]}");
    assertThat(refused("\"4111\"")).isEmpty();
    assertThat(refused("{\"cardNumber\":4111")).isEmpty();
    assertThat(refused("[".repeat(500))).isEmpty();
  }

  private Optional<String> refused(String body) {
    return redactor.refused(bytes(body)).map(left -> new String(left, StandardCharsets.UTF_8));
  }

  private String left(String body) {
    return text(redactor.signal(signal(bytes(body))));
  }

  private static String text(StoredSignal signal) {
    return new String(signal.body(), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static StoredSignal read(Envelope envelope, String message) {
    return ((Received.Accepted) MessageReader.read(bytes(message), envelope)).signal();
  }

  private static StoredSignal signal(byte[] body) {
    return new StoredSignal(
        new SignalId("shop", "m1"),
        Origin.SERVER,
        "ana",
        null,
        NOW,
        NOW,
        Kind.TRACK,
        "Order Completed",
        body);
  }
}
