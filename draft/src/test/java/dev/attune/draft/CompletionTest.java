package dev.attune.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.playbook.Catalogue;
import dev.attune.playbook.Catalogue.Seen;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {
  private static final String OURS =
      """
      playbook: Bikes
      facts:
        rides: { count: Ride Completed }
        lateRides: { count: Ride Late }
      segments:
        riders: facts.rides >= 1
      """;

  private static final Catalogue SEEN =
      new Catalogue(
          Map.of("Ride Completed", seen(90), "Ride Late", seen(7)),
          Map.of("Ride Completed", Map.of("fare", seen(80))),
          Map.of("plan", seen(5)));

  private static Seen seen(long count) {
    return new Seen(count, Map.of(), Instant.EPOCH, Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "facts.ri | rides,lateRides",
        "facts.rides > 1 && traits. | plan",
        "signal.event == 'Ri | Ride Completed,Ride Late",
        "signal.properties.f | fare",
        "fac | facts",
        "'ri | riders' in segments",
        "facts.rides >= 3 | ''"
      })
  void offersNamesInConditions(String before, String offered) {
    List<Completion> found = Completion.inCondition(before, OURS, SEEN);

    assertThat(String.join(",", found.stream().map(Completion::text).toList()))
        .isEqualTo(offered.replace("''", ""));
    found.forEach(each -> assertThat(each.from()).isBetween(0, before.length()));
  }

  @Test
  void offersWordsAndNamesInTheText() {
    Map<String, String> words = Map.of("moments", "when", "title", "what");
    String text = OURS + "mom";
    assertThat(Completion.inText(text, text.length(), OURS, words, SEEN))
        .containsExactly(new Completion(OURS.length(), "moments: ", "when"));
    String fact = OURS + "  few: { count: Ride L";
    assertThat(Completion.inText(fact, fact.length(), OURS, words, SEEN))
        .containsExactly(new Completion(fact.length() - 6, "Ride Late", "×7"));
  }
}
