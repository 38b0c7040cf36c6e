package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.playbook.Checked;
import dev.attune.playbook.PlaybookReader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every example of docs/PLAYBOOK.md compiles without a warning, and every story is true. */
class PlaybookPageTest {
  private static final PlaybookPage PAGE = PlaybookPage.read();

  @TestFactory
  Stream<DynamicTest> tellsTheTruth() {
    return PAGE.examples().stream()
        .map(example -> DynamicTest.dynamicTest("line " + example.line(), () -> plays(example)));
  }

  @Test
  void hasExamplesAndStories() {
    assertThat(PAGE.examples()).hasSizeGreaterThan(18);
    assertThat(PAGE.examples().stream().mapToInt(each -> each.stories().size()).sum())
        .isGreaterThan(15);
  }

  private static void plays(PlaybookPage.Example example) {
    Checked checked = new PlaybookReader().read(example.playbook());
    assertThat(checked).as(example.playbook()).isInstanceOf(Checked.Accepted.class);
    Checked.Accepted accepted = (Checked.Accepted) checked;
    assertThat(accepted.warnings()).as(example.playbook()).isEmpty();
    example.stories().forEach(story -> ToldStory.play(accepted.playbook(), story));
  }
}
