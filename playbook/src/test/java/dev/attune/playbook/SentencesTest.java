package dev.attune.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule is read back as people would say it; whole playbooks are pinned in resources. */
class SentencesTest {
  /** What conditions are written with, and people do not say. */
  private static final Pattern RAW =
      Pattern.compile("&&|\\|\\||[=!<>]=|\\b(facts|goals|traits|signal)[.\\[]|\\w\\(|” holds\\b");

  @Test
  void readsTheStarterPlaybookBack() throws IOException {
    assertThat(told(Playbooks.starterText())).isEqualTo(pinned("starter-sentences.txt"));
  }

  @Test
  void readsMeridianBack() throws IOException {
    Path meridian = Path.of("../simulator/src/main/resources/dev/attune/simulator/meridian.yaml");

    assertThat(told(Files.readString(meridian))).isEqualTo(pinned("meridian-sentences.txt"));
  }

  @Test
  void readsEveryWordBack() throws IOException {
    assertThat(told(pinned("every-word.yaml"))).isEqualTo(pinned("every-word-sentences.txt"));
  }

  @ParameterizedTest
  @MethodSource("documented")
  void leavesNoRuleOutAndNoConditionAsWritten(String text) {
    Playbook playbook = accepted(text);
    List<Sentence> sentences = Sentences.of(playbook);

    assertThat(sentences).hasSizeGreaterThanOrEqualTo(rules(playbook));
    for (Sentence each : sentences) {
      assertThat(each.whole()).doesNotContainPattern(RAW).doesNotContain("null", "  ", "..");
      assertThat(each.text()).matches("(?s)[\\p{Lu}“].*\\.");
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
    return Sentences.of(accepted(text)).stream()
        .map(each -> each.about() + " " + each.name() + ": " + each.whole() + "\n")
        .collect(Collectors.joining());
  }

  private static String pinned(String name) throws IOException {
    return Files.readString(Path.of("src/test/resources/dev/attune/playbook").resolve(name));
  }
}
