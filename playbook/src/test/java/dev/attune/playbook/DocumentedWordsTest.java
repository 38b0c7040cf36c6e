package dev.attune.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.playbook.Node.Mapping;
import dev.attune.playbook.Node.Scalar;
import dev.attune.playbook.Node.Sequence;
import dev.cel.common.ast.CelExpr;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every word that the readers know stands in an example of docs/PLAYBOOK.md, at its place. That the
 * examples are accepted, and their stories true, is tested where stories are told.
 */
class DocumentedWordsTest {
  private static final Pattern BLOCK =
      Pattern.compile("^```yaml\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  private static final List<Mapping> EXAMPLES = examples();

  @TestFactory
  Stream<DynamicTest> everyWordHasAnExample() {
    return Stream.of(
        words("a playbook", PlaybookReader.words(), keys()),
        words("a goal", GoalReader.WORDS, keys("goals", "*")),
        words("a fact", FactReader.words(), keys("facts", "*")),
        words("a moment", MomentReader.words(), keys("moments", "*")),
        words("around", MomentReader.AROUND, keys("moments", "*", "around")),
        words("a step", SequenceReader.WORDS, keys("moments", "*", "sequence", "*")),
        words("good", CareReader.GOOD_WORDS, keys("moments", "*", "good")),
        words("an option", OptionReader.WORDS, keys("options", "*")),
        words("does", ActReader.WORDS, keys("options", "*", "does")),
        words("a team", TeamReader.WORDS, keys("teams", "*")),
        words("a budget", TrustReader.BUDGET, keys("trust", "*")),
        words("trust", TrustReader.WORDS, keys("trust")),
        words("roles", Role.words(), keys("trust")),
        words("redact", RedactReader.WORDS, keys("redact")),
        words("motives", constants(Goal.Motive.values()), values("goals", "*", "motive")),
        words("units", constants(Fact.Unit.values()), values("facts", "*", "by")),
        words("tones", constants(MomentRule.Tone.values()), values("moments", "*", "tone")),
        words("urgencies", constants(Urgency.values()), values("moments", "*", "urgency")),
        words("channels", TeamReader.CHANNELS, values("teams", "*", "channels")),
        words("types", ValueType.words(), types()),
        words("functions of conditions", functions(), called()),
        words("operators of conditions", ConditionCheck.OPERATORS, called()),
        words(
            "what is read of a signal",
            Cel.SIGNAL.keySet(),
            read(dev.attune.playbook.Path.SIGNAL, 0)),
        words("what is read of a goal", readings(), read(dev.attune.playbook.Path.GOALS, 1)));
  }

  private static DynamicTest words(String what, Collection<String> known, Set<String> shown) {
    return DynamicTest.dynamicTest(
        what, () -> assertThat(shown).as("shown of " + what).containsAll(known));
  }

  private static Set<String> functions() {
    Set<String> functions = new TreeSet<>(Functions.names());
    functions.addAll(ConditionCheck.OF_TEXT);
    functions.addAll(List.of("has", "exists", "all", "any", Cel.MAX));
    return functions;
  }

  private static List<String> readings() {
    return Goal.READINGS.stream().map(GoalReader::word).toList();
  }

  private static List<String> constants(Enum<?>[] all) {
    return Arrays.stream(all).map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
  }

  /** The words at a place, {@code *} being every name or item there. */
  private static Set<String> keys(String... path) {
    Set<String> keys = new TreeSet<>();
    for (Node node : nodes(path)) {
      if (node instanceof Mapping mapping) {
        mapping.entries().forEach(entry -> keys.add(entry.key().text()));
      }
    }
    return keys;
  }

  private static Set<String> values(String... path) {
    Set<String> values = new TreeSet<>();
    for (Node node : nodes(path)) {
      switch (node) {
        case Scalar scalar -> values.add(scalar.text());
        case Sequence list -> list.items().forEach(each -> values.add(((Scalar) each).text()));
        case Mapping mapping -> {}
      }
    }
    return values;
  }

  private static Set<String> types() {
    Set<String> types = values("events", "*", "*");
    types.addAll(values("traits", "*"));
    return types;
  }

  private static List<Node> nodes(String... path) {
    List<Node> nodes = new ArrayList<>(EXAMPLES);
    for (String step : path) {
      List<Node> next = new ArrayList<>();
      for (Node node : nodes) {
        switch (node) {
          case Mapping mapping ->
              mapping.entries().stream()
                  .filter(entry -> step.equals("*") || entry.key().text().equals(step))
                  .forEach(entry -> next.add(entry.value()));
          case Sequence list when step.equals("*") -> next.addAll(list.items());
          case Sequence list -> {}
          case Scalar scalar -> {}
        }
      }
      nodes = next;
    }
    return nodes;
  }

  /** Every condition and cost of the examples. */
  private static List<CelExpr> conditions() {
    List<Node> texts = nodes("segments", "*");
    for (String word : List.of("when", "becomes", "where", "cost")) {
      for (String section : List.of("goals", "facts", "moments", "options")) {
        texts.addAll(nodes(section, "*", word));
      }
      texts.addAll(nodes("moments", "*", "good", word));
      texts.addAll(nodes("moments", "*", "sequence", "*", word));
    }
    return texts.stream()
        .map(text -> CelSyntax.parse(((Scalar) text).text()).orElseThrow().getExpr())
        .toList();
  }

  private static Set<String> called() {
    Set<String> called = new TreeSet<>();
    conditions().forEach(each -> walk(each, called));
    return called;
  }

  private static void walk(CelExpr expression, Set<String> called) {
    switch (expression.getKind()) {
      case SELECT -> {
        if (expression.select().testOnly()) {
          called.add("has");
        }
        walk(expression.select().operand(), called);
      }
      case CALL -> {
        called.add(expression.call().function());
        expression.call().target().ifPresent(target -> walk(target, called));
        expression.call().args().forEach(each -> walk(each, called));
      }
      case LIST -> expression.list().elements().forEach(each -> walk(each, called));
      case COMPREHENSION -> {
        CelExpr range = expression.comprehension().iterRange();
        CelExpr step = expression.comprehension().loopStep();
        boolean entries = ConditionWords.isCall(range, Cel.ENTRIES);
        called.add(entries ? "any" : ConditionWords.isCall(step, "_&&_") ? "all" : "exists");
        walk(range, called);
        walk(step.call().args().getLast(), called);
      }
      case CONSTANT, IDENT, MAP, STRUCT, NOT_SET -> {}
    }
  }

  /** What conditions read behind a root, at a step. */
  private static Set<String> read(String root, int step) {
    Set<String> read = new TreeSet<>();
    conditions().forEach(each -> paths(each, root, step, read));
    return read;
  }

  private static void paths(CelExpr expression, String root, int step, Set<String> read) {
    dev.attune.playbook.Path.of(expression)
        .filter(path -> path.root().equals(root) && path.steps().size() > step)
        .ifPresent(path -> read.add(path.steps().get(step)));
    switch (expression.getKind()) {
      case SELECT -> paths(expression.select().operand(), root, step, read);
      case CALL -> {
        expression.call().target().ifPresent(target -> paths(target, root, step, read));
        expression.call().args().forEach(each -> paths(each, root, step, read));
      }
      case LIST -> expression.list().elements().forEach(each -> paths(each, root, step, read));
      case COMPREHENSION -> {
        paths(expression.comprehension().iterRange(), root, step, read);
        paths(expression.comprehension().loopStep(), root, step, read);
      }
      case CONSTANT, IDENT, MAP, STRUCT, NOT_SET -> {}
    }
  }

  private static List<Mapping> examples() {
    try {
      Matcher block = BLOCK.matcher(Files.readString(Path.of("..", "docs", "PLAYBOOK.md")));
      List<Mapping> examples = new ArrayList<>();
      while (block.find()) {
        Document document = new Document(block.group(1));
        examples.add(Yaml.read(document, new Problems(document)).orElseThrow());
      }
      assertThat(examples).hasSizeGreaterThan(18);
      return examples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
