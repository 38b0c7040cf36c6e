package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import dev.attune.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImporterTest {
  private static final String MAPPING =
      """
      source: shop
      format: csv
      absent: ["NULL"]
      kind: track
      name: "{what}"
      user: "{who}"
      time: { value: "{day}", format: yyyyMMdd, zone: Europe/Berlin }
      properties:
        total: { value: "{total}", type: number }
        note: "{note}"
      skip-if: { what: [test, ""] }
      """;

  private final List<Data> sent = new ArrayList<>();

  @Test
  void makesOneSignalARow() {
    ImportReport report =
        load(
            """
            who,what,day,total,note
            u1,Order Completed,19970101,29.33,"two, please"
            u2,Order Completed,19970701,5,NULL
            """);

    assertThat(report.signals()).isEqualTo(2);
    Data first = sent.getFirst();
    assertThat(first.text("event")).isEqualTo("Order Completed");
    assertThat(first.text("userId")).isEqualTo("u1");
    assertThat(first.text("timestamp")).isEqualTo("1996-12-31T23:00:00Z");
    assertThat(first.get("properties")).isEqualTo(Data.of("total", 29.33, "note", "two, please"));
    assertThat(sent.get(1).text("timestamp")).isEqualTo("1997-06-30T22:00:00Z");
    assertThat(sent.get(1).get("properties")).isEqualTo(Data.of("total", 5.0));
  }

  @Test
  void namesLineAndReasonOfEachRefusedRow() {
    ImportReport report =
        load(
            """
            who,what,day,total,note
            u1,A,19970101,1,
            u1,A,1997,1,
            u1,A,19970101,lots,
            u1,A
            u1,test,19970101,1,
            u1,A,19970102,1,
            """);

    assertThat(report.signals()).isEqualTo(2);
    assertThat(report.named())
        .containsExactly(
            new ImportReport.RefusedRow(3, "time: '1997' is no time such as yyyyMMdd"),
            new ImportReport.RefusedRow(4, "total: 'lots' is no number"),
            new ImportReport.RefusedRow(5, "has 2 values, expected 5"));
    assertThat(report.lines("sent").getLast())
        .isEqualTo("6 rows read, 2 signals sent, 1 left out by the mapping, 3 refused");
  }

  @Test
  void givesTheSameRowTheSameIdAndItsRepetitionAnother() {
    String file = "who,what,day,total,note\nu1,A,19970101,1,\nu1,A,19970101,1,\n";

    load(file);
    List<String> first = ids();
    sent.clear();
    load(file);

    assertThat(ids()).isEqualTo(first);
    assertThat(new HashSet<>(first)).hasSize(2);
  }

  @Test
  void saysWhatAServerRefusedByLineOfTheFile() {
    RowReader rows =
        RowReader.of(
            MappingReader.read(MAPPING),
            in("who,what,day,total,note\nu1,A,19970101,1,\nu2,A,19970101,1,\n"));
    RowMapper mapper = new RowMapper(MappingReader.read(MAPPING));
    ImportReport report =
        new Importer("shop", rows, mapper::map, ImportState.none(), quiet(), () -> -1)
            .run((lines, messages) -> List.of(new ImportReport.RefusedRow(2, "no")));

    assertThat(report.named()).containsExactly(new ImportReport.RefusedRow(3, "no"));
  }

  @Test
  void goesOnWhereItWasCutOff(@TempDir Path directory) throws java.io.IOException {
    Path file = Files.writeString(directory.resolve("rows.csv"), "x");
    StringBuilder text = new StringBuilder("who,what,day,total,note\n");
    for (int i = 0; i < 5_000; i++) {
      text.append("u").append(i % 7).append(",A,19970101,1,\n");
    }
    ImportState state = ImportState.of(directory, file, MAPPING);
    int[] pieces = {0};
    try {
      importer(text.toString(), state)
          .run((lines, messages) -> {
            if (pieces[0]++ == 1) {
              throw Failure.environment("cut off");
            }
            return take(lines);
          });
    } catch (Failure expected) {
      assertThat(expected.sentence()).isEqualTo("cut off");
    }
    assertThat(sent).hasSize(2_000);

    ImportReport report =
        importer(text.toString(), ImportState.of(directory, file, MAPPING))
            .run((lines, messages) -> take(lines));

    assertThat(report.signals()).isEqualTo(5_000);
    assertThat(sent).hasSize(5_000);
    assertThat(new HashSet<>(ids())).hasSize(5_000);
    assertThat(directory.resolve("imports")).isEmptyDirectory();
  }

  @Test
  void readsColumnsSetApartBySpaces() {
    Mapping mapping =
        MappingReader.read(
            """
            source: cds
            format: text
            columns: [id, date, amount]
            kind: track
            name: Order Completed
            user: "{id}"
            time: { value: "{date}", format: yyyyMMdd, zone: UTC }
            properties: { total: { value: "{amount}", type: number } }
            """);
    RowReader rows =
        RowReader.of(mapping, in(" 00004  19970101   29.33\r\n\r\n 00005 19970102 1\r\n"));
    new Importer("cds", rows, new RowMapper(mapping)::map, ImportState.none(), quiet(), () -> -1)
        .run((lines, messages) -> take(lines));

    assertThat(sent).hasSize(2);
    assertThat(sent.getFirst().text("userId")).isEqualTo("00004");
    assertThat(sent.get(1).get("properties")).isEqualTo(Data.of("total", 1.0));
  }

  @Test
  void keepsTheTypesOfJson() {
    Mapping mapping =
        MappingReader.read(
            """
            source: app
            format: jsonl
            kind: identify
            anonymous: "{device.id}"
            time: { value: "{at}", format: epoch-seconds }
            traits: { age: "{age}", fan: "{fan}", name: "{name}" }
            """);
    RowReader rows =
        RowReader.of(
            mapping, in("{\"device\":{\"id\":\"d1\"},\"at\":1.5,\"age\":31,\"fan\":true}\n[]\n"));
    ImportReport report =
        new Importer(
                "app", rows, new RowMapper(mapping)::map, ImportState.none(), quiet(), () -> -1)
            .run((lines, messages) -> take(lines));

    assertThat(sent.getFirst().get("traits")).isEqualTo(Data.of("age", 31, "fan", true));
    assertThat(sent.getFirst().text("timestamp")).isEqualTo("1970-01-01T00:00:01.500Z");
    assertThat(report.named().getFirst().line()).isEqualTo(2);
  }

  @Test
  void judgesInADryRunAndSendsNothing() {
    ImportReport report =
        importer("who,what,day,total,note\nu1,A,19970101,1,\n,A,19970101,1,\n", ImportState.none())
            .dryRun();

    assertThat(report.signals()).isEqualTo(1);
    assertThat(report.named().getFirst().line()).isEqualTo(3);
    assertThat(report.named().getFirst().reason())
        .isEqualTo(
            "no customer is named: nothing stands in who; a mapping file can leave such rows out"
                + " (skip-if)");
    assertThat(report.lines("would be sent"))
        .contains("         1 track 'A'")
        .anyMatch(line -> line.startsWith("           such as {\"type\":\"track\""));
    assertThat(sent).isEmpty();
  }

  @Test
  void saysOnceWhatIsWrongWithManyRowsAlike() {
    StringBuilder file = new StringBuilder("who,what,day,total,note\n");
    for (int i = 1; i <= 30; i++) {
      file.append("u1,A,%s,%s,\n".formatted(i % 10 == 0 ? "19970101" : "day" + i, "1"));
    }
    file.append("u1,A,19970101,much,\n");

    assertThat(load(file.toString()).lines("sent").stream().filter(line -> !line.contains("rows")))
        .containsExactly(
            "line 2: refused: time: 'day1' is no time such as yyyyMMdd",
            "line 3: refused: time: 'day2' is no time such as yyyyMMdd",
            "line 4: refused: time: 'day3' is no time such as yyyyMMdd",
            "line 5: refused: time: 'day4' is no time such as yyyyMMdd",
            "line 6: refused: time: 'day5' is no time such as yyyyMMdd",
            "and 22 more like that: lines 7-10, 12-20, 22-30",
            "line 32: refused: total: 'much' is no number");
  }

  @Test
  void keepsTheOrderOfWhatARowSaysAtOneInstant() {
    StringBuilder text = new StringBuilder("source: shop\nformat: csv\nsignals:\n");
    for (int i = 0; i < 12; i++) {
      text.append(
          """
            - kind: track
              name: Step %d
              user: "{who}"
              time: { value: "{day}", zone: UTC }
              only-if: { what: A }
          """
              .formatted(i));
    }
    Mapping mapping = MappingReader.read(text.toString());
    ImportReport report =
        new Importer(
                "shop",
                RowReader.of(mapping, in("who,what,day\nu1,A,1997-01-01\nu1,B,1997-01-01\n")),
                new RowMapper(mapping)::map,
                ImportState.none(),
                quiet(),
                () -> -1)
            .run((lines, messages) -> take(lines));

    assertThat(ids()).hasSize(12).isSorted();
    assertThat(report.lines("sent").getLast())
        .isEqualTo("2 rows read, 12 signals sent, 1 left out by the mapping, 0 refused");
  }

  @Test
  void readsNumbersWithACommaWhereTheMappingSaysSo() {
    String mapping = MAPPING.replace("type: number", "type: comma-number");
    String file =
        """
        who,what,day,total,note
        u1,A,19970101,"1.234,50",
        u1,A,19970102,"-0,5",
        u1,A,19970103,5,
        u1,A,19970104,49.90,
        """;
    ImportReport report =
        importer(mapping, file, ImportState.none()).run((lines, messages) -> take(lines));

    assertThat(sent)
        .extracting(each -> each.get("properties"))
        .containsExactly(Data.of("total", 1234.5), Data.of("total", -0.5), Data.of("total", 5.0));
    assertThat(report.named())
        .containsExactly(
            new ImportReport.RefusedRow(5, "total: '49.90' is no number such as 1.234,50"));
    sent.clear();
    assertThat(load("who,what,day,total,note\nu1,A,19970101,\"49,90\",\n").named())
        .containsExactly(
            new ImportReport.RefusedRow(
                2, "total: '49,90' is no number with a point, but one with a comma"));
  }

  private ImportReport load(String file) {
    return importer(file, ImportState.none()).run((lines, messages) -> take(lines));
  }

  private Importer importer(String file, ImportState state) {
    return importer(MAPPING, file, state);
  }

  private Importer importer(String how, String file, ImportState state) {
    Mapping mapping = MappingReader.read(how);
    return new Importer(
        "shop",
        RowReader.of(mapping, in(file)),
        new RowMapper(mapping)::map,
        state,
        quiet(),
        () -> -1);
  }

  private List<ImportReport.RefusedRow> take(byte[] lines) {
    new String(lines, StandardCharsets.UTF_8).lines().map(Json::read).forEach(sent::add);
    return List.of();
  }

  private List<String> ids() {
    return sent.stream().map(message -> String.valueOf(message.text("messageId"))).toList();
  }

  private static ByteArrayInputStream in(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Progress quiet() {
    return new Progress(
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), false, "rows");
  }
}
