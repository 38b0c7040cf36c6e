package dev.attune.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.playbook.MomentRule.Tone;
import dev.attune.playbook.MomentRule.Trigger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlaybooksTest {
  @Test
  void startsACompanyWithTwentyFiveMomentsOrMore() {
    List<MomentRule> moments = Playbooks.starter().moments();

    assertThat(moments).hasSizeGreaterThanOrEqualTo(25);
    assertThat(moments).extracting(MomentRule::tone).contains(Tone.TROUBLE, Tone.DELIGHT);
  }

  @Test
  void givesTheHelperWordsForEveryMoment() {
    assertThat(Playbooks.starter().moments())
        .allSatisfy(moment -> {
          assertThat(moment.words().title()).isPresent();
          assertThat(moment.words().feels()).isPresent();
          assertThat(moment.words().say()).isPresent();
        });
  }

  @Test
  void costsASignalOnlyWhatItCanChange() {
    assertThat(Playbooks.starter().moments())
        .filteredOn(moment -> moment.trigger() instanceof Trigger.When)
        .allSatisfy(moment -> {
          Trigger.When when = (Trigger.When) moment.trigger();
          assertThat(when.condition().reads().events()).isNotEqualTo(Optional.empty());
        });
  }

  @Test
  void hasNothingToWarnOf() {
    assertThat(new PlaybookReader().read(Playbooks.starterText()).warnings()).isEmpty();
  }

  @Test
  void usesEveryTriggerButTheRare() {
    assertThat(Playbooks.starter().moments())
        .extracting(moment -> moment.trigger().getClass().getSimpleName())
        .contains("When", "Becomes", "Near", "Silence");
  }
}
