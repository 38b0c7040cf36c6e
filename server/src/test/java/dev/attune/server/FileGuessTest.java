package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file is taken to say. */
class FileGuessTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private static FileShape shape(String text) {
    return FileShape.of(text.getBytes(StandardCharsets.UTF_8), true);
  }

  private static FileMapping guess(String name, String text) {
    return FileGuess.of(name, shape(text), "Europe/Berlin");
  }

  @Test
  void understandsWhatAShopExports() {
    FileMapping guess =
        guess(
            "Orders 2026.csv",
            """
            order_id,customer_id,created_at,total,gift,zip,note
            1,ada,2026-01-31 09:30:00,29.9,true,01067,
            2,bob,2026-02-01 10:00:00,5,false,10115,"two, please"
            """);

    assertThat(guess.kind()).isEqualTo("track");
    assertThat(guess.event()).isEqualTo("Orders 2026");
    assertThat(guess.source()).isEqualTo("orders-2026");
    assertThat(guess.timeFormat()).isEqualTo("iso");
    assertThat(guess.meanings())
        .containsExactly(
            Map.entry("order_id", Meaning.NUMBER),
            Map.entry("customer_id", Meaning.USER),
            Map.entry("created_at", Meaning.TIME),
            Map.entry("total", Meaning.NUMBER),
            Map.entry("gift", Meaning.YES_NO),
            Map.entry("zip", Meaning.TEXT),
            Map.entry("note", Meaning.TEXT));
  }

  @Test
  void understandsAGermanSpreadsheetOfReviews() {
    String text = "Kundennummer;Datum;Sterne;Kommentar\n7;31.01.2026;2;Schöne Grüße, zu spät\n";
    FileShape shape = FileShape.of(text.getBytes(Charset.forName("windows-1252")), true);
    FileMapping guess = FileGuess.of("bewertungen.csv", shape, "Europe/Berlin");

    assertThat(shape.kind()).isEqualTo(new FileShape.Kind.Csv(';'));
    assertThat(guess.kind()).isEqualTo("feedback");
    assertThat(guess.timeFormat()).isEqualTo("dd.MM.yyyy");
    assertThat(guess.meanings().values())
        .containsExactly(Meaning.USER, Meaning.TIME, Meaning.RATING, Meaning.SAID);
    assertThat(MappingReader.read(guess.text(shape, NOW)).encoding().name())
        .isEqualTo("windows-1252");
  }

  @Test
  void understandsAmountsWithACommaAndTimesOfWhichOneIsBad() {
    FileMapping guess =
        guess(
            "einkaeufe.csv",
            """
            Kunde;Kaufdatum;Betrag;Menge;Nr
            7;03.11.2026 14:05;49,90;1,500;01,5
            8;31.02.2026 10:00;1.399,00;2,000;02,5
            9;04.11.2026 09:10;5;1,000;03,5
            7;12.11.2026 18:44;-0,5;1,250;04,5
            8;13.11.2026 18:44;129,00;1,250;05,5
            """);

    assertThat(guess.timeFormat()).isEqualTo("dd.MM.yyyy HH:mm");
    assertThat(guess.meanings())
        .containsEntry("Kaufdatum", Meaning.TIME)
        .containsEntry("Betrag", Meaning.COMMA_NUMBER)
        .as("or thousands: nobody knows")
        .containsEntry("Menge", Meaning.TEXT)
        .as("begins with a zero")
        .containsEntry("Nr", Meaning.TEXT);
  }

  @Test
  void understandsObjectsWithinObjects() {
    FileMapping guess =
        guess(
            "x.jsonl",
            "{\"user\":{\"id\":\"ada\",\"age\":7},\"event\":\"Seen\",\"at\":1769851800}\n");
    assertThat(guess.meanings())
        .containsEntry("user.id", Meaning.USER)
        .containsEntry("user.age", Meaning.NUMBER)
        .containsEntry("event", Meaning.EVENT)
        .containsEntry("at", Meaning.TIME);
    assertThat(guess.timeFormat()).isEqualTo("epoch-seconds");
  }

  @Test
  void takesMessagesAsTheyAre() {
    assertThat(shape("{\"type\":\"track\",\"event\":\"A\",\"userId\":\"u\"}\n").kind())
        .isInstanceOf(FileShape.Kind.Messages.class);
  }

  @Test
  void takesPeopleWithoutATimeForWhatTheyAreNow() {
    String text = "email,name,plan\na@example.com,Ada,pro\n";
    FileMapping guess = guess("people.csv", text);
    assertThat(guess.kind()).isEqualTo("identify");
    assertThat(guess.text(shape(text), NOW)).contains("time: \"2026-11-22T12:00:00Z\"", "traits:");
    assertThat(MappingReader.read(guess.text(shape(text), NOW)).signals()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T09:30:00Z, iso",
    "2026-01-31, iso",
    "1769851800, epoch-seconds",
    "1769851800000, epoch-millis",
    "31.01.2026 09:30, dd.MM.yyyy HH:mm",
    "31/01/2026, dd/MM/yyyy",
    "01/31/2026, MM/dd/yyyy",
    "20260131, yyyyMMdd",
    "31 Jan 2026, d MMM yyyy",
    "29.90, ''",
    "ada, ''"
  })
  void tellsHowATimeIsWritten(String value, String format) {
    assertThat(FileGuess.timeFormat(List.of(value))).isEqualTo(format);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000PNG", "\u001f\u008b\u0008\u0008", "[1, 2]\n{}", "{no json}"})
  void refusesWhatCannotBeRead(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    if (text.startsWith("[")) {
      assertThat(FileShape.of(bytes, true).columns()).hasSize(2);
      return;
    }
    assertThatThrownBy(() -> FileShape.of(bytes, true)).isInstanceOf(Refusal.class);
  }

  /** Nothing that stands in a file can change how its mapping is read. */
  @Property(tries = 300)
  void writesMappingsThatSayWhatWasChosen(
      @ForAll String column, @ForAll String event, @ForAll Meaning meaning) {
    if (!FileMapping.canBeNamed(column) || event.isBlank() || column.equals("who")) {
      return;
    }
    Map<String, Meaning> meanings = new LinkedHashMap<>();
    meanings.put("who", Meaning.USER);
    meanings.put(column, meaning.isSingle() ? Meaning.TEXT : meaning);
    FileMapping said = new FileMapping("shop", "track", event, "iso", "", "", meanings);
    FileShape shape = new FileShape(new FileShape.Kind.Csv(','), StandardCharsets.UTF_8, List.of());

    Mapping.SignalRule rule = MappingReader.read(said.text(shape, NOW)).signals().getFirst();

    assertThat(rule.user().orElseThrow().columns()).containsExactly("who");
    assertThat(rule.details().values().keySet())
        .isSubsetOf(column)
        .hasSize(said.meanings().get(column) == Meaning.NOTHING ? 0 : 1);
    Mapping.Value name = Objects.requireNonNull(rule.members().get("event"));
    assertThat(name.template().fill(any -> "a column")).isEqualTo(event);
  }
}
