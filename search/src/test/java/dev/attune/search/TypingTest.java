package dev.attune.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.customer.Id;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type, and whom they find in a company of six customers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TypingTest {
  private Search search;

  static Register company() {
    return new Register()
        .put(
            "42",
            "name",
            "Anna-Lena Müller",
            "email",
            "Anna.Mueller@example.com",
            "phone",
            "+49 170 1234567",
            "brand",
            "Meridian")
        .put(
            "43",
            "firstName",
            "Anna",
            "lastName",
            "Schmidt",
            "company",
            "Rad & Tat",
            "brand",
            "Zephyr")
        .put("44", "name", "Annabell Schmitt", "brand", "Meridian")
        .put("45", "name", "Michael Schwarzenegger", "phone", "0160/7654321")
        .put("Ab-99", "name", "Hanna Schmid")
        .put("kim@example.org", "plan", "gold");
  }

  @BeforeAll
  void open(@TempDir Path directory) {
    search = new Search(directory, company());
    search.start();
    SearchTest.eventually(() -> search.status().isComplete());
  }

  @AfterAll
  void close() {
    search.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "42 | 42",
        "user:42 | 42",
        "ab-99 | Ab-99",
        "KIM@example.org | kim@example.org",
        "anna.mueller@EXAMPLE.com | 42",
        "anna.m | 42",
        "anna.mueller@ex | 42",
        "0170 1234567 | 42",
        "+49 160 7654321 | 45",
        "01701234 | 42",
        "mueller | 42",
        "Muller | 42",
        "mue | 42",
        "annalena | 42",
        "schmidt | 43, 44, Ab-99",
        "anna schmidt | 43, 44, Ab-99",
        "schmidt a | 43, 44",
        "anna | 43, 42, 44, Ab-99",
        "schwarzeneger | 45",
        "shwarzeneger | 45",
        "schwarzenegre | 45",
        "swarzeneger | ''",
        "mcihael | 45",
        "mcihaek | ''",
        "rad tat | 43",
        "nobody | ''"
      })
  void findsByWhatPeopleType(String typed, String expected) {
    assertThat(found(typed))
        .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(", ")));
  }

  @Test
  void saysWhatFits() {
    Match match = find("anna mueller").matches().getFirst();
    assertThat(match.who().id()).isEqualTo(Id.user("42"));
    assertThat(match.found())
        .containsExactly(
            new Match.Found(Field.NAME, "Anna-Lena Müller", How.SAME),
            new Match.Found(Field.EMAIL, "Anna.Mueller@example.com", How.SAME));
    assertThat(find("Schmidt").matches())
        .extracting(each -> each.found().getFirst().how())
        .containsExactly(How.SAME, How.ONE_SLIP, How.ONE_SLIP);
    assertThat(find("0170 1234567").matches().getFirst().found())
        .containsExactly(new Match.Found(Field.PHONE, "+49 170 1234567", How.KNOWN));
  }

  @Test
  void findsPeopleOfABrandOnly() {
    assertThat(search.find(Wanted.of("anna"), Optional.of("meridian"), 0, 10).matches())
        .extracting(match -> match.who().id().value())
        .containsExactly("42", "44");
    assertThat(search.find(Wanted.of("43"), Optional.of("Meridian"), 0, 10).matches()).isEmpty();
  }

  @Test
  void turnsPages() {
    Results first = search.find(Wanted.of("anna"), Optional.empty(), 0, 3);
    Results second = search.find(Wanted.of("anna"), Optional.empty(), 3, 3);
    assertThat(first.more()).isTrue();
    assertThat(second.more()).isFalse();
    assertThat(
            Stream.concat(first.matches().stream(), second.matches().stream())
                .map(match -> match.who().id().value()))
        .containsExactly("43", "42", "44", "Ab-99");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "***", "?~\"", "\u0000"})
  void refusesWhatNobodyIsFoundBy(String typed) {
    assertThatThrownBy(() -> Wanted.of(typed))
        .isInstanceOf(BadQuery.class)
        .hasMessageContaining("type a name, an e-mail, a phone or an id");
  }

  @Test
  void refusesMoreThanAnybodyTypes() {
    assertThatThrownBy(() -> Wanted.of("x".repeat(201)))
        .hasMessageContaining("201 characters, at most 200");
    assertThatThrownBy(() -> Wanted.of("a ".repeat(9))).hasMessageContaining("9 words, at most 8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name:anna",
        "anna*",
        "anna~2",
        "\"anna\"",
        "+anna",
        "(anna)",
        "anna\\",
        "[anna TO anna]",
        "/anna/",
        "anna^9",
        "*:*"
      })
  void knowsNoSyntax(String typed) {
    Wanted wanted;
    try {
      wanted = Wanted.of(typed);
    } catch (BadQuery e) {
      assertThat(typed).isEqualTo("*:*");
      return;
    }
    List<String> words = Words.split(typed);
    assertThat(wanted.parts()).hasSameSizeAs(words);
    assertThat(found(typed)).isEqualTo(found(String.join(" ", words)));
  }

  private Results find(String typed) {
    return search.find(Wanted.of(typed), Optional.empty(), 0, 100);
  }

  private List<String> found(String typed) {
    return find(typed).matches().stream().map(match -> match.who().id().value()).toList();
  }
}
