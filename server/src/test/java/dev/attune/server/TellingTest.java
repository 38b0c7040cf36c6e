package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.playbook.Checked;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.PlaybookReader;
import org.junit.jupiter.api.Test;

class TellingTest {
  private static final String TEXT =
      """
      playbook: Rides
      facts:
        late: { count: Ride Completed, where: signal.properties.minutesLate > 15, within: 30d }
        spent: { sum: Ride Completed, of: properties.fare }
        topics: { count: Support Contacted, per: properties.topic }
      segments:
        unlucky: facts.late >= 3
        spenders: facts.spent > 500.0
      moments:
        let-down: { becomes: "'unlucky' in segments" }
        angry: { when: "signal.event == 'Feedback' && signal.properties.rating <= 2" }
        again: { when: "signal.event == 'Support Contacted' && facts.late > 0", per: properties.topic }
        stuck: { after: Signed Up, without: Ride Completed, for: 7d }
      """;

  private static Playbook playbook() {
    if (new PlaybookReader().read(TEXT) instanceof Checked.Accepted accepted) {
      return accepted.playbook();
    }
    throw new AssertionError("refused");
  }

  @Test
  void namesWhatARuleDecidesBy() {
    assertThat(Telling.of(playbook(), "let-down").properties()).containsExactly("minutesLate");
    assertThat(Telling.of(playbook(), "spenders").properties()).containsExactly("fare");
    assertThat(Telling.of(playbook(), "angry").properties()).containsExactly("rating");
    assertThat(Telling.of(playbook(), "again").properties())
        .containsExactlyInAnyOrder("minutesLate", "topic");
    assertThat(Telling.of(playbook(), "stuck").properties()).isEmpty();
    assertThat(Telling.of(playbook(), "nobody").properties()).isEmpty();
  }

  @Test
  void namesTheEventsOfWhatARuleRestsOn() {
    assertThat(Telling.of(playbook(), "let-down").events()).containsExactly("Ride Completed");
    assertThat(Telling.of(playbook(), "stuck").events()).containsExactly("Signed Up");
    Telling.Told again = Telling.of(playbook(), "again");
    assertThat(again.events()).containsExactlyInAnyOrder("Support Contacted", "Ride Completed");
    assertThat(again.of(playbook(), "late").events()).containsExactly("Ride Completed");
  }
}
