package dev.attune.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaybookReaderTest {
  private final PlaybookReader reader = new PlaybookReader();

  @Test
  void readsFactsSegmentsAndMoments() {
    Checked checked =
        reader.read(
            """
            playbook: Meridian Mobility
            zone: Europe/Berlin
            facts:
              rides180: { count: Ride Completed, within: 180d }
              rides30: { count: Ride Completed, within: 30d }
            segments:
              drifting: facts.rides180 >= 24 && facts.rides30 == 0
            moments:
              gone-quiet: { becomes: "'drifting' in segments", title: Gone quiet }
            """);

    assertThat(checked).isInstanceOf(Checked.Accepted.class);
  }
}
