package dev.attune.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.playbook.Checked;
import dev.attune.playbook.PlaybookReader;
import dev.attune.playbook.Tongue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadyTest {
  private static final String EMPTY = "# Ours.\nplaybook: Ours\n";

  @ParameterizedTest
  @EnumSource(Tongue.class)
  void bringsWhatARuleRestsOn(Tongue tongue) {
    assertThat(Ready.shipped(tongue)).hasSizeGreaterThan(25);
    for (Ready ready : Ready.shipped(tongue)) {
      String text = ready.into(EMPTY).orElseThrow();
      assertThat(text).startsWith(EMPTY);
      assertThat(new PlaybookReader().read(text))
          .as(ready.rule().name())
          .isInstanceOf(Checked.Accepted.class);
      assertThat(ready.isIn(text)).isTrue();
      assertThat(ready.into(text)).isEmpty();
    }
  }

  @Test
  void saysEverythingThatPeopleReadInEveryLanguage() {
    List<Ready> english = Ready.shipped(Tongue.ENGLISH);
    for (Tongue tongue : Tongue.values()) {
      List<Ready> all = Ready.shipped(tongue);
      assertThat(all).extracting(each -> each.rule().name()).hasSameSizeAs(english);
      for (int i = 0; i < all.size(); i++) {
        for (String word : List.of("title", "feels", "say")) {
          String told = all.get(i).word(word);
          boolean isSame = told.equals(english.get(i).word(word)) && !told.isEmpty();
          assertThat(isSame)
              .as(tongue + ": " + told)
              .isEqualTo(!told.isEmpty() && tongue == Tongue.ENGLISH);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Tongue.class)
  void takesThemAllOneByOne(Tongue tongue) {
    Optional<String> text = Optional.of(EMPTY);
    for (Ready ready : Ready.shipped(tongue)) {
      text = text.map(so -> ready.into(so).orElse(so));
    }
    assertThat(new PlaybookReader().read(text.orElseThrow())).isInstanceOf(Checked.Accepted.class);
  }
}
