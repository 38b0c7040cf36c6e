package dev.attune.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LifeTest {
  @Test
  void sharesAddUp() {
    assertThat(Life.ALL.stream().mapToDouble(Life::share).sum()).isEqualTo(1, within(1e-9));
    assertThat(Life.ALL).hasSize(20);
  }

  @Test
  void everyThemeIsPhrasedInManyWays() {
    for (String theme : Words.themes()) {
      Set<String> phrasings = new HashSet<>();
      for (int i = 0; i < 2_000; i++) {
        Words.Saying saying = Words.say(theme, Chance.of(3, i, 0));
        assertThat(saying.text())
            .as(theme)
            .isNotBlank()
            .doesNotContain("{", "}", "<", ">", "|", "  ");
        assertThat(saying.rating()).isBetween(0, 5);
        phrasings.add(Words.phrasing(theme, Chance.of(4, i, 0)));
      }
      assertThat(phrasings).as(theme).hasSizeGreaterThan(theme.equals("plain") ? 25 : 180);
    }
  }
}
