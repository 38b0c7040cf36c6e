package dev.attune.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.playbook.ProblemWords.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commonest problems are said in German as well. */
class ProblemWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "segments: { s: facts.ridez > 1 } | unbekannter Fakt „ridez“ | meinten Sie rides?",
        "segments: { s: facts.rides > } | die Bedingung endet zu früh | an ihrem Ende fehlt etwas",
        "segments: { s: facts.rides + 1 } | eine Bedingung ist wahr oder falsch, dies ist aber eine ganze Zahl | vergleichen Sie es mit etwas",
        "moments: { m: { title: Quiet } } | der Moment „m“ sagt nicht, was ihn öffnet | er braucht eines von when, becomes, around, before, after, sequence",
        "segments: { 's s': facts.rides > 1 } | ein Name kann nicht „s s“ sein | ein Name besteht aus Buchstaben, Ziffern und einzelnen Binde- oder Unterstrichen und beginnt mit einem Buchstaben",
        "zone: Europe/Berlim | unbekannte Zeitzone „Europe/Berlim“ | meinten Sie Europe/Berlin?",
        "stale: soon | „soon“ ist keine Dauer (stale) | schreiben Sie 30d, 2h, 15m, 90s, 500ms oder 1d12h",
      })
  void saysTheCommonestInGerman(String rule, String message, String hint) {
    String text = "playbook: Ours\nfacts: { rides: { count: Ride } }\n" + rule + "\n";
    Problem problem =
        switch (new PlaybookReader().read(text)) {
          case Checked.Refused refused -> refused.problems().getFirst();
          case Checked.Accepted accepted -> throw new AssertionError("accepted: " + rule);
        };

    assertThat(problem.messageIn(Tongue.GERMAN)).isEqualTo(message);
    assertThat(problem.hintIn(Tongue.GERMAN)).hasValue(hint);
    assertThat(problem.messageIn(Tongue.ENGLISH)).isEqualTo(problem.message());
  }

  @Test
  void knowsOnlyWhatIsReallySaid() throws IOException {
    String code;
    try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/attune/playbook"))) {
      code =
          files
              .sorted()
              .map(ProblemWordsTest::read)
              .collect(Collectors.joining())
              .replaceAll("\"\\s*\\+\\s*\"", "");
    }
    for (Form form : ProblemWords.forms()) {
      for (String part : form.english().split("\\{\\d}", -1)) {
        String words = part.strip();
        String[] each = words.split(" ", -1);
        int last = each.length;
        String end = String.join(" ", Arrays.asList(each).subList(Math.max(0, last - 4), last));
        assertThat(List.of(words, end, "\"" + each[last - 1] + "\""))
            .as(form.english())
            .anyMatch(code::contains);
      }
      assertThat(form.other()).isNotBlank();
    }
    assertThat(ProblemWords.forms()).hasSizeGreaterThan(80);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
