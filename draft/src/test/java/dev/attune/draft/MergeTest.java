package dev.attune.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.playbook.Difference;
import dev.attune.playbook.Sentence;
import dev.attune.playbook.Tongue;
import org.junit.jupiter.api.Test;

class MergeTest {
  private static final String BASE =
      """
      playbook: Bikes
      zone: UTC
      facts:
        rides: { count: Ride Completed }
      segments:
        riders: facts.rides >= 1
        regulars: facts.rides >= 3
        old: facts.rides >= 9
      """;

  @Test
  void bringsChangesOntoWhatOthersAdopted() {
    String theirs =
        BASE.replace("# nothing", "").replace("rides >= 3", "rides >= 4 # we learned")
            + "  new: facts.rides >= 2\n";
    String mine =
        BASE.replace("riders: facts.rides >= 1", "riders: facts.rides >= 2")
            .replace("  old: facts.rides >= 9\n", "")
            .replace("UTC", "Europe/Berlin");

    Merge merge = Merge.of(BASE, mine, theirs).orElseThrow();

    assertThat(merge.both()).isEmpty();
    assertThat(merge.text())
        .isEqualTo(
            theirs
                .replace("riders: facts.rides >= 1", "riders: facts.rides >= 2")
                .replace("  old: facts.rides >= 9\n", "")
                .replace("UTC", "Europe/Berlin"));
  }

  @Test
  void namesWhatBothChanged() {
    String theirs = BASE.replace("rides >= 3", "rides >= 4");
    String mine = BASE.replace("rides >= 3", "rides >= 5");

    Merge merge = Merge.of(BASE, mine, theirs).orElseThrow();

    assertThat(merge.both()).extracting(Difference::name).containsExactly("regulars");
    assertThat(merge.text()).isEqualTo(mine);
    assertThat(RuleChange.between(theirs, merge.text(), Tongue.ENGLISH))
        .singleElement()
        .satisfies(change -> {
          assertThat(change.before().map(Sentence::text))
              .hasValue("Customers with at least 4 completed rides.");
          assertThat(change.after().map(Sentence::text))
              .hasValue("Customers with at least 5 completed rides.");
        });
  }

  @Test
  void hasNoAnswerWhereADraftCannotBeRead() {
    assertThat(Merge.of(BASE, "playbook: [", BASE)).isEmpty();
  }
}
