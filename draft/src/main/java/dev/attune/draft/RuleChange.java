package dev.attune.draft;

import dev.attune.playbook.Checked;
import dev.attune.playbook.Difference;
import dev.attune.playbook.Differences;
import dev.attune.playbook.PlaybookReader;
import dev.attune.playbook.Sentence;
import dev.attune.playbook.Sentence.About;
import dev.attune.playbook.Sentences;
import dev.attune.playbook.Tongue;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of one rule from one playbook to another, as people read it.
 *
 * @param written how it differs as it is written
 * @param before the rule read back as it was; nothing if it was not there, or its playbook is not
 *     good
 * @param after as it is
 */
public record RuleChange(Difference written, Optional<Sentence> before, Optional<Sentence> after) {
  /**
   * What differs, rule by rule, read back in a language.
   *
   * @throws IllegalArgumentException if one of them is no playbook at all
   */
  public static List<RuleChange> between(String before, String after, Tongue tongue) {
    Map<String, Sentence> first = sentences(before, tongue);
    Map<String, Sentence> second = sentences(after, tongue);
    return Differences.between(before, after).stream()
        .map(difference ->
            new RuleChange(
                difference,
                Optional.ofNullable(first.get(key(difference))),
                Optional.ofNullable(second.get(key(difference)))))
        .toList();
  }

  /** Whether sentences do not say what differs, so that the words must be shown. */
  public boolean isInWordsOnly() {
    return before.isPresent() != written.before().isPresent()
        || after.isPresent() != written.after().isPresent()
        || before.map(Sentence::whole).equals(after.map(Sentence::whole));
  }

  private static Map<String, Sentence> sentences(String text, Tongue tongue) {
    Map<String, Sentence> sentences = new HashMap<>();
    if (new PlaybookReader().read(text) instanceof Checked.Accepted(var playbook, var warnings)) {
      Sentences.of(playbook, tongue)
          .forEach(each -> sentences.put(section(each.about()) + "/" + each.name(), each));
    }
    return sentences;
  }

  private static String key(Difference difference) {
    return difference.section() + "/" + difference.name();
  }

  private static String section(About about) {
    return switch (about) {
      case SETTING -> "";
      case DECLARED -> "events";
      case BUDGET -> "trust";
      case GOAL, FACT, SEGMENT, MOMENT, OPTION, TEAM -> about.name().toLowerCase(Locale.ROOT) + "s";
    };
  }
}
