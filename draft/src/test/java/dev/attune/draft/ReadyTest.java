package dev.attune.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.playbook.Checked;
import dev.attune.playbook.PlaybookReader;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadyTest {
  private static final String EMPTY = "# Ours.\nplaybook: Ours\n";

  @Test
  void bringsWhatARuleRestsOn() {
    assertThat(Ready.shipped()).hasSizeGreaterThan(25);
    for (Ready ready : Ready.shipped()) {
      String text = ready.into(EMPTY).orElseThrow();
      assertThat(text).startsWith(EMPTY);
      assertThat(new PlaybookReader().read(text))
          .as(ready.rule().name())
          .isInstanceOf(Checked.Accepted.class);
      assertThat(ready.isIn(text)).isTrue();
      assertThat(ready.into(text)).isEmpty();
    }
  }

  @Test
  void takesThemAllOneByOne() {
    Optional<String> text = Optional.of(EMPTY);
    for (Ready ready : Ready.shipped()) {
      text = text.map(so -> ready.into(so).orElse(so));
    }
    assertThat(new PlaybookReader().read(text.orElseThrow())).isInstanceOf(Checked.Accepted.class);
  }
}
