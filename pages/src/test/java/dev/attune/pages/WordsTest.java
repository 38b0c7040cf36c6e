package dev.attune.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WordsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:12:00Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Pattern SAID = Pattern.compile("say\\(\"([a-z0-9.-]+)\"[,)]");

  private static Words words(Language language) {
    return Words.of(language, BERLIN, NOW);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void hasEveryTextInEveryLanguage(Language language) {
    assertThat(Texts.of(language).byKey().keySet())
        .isEqualTo(Texts.of(Language.ENGLISH).byKey().keySet());
    assertThat(Texts.of(language).byKey().values()).noneMatch(String::isBlank);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void hasTheSamePlacesForValuesInEveryLanguage(Language language) {
    Texts.of(Language.ENGLISH)
        .byKey()
        .forEach((key, english) ->
            assertThat(places(Texts.of(language).pattern(key), language))
                .as(key)
                .isEqualTo(places(english, Language.ENGLISH)));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void needsNoDoubledQuotes(Language language) {
    assertThat(Texts.of(language).byKey().values()).noneMatch(text -> text.contains("'"));
  }

  @Test
  void hasEveryTextThatIsSaid() throws IOException {
    Set<String> said = new TreeSet<>();
    for (String folder :
        new String[] {"src/main/jte", "src/main/java", "../server/src/main/java"}) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Matcher matcher = SAID.matcher(Files.readString(file));
          while (matcher.find()) {
            said.add(matcher.group(1));
          }
        }
      }
    }
    assertThat(said).hasSizeGreaterThan(20);
    assertThat(Texts.of(Language.ENGLISH).byKey().keySet()).containsAll(said);
  }

  /** The values a pattern asks for, and as what. */
  private static Set<String> places(String pattern, Language language) {
    Set<String> places = new TreeSet<>();
    MessageFormat format = new MessageFormat(pattern, language.locale());
    Object[] formats = Arrays.stream(format.getFormatsByArgumentIndex()).toArray();
    for (int i = 0; i < formats.length; i++) {
      places.add(i + ":" + (formats[i] == null ? "text" : formats[i].getClass().getSimpleName()));
    }
    return places;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PT10S  | just now               | gerade eben",
        "PT1M   | a minute ago           | vor einer Minute",
        "PT12M  | 12 minutes ago         | vor 12 Minuten",
        "PT3H   | 3 hours ago            | vor 3 Stunden",
        "PT20H  | yesterday at 13:12     | gestern um 13:12",
        "P3D    | on Thursday at 09:12   | am Donnerstag um 09:12",
        "P30D   | on 23 Oct              | am 23. Okt.",
        "P400D  | on 18 Oct 2025         | am 18. Okt. 2025",
        "-PT5M  | in 5 minutes           | in 5 Minuten",
        "-PT30H | in a day               | in einem Tag"
      })
  void saysTimesAsPeopleDo(Duration past, String english, String german) {
    Instant at = NOW.minus(past);
    assertThat(words(Language.ENGLISH).ago(at)).isEqualTo(english);
    assertThat(words(Language.GERMAN).ago(at)).isEqualTo(german);
  }

  @Test
  void saysSharesOfFewAsCounts() {
    assertThat(words(Language.ENGLISH).share(6, 7)).isEqualTo("6 of 7");
    assertThat(words(Language.ENGLISH).share(930, 1_000)).isEqualTo("93%");
    assertThat(words(Language.ENGLISH).share(4, 1_000)).isEqualTo("less than 1%");
    assertThat(words(Language.ENGLISH).share(999, 1_000)).isEqualTo("more than 99%");
    assertThat(words(Language.ENGLISH).share(0, 1_000)).isEqualTo("0%");
    assertThat(words(Language.ENGLISH).share(1_000, 1_000)).isEqualTo("100%");
    assertThat(words(Language.GERMAN).share(930, 1_000)).isEqualTo("93\u00a0%");
  }

  @Test
  void readsWhatBrowsersAskFor() {
    assertThat(Language.wanted("fr-FR,fr;q=0.9,de-AT;q=0.8,en;q=0.7")).isEqualTo(Language.GERMAN);
    assertThat(Language.wanted("")).isEqualTo(Language.ENGLISH);
  }
}
