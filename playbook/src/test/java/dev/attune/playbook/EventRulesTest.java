package dev.attune.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EventRulesTest {
  @Test
  void findsEveryRuleThatIsBlindWithoutAnEvent() {
    String text =
        """
        playbook: X
        goals:
          arrive: { starts: Ride Requested, attained: Ride Completed, within: 2h }
        facts:
          rides: { count: Ride Completed, within: 30d }
          missed: { missed: arrive, within: 30d }
          unread: { count: Newsletter Opened }
        segments:
          riders: facts.rides > 0
          at-risk: "'riders' in segments && facts.missed > 2"
        moments:
          third: { when: signal.event == 'Support Contacted' && 'at-risk' in segments }
          stuck: { after: Signed Up, without: Ride Completed, for: 7d }
          lapsing: { before: traits.warrantyEnds, by: 3d }
          lost: { sequence: [Product Viewed, Cart Viewed], within: 1h }
        """;
    Checked checked = new PlaybookReader().read(text);

    assertThat(checked).isInstanceOf(Checked.Accepted.class);
    assertThat(EventRules.of(((Checked.Accepted) checked).playbook()))
        .containsOnlyKeys(
            "Ride Requested",
            "Ride Completed",
            "Support Contacted",
            "Signed Up",
            "Product Viewed",
            "Cart Viewed")
        .containsEntry("Ride Requested", List.of("arrive", "at-risk", "third"))
        .containsEntry("Ride Completed", List.of("arrive", "riders", "at-risk", "third", "stuck"))
        .containsEntry("Support Contacted", List.of("third"))
        .containsEntry("Cart Viewed", List.of("lost"));
  }
}
