package dev.attune.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final int DRAWS = 400;
  private static final List<Family> FAMILIES = Words.families();

  private static final Map<String, List<Family>> KINDS =
      FAMILIES.stream()
          .collect(
              Collectors.groupingBy(
                  family -> family.meaning().kind(), TreeMap::new, Collectors.toList()));

  @Test
  void phrasesWhatMattersInHundredsOfWaysFromSixFamiliesOrMore() {
    assertThat(KINDS).hasSizeGreaterThan(60);
    KINDS.forEach((kind, families) -> {
      assertThat(families).as(kind).hasSizeGreaterThanOrEqualTo(6);
      Set<String> distinct = new HashSet<>();
      for (int i = 0; i < 6_000; i++) {
        distinct.add(families.get(i % families.size()).thought(Chance.of(3, i, 0)));
      }
      assertThat(distinct).as(kind).hasSizeGreaterThanOrEqualTo(200);
    });
    double ways = FAMILIES.stream().mapToDouble(family -> family.phrase().ways()).sum();
    assertThat(ways).isGreaterThan(100_000);
  }

  @Test
  void holdsOutFamiliesWhoseWordsNobodyElseSays() {
    for (Map.Entry<String, List<Family>> kind : KINDS.entrySet()) {
      Set<String> seen = new HashSet<>();
      Set<String> heldOut = new HashSet<>();
      for (Family family : kind.getValue()) {
        thoughts(family).forEach(family.heldOut() ? heldOut::add : seen::add);
      }
      assertThat(heldOut).as(kind.getKey()).isNotEmpty().doesNotContainAnyElementsOf(seen);
    }
    double share = FAMILIES.stream().filter(Family::heldOut).count() / (double) FAMILIES.size();
    assertThat(share).isEqualTo(0.19, within(0.05));
    assertThat(FAMILIES.stream().map(Family::id)).doesNotHaveDuplicates();
  }

  @Test
  void saysEveryActMotiveForceStageAndEmotion() {
    Set<Object> told = new HashSet<>();
    for (Family family : FAMILIES) {
      Meaning meaning = family.meaning();
      Why why = meaning.why();
      told.addAll(
          List.of(meaning.act(), meaning.emotion(), why.stage(), why.motive(), why.force()));
      why.trigger().ifPresent(trigger -> told.add(trigger.place()));
    }
    assertThat(told)
        .contains((Object[]) Meaning.Act.values())
        .contains((Object[]) Meaning.Emotion.values())
        .contains((Object[]) Why.Stage.values())
        .contains((Object[]) Why.Motive.values())
        .contains((Object[]) Why.Force.values())
        .contains((Object[]) Why.Place.values());
  }

  @Test
  void neverSaysItsOwnLabel() {
    Set<String> told = new TreeSet<>();
    for (Family family : FAMILIES) {
      Meaning meaning = family.meaning();
      Why why = meaning.why();
      String labels =
          List.of(meaning.act(), meaning.emotion(), why.stage(), why.motive(), why.force()).stream()
              .map(Why::word)
              .collect(Collectors.joining("|"));
      String theme = meaning.theme();
      Pattern label = Pattern.compile("\\b(" + labels + ")\\b");
      thoughts(family).stream()
          .map(thought -> thought.toLowerCase(Locale.ROOT))
          .filter(
              said -> label.matcher(said).find() || (theme.contains("-") && said.contains(theme)))
          .forEach(said -> told.add(family.id() + ": " + said));
    }
    assertThat(told).isEmpty();
  }

  @Test
  void readsLikeWordsAndNotLikeAFile() {
    for (Family family : FAMILIES) {
      for (String thought : thoughts(family)) {
        assertThat(thought)
            .as(family.id())
            .isNotBlank()
            .doesNotContain("{", "}", "<", ">", "|", "  ", " .", " ,", "..!", ",.", "?.", ".,");
        assertThat(thought.length()).as(thought).isBetween(2, 400);
      }
      assertThat(family.low()).isBetween(0, family.high());
      assertThat(family.meaning().sentiment()).isBetween(-1.0, 1.0);
    }
  }

  @Test
  void misspellsAsOftenAsPeopleDo() {
    Map<String, Integer> manners = new HashMap<>();
    int all = 0;
    for (int person = 0; person < 2_000; person++) {
      Hand hand = Hand.of(5, person, person % 20 == 0, person % 2 == 0 ? "de" : "en");
      Chance chance = Chance.of(6, person, 0);
      for (Family family : List.of(chance.pick(FAMILIES), chance.pick(FAMILIES))) {
        Hand.Written written = hand.write(family.thought(chance), family, chance);
        String text = written.text();
        all++;
        manners.merge("misspelt", written.misspelt() ? 1 : 0, Integer::sum);
        manners.merge("small", text.equals(text.toLowerCase(Locale.ROOT)) ? 1 : 0, Integer::sum);
        boolean pictured = text.codePoints().anyMatch(c -> c >= 0x2600);
        manners.merge("pictured", pictured ? 1 : 0, Integer::sum);
        manners.merge(
            "endless", Character.isLetter(text.charAt(text.length() - 1)) ? 1 : 0, Integer::sum);
      }
    }
    assertThat(manners.getOrDefault("misspelt", 0) / (double) all).isBetween(0.2, 0.4);
    assertThat(manners.getOrDefault("small", 0) / (double) all).isBetween(0.3, 0.6);
    assertThat(manners.getOrDefault("pictured", 0) / (double) all).isBetween(0.05, 0.2);
    assertThat(manners.getOrDefault("endless", 0) / (double) all).isBetween(0.15, 0.45);
  }

  @Test
  void slipsByNeighbouringKeysMissingDoubledAndSwappedLetters() {
    Set<String> slips = new HashSet<>();
    for (int i = 0; i < 2_000; i++) {
      slips.add(Slips.in("aha", 0.9, "en", Chance.of(8, i, 0)));
    }
    assertThat(slips).contains("aha", "aa", "ahha", "aga", "aja", "aah", "ah");
    assertThat(Slips.in("never slips", 0, "en", Chance.of(1, 1, 1))).isEqualTo("never slips");
  }

  @Test
  void writesInOneHandForEver() {
    assertThat(Hand.of(1, 7, false, "de")).isEqualTo(Hand.of(1, 7, false, "de"));
  }

  @Test
  void refusesWordsThatAreNotThere() {
    assertThatThrownBy(() -> Words.say("weather", Hand.CAREFUL, Chance.of(1, 2, 3)))
        .hasMessageContaining("no words about weather");
    assertThatThrownBy(() -> Phrase.read("{a|b", Map.of())).hasMessageContaining("not closed");
    assertThatThrownBy(() -> Phrase.read("<a>", Map.of())).hasMessageContaining("no part <a>");
  }

  private static List<String> thoughts(Family family) {
    Set<String> thoughts = new TreeSet<>();
    for (int i = 0; i < DRAWS; i++) {
      thoughts.add(family.thought(Chance.of(4, family.id().hashCode(), i)));
    }
    return List.copyOf(thoughts);
  }
}
