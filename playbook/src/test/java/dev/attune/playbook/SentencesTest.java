package dev.attune.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule is read back as people would say it; whole playbooks are pinned in resources. */
class SentencesTest {
  /** What conditions are written with, and people do not say. */
  private static final Pattern RAW =
      Pattern.compile(
          "&&|\\|\\||[=!<>]=|\\b(facts|goals|traits|signal)[.\\[]|\\w\\(|” holds\\b|“ gilt\\b");

  /** What stands in German sentences as the playbook or the world writes it. */
  private static final Pattern NAMES = Pattern.compile("„[^“]*“|\\w+/\\w+|\\b[A-Z]{3}\\b");

  /** Words that English has in its grammar, not in its phrases. */
  private static final String[] ENGLISH_GRAMMAR = {
    "the an with whose who are has have their for which holds customer if then otherwise either",
    "first second third fourth fifth tenth completed cancelled piece feedback view page signals",
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday contact support"
  };

  private static final Path MERIDIAN =
      Path.of("../simulator/src/main/resources/dev/attune/simulator/meridian.yaml");

  @Test
  void readsTheStarterPlaybookBack() throws IOException {
    assertThat(told(Playbooks.starterText())).isEqualTo(pinned("starter-sentences.txt"));
  }

  @Test
  void readsMeridianBack() throws IOException {
    assertThat(told(Files.readString(MERIDIAN))).isEqualTo(pinned("meridian-sentences.txt"));
  }

  @Test
  void readsEveryWordBack() throws IOException {
    assertThat(told(pinned("every-word.yaml"))).isEqualTo(pinned("every-word-sentences.txt"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"starter", "meridian", "every-word"})
  void readsThemBackInGerman(String playbook) throws IOException {
    assertThat(told(text(playbook), Tongue.GERMAN))
        .isEqualTo(pinned(playbook + "-sentences.de.txt"));
  }

  private static String text(String playbook) throws IOException {
    return switch (playbook) {
      case "starter" -> Playbooks.starterText();
      case "meridian" -> Files.readString(MERIDIAN);
      default -> pinned(playbook + ".yaml");
    };
  }

  @ParameterizedTest
  @MethodSource("documented")
  void saysNothingInEnglishToGermans(String text) {
    for (Sentence each : Sentences.of(accepted(text), Tongue.GERMAN)) {
      List<String> said = words(NAMES.matcher(each.whole()).replaceAll(" ")).toList();
      assertThat(said).as(each.whole()).isNotEmpty().doesNotContainAnyElementsOf(onlyEnglish());
    }
  }

  /** What English sentences are built with, and German ones are not. */
  private static Set<String> onlyEnglish() {
    Set<String> english = new TreeSet<>(words(String.join(" ", ENGLISH_GRAMMAR)).toList());
    Plain.of(Tongue.ENGLISH)
        .phrases()
        .values()
        .forEach(each -> english.addAll(words(each).toList()));
    Plain.of(Tongue.GERMAN)
        .phrases()
        .values()
        .forEach(each -> english.removeAll(words(each).toList()));
    assertThat(english).hasSizeGreaterThan(200).contains("the", "customer", "within", "completed");
    return english;
  }

  private static Stream<String> words(String text) {
    return Pattern.compile("[^\\p{L}]+")
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(each -> !each.isEmpty());
  }

  @Test
  void hasEveryPhraseInEveryLanguage() {
    Map<String, String> english = Plain.of(Tongue.ENGLISH).phrases();
    for (Tongue tongue : Tongue.values()) {
      Map<String, String> phrases = Plain.of(tongue).phrases();
      assertThat(phrases.keySet()).isEqualTo(english.keySet());
      assertThat(phrases.values()).noneMatch(String::isBlank);
      phrases.forEach((key, phrase) ->
          assertThat(phrase.replaceAll("\\{[0-3]}", "")).as(key).doesNotContain("{", "}"));
    }
  }

  @ParameterizedTest
  @MethodSource("documented")
  void leavesNoRuleOutAndNoConditionAsWritten(String text) {
    for (Tongue tongue : Tongue.values()) {
      leavesNothingOut(text, accepted(text), tongue);
    }
  }

  private static void leavesNothingOut(String text, Playbook playbook, Tongue tongue) {
    List<Sentence> sentences = Sentences.of(playbook, tongue);

    assertThat(sentences).hasSizeGreaterThanOrEqualTo(rules(playbook));
    for (Sentence each : sentences) {
      assertThat(each.whole()).doesNotContainPattern(RAW).doesNotContain("null", "  ", "..");
      assertThat(each.text()).matches("(?s)[\\p{Lu}“„].*\\.");
      String line = text.lines().toList().get(each.line() - 1);
      assertThat(line).contains(each.name().split(" ", 2)[0]);
    }
  }

  /** The examples of the page, and all playbooks of this repository. */
  static Stream<String> documented() throws IOException {
    Matcher block =
        Pattern.compile("^```yaml\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("../docs/PLAYBOOK.md")));
    List<String> all = new ArrayList<>();
    while (block.find()) {
      String body = block.group(1);
      all.add(body.startsWith("playbook:") ? body : "playbook: Example\n" + body);
    }
    assertThat(all).hasSizeGreaterThan(18);
    all.add(Playbooks.starterText());
    all.add(pinned("every-word.yaml"));
    for (String path :
        List.of(
            "simulator/src/main/resources/dev/attune/simulator/meridian.yaml",
            "examples/cdnow/playbook.yaml",
            "examples/hotel_bookings/playbook.yaml")) {
      all.add(Files.readString(Path.of("..").resolve(path)));
    }
    return all.stream();
  }

  private static int rules(Playbook playbook) {
    return playbook.declaredFacts().size()
        + playbook.goals().size()
        + playbook.segments().size()
        + playbook.moments().size()
        + playbook.care().options().size()
        + playbook.care().teams().size();
  }

  private static Playbook accepted(String text) {
    return switch (new PlaybookReader().read(text)) {
      case Checked.Accepted accepted -> accepted.playbook();
      case Checked.Refused refused ->
          throw new AssertionError(
              refused.problems().stream().map(Problem::rendered).collect(Collectors.joining("\n")));
    };
  }

  private static String told(String text) {
    return told(text, Tongue.ENGLISH);
  }

  private static String told(String text, Tongue tongue) {
    return Sentences.of(accepted(text), tongue).stream()
        .map(each -> each.about() + " " + each.name() + ": " + each.whole() + "\n")
        .collect(Collectors.joining());
  }

  private static String pinned(String name) throws IOException {
    return Files.readString(Path.of("src/test/resources/dev/attune/playbook").resolve(name));
  }
}
