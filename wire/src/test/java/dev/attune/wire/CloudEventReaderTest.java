package dev.attune.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import dev.attune.wire.CloudEventReader.Read;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CloudEventReaderTest {
  private static final String START =
      "{\"specversion\":\"1.0\",\"id\":\"o-1\",\"source\":\"/shop\",\"type\":\"com.shop.order\"";

  private static final List<String> AGAINST_THE_RULES =
      List.of(
          "\"id\":\"\"",
          "\"id\":7",
          "\"id\":null",
          "\"id\":\"a\\u0000\"",
          "\"id\":\"a\\uFFFF\"",
          "\"source\":\"\"",
          "\"source\":\"my shop\"",
          "\"source\":\"a%2\"",
          "\"source\":\"a#b#c\"",
          "\"source\":\"<x>\"",
          "\"type\":\"\"",
          "\"type\":{}",
          "\"specversion\":\"1.1\"",
          "\"specversion\":1.0",
          "\"subject\":\"\"",
          "\"subject\":[]",
          "\"time\":\"\"",
          "\"time\":\"2026-11-21\"",
          "\"time\":\"2026-11-21 17:26:19Z\"",
          "\"time\":\"2026-11-21T17:26Z\"",
          "\"time\":\"2026-11-21T17:26:19\"",
          "\"time\":\"2026-11-21T17:26:19+01\"",
          "\"time\":\"2026-02-30T17:26:19Z\"",
          "\"time\":1763745979",
          "\"datacontenttype\":\"\"",
          "\"datacontenttype\":\"json\"",
          "\"datacontenttype\":\"a/b c\"",
          "\"dataschema\":\"\"",
          "\"dataschema\":\"/relative\"",
          "\"Upper\":1",
          "\"with_underscore\":1",
          "\"with-dash\":1",
          "\"\":1",
          "\"ext\":1.5",
          "\"ext\":2147483648",
          "\"ext\":{}",
          "\"ext\":[]",
          "\"ext\":\"\\u0007\"",
          "\"data_base64\":\"?\"",
          "\"data_base64\":7",
          "\"data\":1,\"data_base64\":\"\"");

  @Test
  void readsAnEventOfJson() {
    CloudEvent event =
        valid(
            START
                + ",\"time\":\"2026-11-21T18:26:19.5+01:00\",\"subject\":\"c 1\",\"dataschema\":\"https://shop.example/s\",\"datacontenttype\":\"application/json; charset=utf-8\",\"level\":3,\"vip\":true,\"none\":null,\"data\":{\"total\":9.5}}");

    assertThat(event.id()).isEqualTo("o-1");
    assertThat(event.source()).isEqualTo("/shop");
    assertThat(event.time()).contains(Instant.parse("2026-11-21T17:26:19.500Z"));
    assertThat(event.attributes().get("level")).isEqualTo(3L);
    assertThat(event.attributes().get("vip")).isEqualTo(true);
    assertThat(event.attributes().names()).doesNotContain("none", "data");
    assertThat(event.data()).contains(Data.of("total", 9.5));
    assertThat(valid(START + "}").data()).isEmpty();
    assertThat(valid(START + ",\"data\":null}").data()).isEmpty();
    assertThat(valid(START + ",\"data\":[1,\"a\"]}").data()).contains(List.of(1L, "a"));
  }

  @Test
  void unpacksDataFromBase64WhereItsTypeIsKnown() {
    String json = ",\"data_base64\":\"eyJhIjoxfQ==\"}";
    assertThat(valid(START + json).data()).contains(Data.of("a", 1));
    assertThat(valid(START + ",\"datacontenttype\":\"application/x+json\"" + json).data())
        .contains(Data.of("a", 1));
    assertThat(valid(START + ",\"datacontenttype\":\"text/plain\"" + json).data())
        .contains("{\"a\":1}");
    CloudEvent image = valid(START + ",\"datacontenttype\":\"image/png\"" + json);
    assertThat(image.data()).isEmpty();
    assertThat(image.base64()).contains("eyJhIjoxfQ==");
    assertThat(valid(START + ",\"data_base64\":\"/w==\"}").base64()).contains("/w==");
  }

  @Test
  void readsHeadersAndABody() {
    Map<String, String> headers =
        Map.of(
            "ce-specversion", "1.0",
            "ce-id", "o-1",
            "ce-source", "//shop/eu",
            "ce-type", "com.shop.order",
            "ce-subject", "Euro%20%E2%82%AC%20%F0%9F%98%80 100%",
            "ce-note", "\"a \\\"b\\\"\"",
            "content-type", "text/plain; charset=iso-8859-1",
            "authorization", "Basic eA==");
    CloudEvent event =
        valid(CloudEventReader.binary(headers, "gr\u00fcn".getBytes(StandardCharsets.ISO_8859_1)));

    assertThat(event.attributes().text("subject")).isEqualTo("Euro € 😀 100%");
    assertThat(event.attributes().text("note")).isEqualTo("a \"b\"");
    assertThat(event.attributes().text("datacontenttype")).startsWith("text/plain");
    assertThat(event.attributes().names()).hasSize(7);
    assertThat(event.data()).contains("grün");
    assertThat(valid(CloudEventReader.binary(headers, new byte[0])).data()).isEmpty();
  }

  @Test
  void refusesHeadersThatAreNoEvent() {
    Map<String, String> good =
        Map.of(
            "ce-specversion", "1.0",
            "ce-id", "1",
            "ce-source", "/s",
            "ce-type", "t",
            "content-type", "application/json");
    refusesHeaders(good, "ce-id", null, "id");
    refusesHeaders(good, "ce-specversion", "0.3", "specversion");
    refusesHeaders(good, "ce-my-name", "x", "my-name");
    refusesHeaders(good, "ce-data", "{}", "data");
    refusesHeaders(good, "ce-datacontenttype", "text/plain", "datacontenttype");
    refusesHeaders(good, "ce-subject", "%FF", "subject");
    refusesHeaders(good, "content-type", "json", "datacontenttype");
    refusesHeaders(good, "content-type", "text/plain; charset=klingon", "datacontenttype");
    Received.Refused noJson =
        invalid(CloudEventReader.binary(good, "{\"a\":".getBytes(StandardCharsets.UTF_8)));
    assertThat(noJson.reason()).isEqualTo(Refusal.NOT_JSON);
  }

  @Test
  void keepsWhatCameInHeadersAsJsonThatReadsAlike() {
    Map<String, String> headers =
        Map.of(
            "ce-specversion",
            "1.0",
            "ce-id",
            "1",
            "ce-source",
            "/s",
            "ce-type",
            "t",
            "content-type",
            "application/json");
    byte[] body = "{\"a\":[1,{\"b\":null}]}".getBytes(StandardCharsets.UTF_8);

    CloudEvent kept = valid(CloudEventReader.structured(CloudEventReader.kept(headers, body)));

    assertThat(kept).isEqualTo(valid(CloudEventReader.binary(headers, body)));
  }

  @Test
  void holdsEveryAttributeToItsRule() {
    for (String bad : AGAINST_THE_RULES) {
      Read read = read(START + "," + bad + "}");
      assertThat(read).as(bad).isInstanceOf(Read.Invalid.class);
      assertThat(invalid(read).message()).as(bad).isNotBlank();
    }
  }

  @Test
  void takesWhateverTheRulesAllow() {
    for (String good :
        List.of(
            "\"source\":\"#fragment\"",
            "\"source\":\"urn:a:b%20c\"",
            "\"source\":\"http://[::1]/\"",
            "\"time\":\"2018-04-05T17:31:00.000000000Z\"",
            "\"time\":\"2018-04-05t17:31:00z\"",
            "\"datacontenttype\":\"multipart/x; boundary=\\\"a; b\\\"\"",
            "\"ext\":-2147483648",
            "\"ext\":\"\"",
            "\"averyveryverylongnameofanextension\":\"x\"")) {
      assertThat(read(START + "," + good + "}")).as(good).isInstanceOf(Read.Valid.class);
    }
  }

  @Test
  void refusesWhatIsNoObject() {
    for (String body : List.of("", "[]", "\"x\"", "null", "{", "{}{}", "\u0000")) {
      assertThat(read(body)).as(body).isInstanceOf(Read.Invalid.class);
    }
  }

  @Test
  void takesABatchApart() {
    List<byte[]> items = Batch.list(" [ {\"a\":1} , \"x\" ] ".getBytes(StandardCharsets.UTF_8));
    assertThat(items.stream().map(each -> new String(each, StandardCharsets.UTF_8)))
        .containsExactly("{\"a\":1}", "\"x\"");
    assertThat(Batch.list("[]".getBytes(StandardCharsets.UTF_8))).isEmpty();
    for (String bad : List.of("", "{}", "[1", "[] []")) {
      assertThat(
              org.assertj.core.api.Assertions.catchThrowable(
                  () -> Batch.list(bad.getBytes(StandardCharsets.UTF_8))))
          .as(bad)
          .isInstanceOf(Json.BadJson.class);
    }
  }

  private static void refusesHeaders(
      Map<String, String> good, String header, @Nullable String value, String field) {
    Map<String, String> bad = new HashMap<>(good);
    if (value == null) {
      bad.remove(header);
    } else {
      bad.put(header, value);
    }
    Received.Refused refused =
        invalid(CloudEventReader.binary(bad, "{}".getBytes(StandardCharsets.UTF_8)));
    assertThat(refused.field()).as(header + ": " + value).isEqualTo(field);
  }

  private static Read read(String json) {
    return CloudEventReader.structured(json.getBytes(StandardCharsets.UTF_8));
  }

  private static CloudEvent valid(String json) {
    return valid(read(json));
  }

  private static CloudEvent valid(Read read) {
    assertThat(read).isInstanceOf(Read.Valid.class);
    return ((Read.Valid) read).event();
  }

  private static Received.Refused invalid(Read read) {
    assertThat(read).isInstanceOf(Read.Invalid.class);
    return ((Read.Invalid) read).because();
  }
}
