package dev.attune.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DifferencesTest {
  private static final String BEFORE =
      """
      playbook: Shop
      zone: Europe/Berlin
      protected: [plan]
      facts:
        orders30: { count: Order Completed, within: 30d }
        spent: { sum: Order Completed, of: properties.total }
      segments:
        regulars: facts.orders30 >= 2
      """;

  @Test
  void findsNothingWhereTheSameIsSaidInOtherWords() {
    String after =
        """
        # the same, written otherwise
        zone: "Europe/Berlin"
        protected:
          - plan
        playbook: Shop
        segments:
          regulars: >
            facts.orders30 >= 2
        facts:
          spent:
            of: properties.total
            sum: 'Order Completed'
          orders30: { within: 30d, count: Order Completed }
        goals:
        """;

    assertThat(Differences.between(BEFORE, after)).isEmpty();
  }

  @Test
  void tellsWhatWasAddedRemovedAndChangedWithBothTexts() {
    String after =
        BEFORE
                .replace("within: 30d", "within: 7d")
                .replace("  spent: { sum: Order Completed, of: properties.total }\n", "")
                .replace("zone: Europe/Berlin", "zone: UTC")
                .replace("[plan]", "[plan, tier]")
            + "options:\n  call: { title: 'Call: \"now\"', cost: 0 }\n";

    List<Difference> differences = Differences.between(BEFORE, after);

    assertThat(differences)
        .containsExactly(
            new Difference("", "zone", Optional.of("Europe/Berlin"), Optional.of("UTC")),
            new Difference("", "protected", Optional.of("[plan]"), Optional.of("[plan, tier]")),
            new Difference(
                "facts",
                "orders30",
                Optional.of("{ count: Order Completed, within: 30d }"),
                Optional.of("{ count: Order Completed, within: 7d }")),
            new Difference(
                "facts",
                "spent",
                Optional.of("{ sum: Order Completed, of: properties.total }"),
                Optional.empty()),
            new Difference(
                "options",
                "call",
                Optional.empty(),
                Optional.of("{ title: \"Call: \\\"now\\\"\", cost: 0 }")));
    assertThat(differences)
        .extracting(Difference::kind)
        .containsExactly(
            Difference.Kind.CHANGED,
            Difference.Kind.CHANGED,
            Difference.Kind.CHANGED,
            Difference.Kind.REMOVED,
            Difference.Kind.ADDED);
  }

  @Test
  void refusesWhatIsNoPlaybookAtAll() {
    assertThatThrownBy(() -> Differences.between(BEFORE, "- a list"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected words with values");
  }
}
