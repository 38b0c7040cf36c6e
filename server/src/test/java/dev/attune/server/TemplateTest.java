package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
  @Test
  void composesSeveralColumns() {
    Template template = Template.of("{year}-{month}");

    assertThat(template.fill(Map.of("year", "2026", "month", "11")::get)).isEqualTo("2026-11");
    assertThat(template.columns()).containsExactly("year", "month");
  }

  @Test
  void isAbsentOnlyWhenAllItsColumnsAre() {
    Template template = Template.of("{agent}/{company}");

    assertThat(template.fill(Map.of("agent", "7")::get)).isEqualTo("7/");
    assertThat(template.fill(Map.<String, String>of()::get)).isNull();
  }

  @Test
  void keepsTextWithoutColumnsAndDoubledBraces() {
    assertThat(Template.of("USD").fill(column -> null)).isEqualTo("USD");
    assertThat(Template.of("a{{b").fill(column -> null)).isEqualTo("a{b");
  }

  @Test
  void knowsWhenItIsNothingButAColumn() {
    assertThat(Template.of("{a}").isOneColumn()).isTrue();
    assertThat(Template.of("{a}{b}").isOneColumn()).isFalse();
    assertThat(Template.of("x{a}").isOneColumn()).isFalse();
  }
}
