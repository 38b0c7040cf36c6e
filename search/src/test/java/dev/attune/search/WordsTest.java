package dev.attune.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "Müller, mueller",
    "Mueller, Müller",
    "Muller, Müller",
    "Müller, MULLER",
    "Mueller, Muller",
    "Strauß, STRAUSS",
    "Øystein, oystein",
    "Łukasz, lukasz",
    "Žižek, zizek",
    "Ёлкин, елкин",
    "José, jose",
    "Straße, strasse",
    "Jäger, Jaeger",
    "Ｍａｒｉａ, maria",
    "İpek, ipek",
    "Æsir, aesir",
    "Σοφία, σοφια",
    "김민수, 김민수"
  })
  void sameWord(String one, String other) {
    assertThat(Words.forms(one)).containsAnyElementsOf(Words.forms(other));
  }

  @ParameterizedTest
  @CsvSource({"Mue, mu", "Joe, Jo", "कि, की", "Mia, Maya", "が, か"})
  void anotherWord(String one, String other) {
    assertThat(Words.forms(one)).doesNotContainAnyElementsOf(Words.forms(other));
  }

  @Test
  void partsWordsAtEverythingButLettersAndDigits() {
    assertThat(Words.split("  Anna-Lena  O’Brien, (3rd) *?~\"AND NOT\"[ "))
        .containsExactly("Anna", "Lena", "OBrien", "3rd", "AND", "NOT");
    assertThat(Words.split("-- \n\u0000 ?")).isEmpty();
  }

  @Test
  void findsPartsOfWhatIsJoined() {
    assertThat(Words.found("Anna-Lena O'Brien"))
        .containsExactlyInAnyOrder("Anna", "Lena", "AnnaLena", "OBrien", "O", "Brien");
    assertThat(Words.found("王小明")).containsExactlyInAnyOrder("王小明", "小明", "明");
  }

  @ParameterizedTest
  @CsvSource({
    "bob, 0",
    "anna, 1",
    "michael, 1",
    "michaela, 2",
    "r2d2d2d2, 0",
    "𝕒𝕟𝕟, 0",
    "ёлки, 1"
  })
  void forgivesByLength(String word, int slips) {
    assertThat(Words.slips(Words.plain(word))).isEqualTo(slips);
  }

  @ParameterizedTest
  @CsvSource({
    "+49 170 1234567, 0170/123 45 67, true", "+49 (0)170 1234567, 0049 170 1234567, true",
    "491701234567, +491701234567, true", "1701234567, +49 170 1234567, true",
    "+1 (202) 555-0123, 2025550123, true", "+1 202 555 0123, 202-555-0124, false",
    "+39 06 1234567, 06 1234567, true", "+353 1 234 5678, 01 2345678, true"
  })
  void samePhone(String one, String other, boolean same) {
    assertThat(Phones.forms(one).stream().anyMatch(Phones.forms(other)::contains)).isEqualTo(same);
  }

  @Test
  void cutsAWordThatIsNone() {
    assertThat(Words.forms("x".repeat(500)).getFirst()).hasSize(Words.LONGEST);
    assertThat(Phones.forms("1".repeat(30))).isEmpty();
    assertThat(Phones.isPhone("12 34")).isFalse();
    assertThat(Phones.isPhone("12345a")).isFalse();
  }
}
