package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimeReaderTest {
  private static final Optional<ZoneId> LISBON = Optional.of(ZoneId.of("Europe/Lisbon"));

  @Test
  void readsDatesAsTheStartOfTheDayInItsZone() {
    assertThat(read("yyyy MMMM d", LISBON, "2015 July 1")).isEqualTo("2015-06-30T23:00:00Z");
    assertThat(read("iso", LISBON, "2015-12-01")).isEqualTo("2015-12-01T00:00:00Z");
  }

  @Test
  void readsIsoWithAndWithoutAnOffset() {
    assertThat(read("iso", Optional.empty(), "2015-07-01T10:00:00+02:00"))
        .isEqualTo("2015-07-01T08:00:00Z");
    assertThat(read("iso", Optional.empty(), "2015-07-01T10:00:00.1239Z"))
        .isEqualTo("2015-07-01T10:00:00.123Z");
    assertThat(read("iso", LISBON, "2015-07-01 10:00")).isEqualTo("2015-07-01T09:00:00Z");
  }

  @Test
  void readsEpochs() {
    assertThat(read("epoch-seconds", Optional.empty(), "1.5"))
        .isEqualTo("1970-01-01T00:00:01.500Z");
    assertThat(read("epoch-millis", Optional.empty(), "1500"))
        .isEqualTo("1970-01-01T00:00:01.500Z");
  }

  @Test
  void movesOnTimesThatAChangeOfClocksSkips() {
    assertThat(
            read("yyyy-MM-dd HH:mm", Optional.of(ZoneId.of("Europe/Berlin")), "2026-03-29 02:30"))
        .isEqualTo("2026-03-29T01:30:00Z");
  }

  @Test
  void refusesTimesThatAreNobodys() {
    assertThatThrownBy(() -> read("iso", Optional.empty(), "2015-07-01T10:00:00"))
        .isInstanceOf(DateTimeException.class)
        .hasMessage("has no offset; give the mapping's time a zone");
    assertThatThrownBy(() -> read("iso", LISBON, "yesterday"))
        .hasMessage("is no time such as 2026-01-31 or 2026-01-31T09:30:00Z");
    assertThatThrownBy(() -> read("yyyy-mm-dd", LISBON, "2015-07-01"))
        .hasMessage("is no time such as yyyy-mm-dd; months are MM, mm are minutes");
    assertThatThrownBy(() -> read("epoch-millis", LISBON, "1e300")).hasMessage("is no number");
  }

  @Test
  void refusesADayThatItsMonthDoesNotHave() {
    assertThatThrownBy(() -> read("dd.MM.yyyy HH:mm", LISBON, "31.02.2026 10:00"))
        .isInstanceOf(DateTimeException.class)
        .hasMessage("is a day that its month does not have");
    assertThatThrownBy(() -> read("iso", LISBON, "2026-02-29"))
        .hasMessage("is a day that its month does not have");
    assertThatThrownBy(() -> read("d MMM yyyy", LISBON, "31 Apr 2026"))
        .hasMessage("is a day that its month does not have");
    assertThat(read("iso", LISBON, "2024-02-29")).isEqualTo("2024-02-29T00:00:00Z");
    assertThat(read("iso", LISBON, "2026-01-31T24:00")).isEqualTo("2026-02-01T00:00:00Z");
  }

  private static String read(String format, Optional<ZoneId> zone, String text) {
    return new TimeReader(format, zone).read(text).toString();
  }
}
