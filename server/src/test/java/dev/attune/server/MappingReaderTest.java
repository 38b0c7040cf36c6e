package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.server.Mapping.Format;
import org.junit.jupiter.api.Test;

class MappingReaderTest {
  private static final String GOOD =
      """
      source: shop
      format: csv
      separator: ";"
      kind: track
      name: Order Completed
      user: "{customer}"
      time: { value: "{date}", format: dd.MM.yyyy, zone: Europe/Berlin }
      properties:
        total: { value: "{amount}", type: number }
      """;

  @Test
  void readsAMapping() {
    Mapping mapping = MappingReader.read(GOOD);

    assertThat(mapping.source()).isEqualTo("shop");
    assertThat(mapping.format()).isInstanceOf(Format.Csv.class);
    assertThat(mapping.columns()).containsExactly("amount", "customer", "date");
    assertThat(mapping.signals()).hasSize(1);
  }

  @Test
  void namesTheLineOfEveryMistake() {
    refuses(GOOD.replace("kind: track", "kind: trakc"), "line 4: kind: expected one of");
    refuses(GOOD.replace("dd.MM.yyyy", "ddd"), "line 7: format: 'ddd' is no pattern");
    refuses(GOOD.replace("Europe/Berlin", "Berlin"), "line 7: zone: 'Berlin' is no time zone");
    refuses(GOOD.replace("type: number", "type: money"), "line 9: type: expected text, integer");
    refuses(GOOD.replace("source: shop", "source: My Shop"), "line 1: source: a source's name is");
    refuses(GOOD.replace("name: Order Completed\n", ""), "kind track needs name");
    refuses(GOOD.replace("user:", "usr:"), "usr is not known here; known: about, absent");
    refuses(GOOD + "kind: track\n", "line 10: kind stands here twice");
    refuses("source: [", "no YAML");
    refuses("", "the file is empty");
  }

  @Test
  void knowsEveryWordOfAListedSignal() {
    refuses(
        """
        source: shop
        format: jsonl
        signals:
          - kind: page
            user: "{u}"
            time: "{t}"
            nmae: "{n}"
        """,
        "line 7: nmae is not known here");
  }

  @Test
  void letsSignalsShareTheirProperties() {
    String text =
        "source: old\nformat: csv\nsignals:\n"
            + shared("properties: &all { a: \"{a}\" }")
            + shared("properties: *all").repeat(30);

    assertThat(MappingReader.read(text).signals()).hasSize(31);
    refuses(
        text + shared("properties: *all").repeat(80),
        "line 1: more than 100 places repeat others (*name): write some of them out");
  }

  private static String shared(String properties) {
    return "  - { kind: track, name: A, user: \"{u}\", time: \"{t}\", " + properties + " }\n";
  }

  @Test
  void countsSpansFromOne() {
    Mapping mapping =
        MappingReader.read(
            """
            source: old
            format: fixed
            columns: { id: 1-5, date: 6-13 }
            kind: page
            user: "{id}"
            time: { value: "{date}", format: yyyyMMdd, zone: UTC }
            """);

    assertThat(mapping.format())
        .isInstanceOfSatisfying(
            Format.Fixed.class,
            fixed ->
                assertThat(fixed.columns())
                    .containsExactly(
                        new Mapping.Span("id", 0, 5), new Mapping.Span("date", 5, 13)));
  }

  private static void refuses(String mapping, String because) {
    assertThatThrownBy(() -> MappingReader.read(mapping))
        .isInstanceOf(YamlMap.Wrong.class)
        .hasMessageContaining(because);
  }
}
