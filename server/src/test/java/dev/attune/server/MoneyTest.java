package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts as people type them. */
class MoneyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12|12",
        "12,5|12.5",
        "12.50|12.50",
        "€ 12|12",
        "1000|1000",
        "1.250,00 €|1250.00",
        "1,250.00|1250.00",
        "12.345.678,9|12345678.9"
      })
  void readsWhatIsClear(String typed, String amount) {
    assertThat(Money.typed(typed)).isEqualTo(amount);
  }

  /** Some write one thousand so, and others one. */
  @ParameterizedTest
  @ValueSource(strings = {"1,000", "1.000", "1.2.3", "12,", ",5", "-3", "1e3", "twelve", ""})
  void refusesWhatIsNotOrMayBeTwo(String typed) {
    assertThatThrownBy(() -> Money.typed(typed)).isInstanceOf(Refusal.class);
  }
}
