package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"})
  void makesTextOfWhatASpreadsheetWouldRun(String cell) {
    assertThat(CsvText.safe(cell)).isEqualTo("'" + cell);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a=1", "Ana", "12", "'x"})
  void leavesTheRestAsItIs(String cell) {
    assertThat(CsvText.safe(cell)).isEqualTo(cell);
  }

  @Test
  void quotesWhatNeedsIt() {
    CsvText csv = new CsvText("name", "said");
    csv.row("Ana", "\"no\", she said");
    Answer answer = csv.answer("people");
    assertThat(answer.text()).isEqualTo("\ufeffname,said\r\nAna,\"\"\"no\"\", she said\"\r\n");
    assertThat(answer.headers())
        .containsEntry("Content-Disposition", "attachment; filename=\"people.csv\"");
  }
}
