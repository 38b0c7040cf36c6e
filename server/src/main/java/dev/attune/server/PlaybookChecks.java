package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.playbook.Catalogue;
import dev.attune.playbook.CatalogueCheck;
import dev.attune.playbook.Checked;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.PlaybookReader;
import dev.attune.playbook.Problem;
import dev.attune.playbook.Sentence;
import dev.attune.playbook.Sentences;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a playbook and what is probably not meant: the same wherever it is asked. */
final class PlaybookChecks {
  private PlaybookChecks() {}

  /** Checks a text against the language and against what was seen. */
  static Data check(String text, Catalogue seen) {
    return switch (new PlaybookReader().read(text)) {
      case Checked.Refused refused ->
          Data.of(
              "good", false,
              "problems", refused.problems().stream().map(Shapes::problem).toList(),
              "warnings", refused.warnings().stream().map(Shapes::problem).toList());
      case Checked.Accepted accepted ->
          Data.of(
              "good", true,
              "problems", List.of(),
              "warnings", warnings(accepted, seen),
              "facts", accepted.playbook().declaredFacts().size(),
              "segments", accepted.playbook().segments().size(),
              "moments", accepted.playbook().moments().size(),
              "sentences", sentences(accepted.playbook()));
    };
  }

  /** What is probably not meant in a text that was accepted. */
  static List<Data> warnings(String text, Catalogue seen) {
    return new PlaybookReader().read(text) instanceof Checked.Accepted accepted
        ? warnings(accepted, seen)
        : List.of();
  }

  /** Every rule of a playbook read back, each with its place. */
  static List<Data> sentences(Playbook playbook) {
    return Sentences.of(playbook).stream().map(PlaybookChecks::shape).toList();
  }

  private static Data shape(Sentence sentence) {
    return Data.of(
        "about", Shapes.word(sentence.about()),
        "name", sentence.name(),
        "line", sentence.line(),
        "text", sentence.text(),
        "more", sentence.more());
  }

  private static List<Data> warnings(Checked.Accepted accepted, Catalogue seen) {
    List<Problem> warnings = new ArrayList<>(accepted.warnings());
    warnings.addAll(CatalogueCheck.warnings(accepted.playbook(), seen));
    return warnings.stream().map(Shapes::problem).toList();
  }
}
