package dev.attune.playbook;

import dev.attune.playbook.Node.Scalar;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.types.CelKind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads conditions: text in, compiled condition out, over the names of one playbook. */
final class Conditions {
  /** So many characters of conditions are read in well below a second. */
  private static final int LONGEST_TOGETHER = 250_000;

  private final Problems problems;
  private final Vocabulary vocabulary;
  private final Cel cel;

  /** Over the facts of {@code vocabulary}, to which segments may be added. */
  Conditions(Problems problems, Vocabulary vocabulary) {
    this(problems, vocabulary, new Cel(vocabulary));
  }

  private Conditions(Problems problems, Vocabulary vocabulary, Cel cel) {
    this.problems = problems;
    this.vocabulary = vocabulary;
    this.cel = cel;
  }

  /** The same facts, with segments at these places. */
  Conditions withSegments(Map<String, Integer> places) {
    return new Conditions(problems, vocabulary.withSegments(places), cel);
  }

  /**
   * A condition that is right in itself, with the segments it asks about; what they are called may
   * still be given other places.
   */
  record Parsed(Passage passage, CelAbstractSyntaxTree tree, Set<String> segments) {}

  /** Reads a condition; nothing if a problem was reported. */
  Optional<Condition> read(Scalar text, Place place) {
    return parse(text, place).flatMap(this::compile);
  }

  /** Reads a number that is worked out of a customer; nothing if a problem was reported. */
  Optional<Formula> formula(Scalar text) {
    return checked(text, Place.WHEN)
        .filter(Conditions::isNumber)
        .flatMap(
            parsed -> new ConditionCompiler(parsed.passage(), vocabulary, parsed.tree()).formula());
  }

  /** Parses and checks a condition; nothing if a problem was reported. */
  Optional<Parsed> parse(Scalar text, Place place) {
    return checked(text, place).filter(Conditions::isTruth);
  }

  private Optional<Parsed> checked(Scalar text, Place place) {
    if (problems.areEnough()) {
      return Optional.empty();
    }
    Passage passage = new Passage(text, problems);
    if (text.text().length() > Cel.LONGEST) {
      passage.error(
          0,
          "the condition is longer than " + Cel.LONGEST + " characters",
          "make facts or segments of its parts");
      return Optional.empty();
    }
    int all = problems.countCondition(text.text().length());
    if (all > LONGEST_TOGETHER) {
      if (all - text.text().length() <= LONGEST_TOGETHER) {
        passage.error(
            0,
            "the conditions of the playbook are longer than "
                + LONGEST_TOGETHER
                + " characters together",
            "make facts or segments of what they have in common");
      }
      return Optional.empty(); // of those behind it was said before
    }
    Optional<CelAbstractSyntaxTree> parsed = cel.parse(passage);
    if (parsed.isEmpty()) {
      return Optional.empty();
    }
    ConditionCheck check = new ConditionCheck(passage, vocabulary, place, parsed.get());
    if (!check.passes()) {
      return Optional.empty();
    }
    return cel.check(parsed.get(), passage)
        .map(tree -> new Parsed(passage, tree, check.segments()));
  }

  /** Compiles a condition; nothing if a problem was reported. */
  Optional<Condition> compile(Parsed parsed) {
    return new ConditionCompiler(parsed.passage(), vocabulary, parsed.tree()).compile();
  }

  private static boolean isTruth(Parsed parsed) {
    CelKind kind = parsed.tree().getResultType().kind();
    if (kind == CelKind.BOOL || kind == CelKind.DYN) {
      return true;
    }
    parsed
        .passage()
        .error(
            0,
            "a condition is true or false, but this is " + type(parsed),
            "compare it with something");
    return false;
  }

  private static boolean isNumber(Parsed parsed) {
    CelKind kind = parsed.tree().getResultType().kind();
    if (kind == CelKind.INT || kind == CelKind.DOUBLE || kind == CelKind.DYN) {
      return true;
    }
    parsed
        .passage()
        .error(
            0,
            "a cost is a number, but this is " + type(parsed),
            "write 40, facts.lastFare or 0.5 * facts.spend90");
    return false;
  }

  private static String type(Parsed parsed) {
    return CelIssues.type(parsed.tree().getResultType().name());
  }
}
