package dev.attune.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schema that editors complete from says what the reader reads. */
class SchemaTest {
  private static final Map<?, ?> SCHEMA = (Map<?, ?>) yaml(Playbooks.schemaText());
  private static final Schema CHECK =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Playbooks.schemaText());

  @Test
  void knowsEveryWordOfTheReaderAndNoOther() {
    assertThat(words()).isEqualTo(PlaybookReader.words());
    assertThat(words("$defs", "goal")).isEqualTo(set(GoalReader.WORDS));
    assertThat(words("$defs", "fact")).isEqualTo(set(FactReader.words()));
    assertThat(words("$defs", "moment")).isEqualTo(set(MomentReader.words()));
    assertThat(words("$defs", "around")).isEqualTo(set(MomentReader.AROUND));
    assertThat(words(last(at("$defs", "step", "oneOf")))).isEqualTo(set(SequenceReader.WORDS));
    assertThat(words(last(at("$defs", "good", "oneOf")))).isEqualTo(set(CareReader.GOOD_WORDS));
    assertThat(words("$defs", "option")).isEqualTo(set(OptionReader.WORDS));
    assertThat(words(last(at("$defs", "does", "oneOf")))).isEqualTo(set(ActReader.WORDS));
    assertThat(words(last(at("$defs", "team", "oneOf")))).isEqualTo(set(TeamReader.WORDS));
    assertThat(words("$defs", "budget")).isEqualTo(set(TrustReader.BUDGET));
    Set<String> trust = set(TrustReader.WORDS);
    trust.addAll(Role.words());
    assertThat(words("properties", "trust")).isEqualTo(trust);
    assertThat(words("properties", "redact")).isEqualTo(set(RedactReader.WORDS));
    assertThat(set(list(at("$defs", "moment", "properties", "tone", "enum"))))
        .isEqualTo(constants(MomentRule.Tone.values()));
    assertThat(set(list(at("$defs", "moment", "properties", "urgency", "enum"))))
        .isEqualTo(constants(Urgency.values()));
    assertThat(set(list(at("$defs", "goal", "properties", "motive", "enum"))))
        .isEqualTo(constants(Goal.Motive.values()));
    assertThat(set(list(at("$defs", "fact", "properties", "by", "enum"))))
        .isEqualTo(constants(Fact.Unit.values()));
    assertThat(set(list(at("$defs", "role", "enum")))).isEqualTo(set(Role.words()));
    assertThat(set(list(at("$defs", "type", "enum")))).isEqualTo(set(ValueType.words()));
  }

  @Test
  void describesEveryWordWithAnExample() {
    List<String> bare = new ArrayList<>();
    describe("", SCHEMA, bare);

    assertThat(bare).isEmpty();
  }

  /** Editors would answer with the pattern itself. */
  @Test
  void saysInWordsWhatEachPatternWants() {
    List<Map<?, ?>> patterns =
        schemas(SCHEMA).filter(each -> each.get("pattern") instanceof String).toList();

    assertThat(patterns)
        .hasSizeGreaterThan(30)
        .allSatisfy(each ->
            assertThat(String.valueOf(each.get("patternErrorMessage")))
                .matches("(write|a name|a fact's name) [^^\\\\]+"));
  }

  /** Editors would offer {@code [object Object]}. */
  @Test
  void hasNoObjectsAmongItsExamples() {
    assertThat(schemas(SCHEMA).filter(each -> each.get("examples") instanceof List<?>))
        .hasSizeGreaterThan(80)
        .allSatisfy(each ->
            assertThat(list(Objects.requireNonNull(each.get("examples"))))
                .noneMatch(Map.class::isInstance));
  }

  /** Editors offer the words that a thing needs under its title, or else under its name here. */
  @Test
  void offersNothingThatLooksLikeAWordAndIsNone() {
    assertThat(
            schemas(SCHEMA)
                .filter(each -> each.containsKey("required") && each.containsKey("properties")))
        .hasSizeGreaterThan(4)
        .allSatisfy(each -> assertThat(String.valueOf(each.get("title"))).contains(" "));
    List<Map<?, ?>> snippets =
        schemas(SCHEMA)
            .filter(each -> each.containsKey("defaultSnippets"))
            .flatMap(each -> list(each.get("defaultSnippets")).stream())
            .<Map<?, ?>>map(each -> (Map<?, ?>) each)
            .toList();
    assertThat(snippets)
        .hasSizeGreaterThan(15)
        .allSatisfy(each -> {
          assertThat(yaml(String.valueOf(each.get("label")))).isEqualTo(each.get("body"));
          assertThat(String.valueOf(each.get("label"))).startsWith("{ ");
        });
    // Beside a reference, editors would lose the referred type.
    assertThat(schemas(SCHEMA).filter(each -> each.containsKey("$ref")))
        .noneMatch(each -> each.containsKey("defaultSnippets"));
  }

  private static Stream<Map<?, ?>> schemas(Object node) {
    return switch (node) {
      case Map<?, ?> map ->
          Stream.concat(Stream.of(map), map.values().stream().flatMap(SchemaTest::schemas));
      case List<?> list -> list.stream().flatMap(SchemaTest::schemas);
      case null, default -> Stream.of();
    };
  }

  @ParameterizedTest
  @MethodSource("playbooks")
  void acceptsWhatTheReaderAccepts(String name, String text) {
    assertThat(new PlaybookReader().read(text)).as(name).isInstanceOf(Checked.Accepted.class);
    assertThat(CHECK.validate(json(text), InputFormat.JSON)).as(name).isEmpty();
  }

  static Stream<Arguments> playbooks() throws IOException {
    List<String> texts = SentencesTest.documented().toList();
    return IntStream.range(0, texts.size())
        .mapToObj(i -> Arguments.of("playbook " + i, texts.get(i)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zone: UTC",
        "playbook: X\nfakts: {}",
        "playbook: X\nstale: 30 days",
        "playbook: X\nfacts: { a: { cuont: A } }",
        "playbook: X\nfacts: { a: { count: A, sum: B } }",
        "playbook: X\nfacts: { a: { sum: A } }",
        "playbook: X\nfacts: { a: { trend: A } }",
        "playbook: X\nfacts: { a-b: { count: A } }",
        "playbook: X\ngoals: { a: { starts: A, within: 3h } }",
        "playbook: X\nsegments: { a: [b] }",
        "playbook: X\nmoments: { a: { title: x } }",
        "playbook: X\nmoments: { a: { before: traits.x } }",
        "playbook: X\nmoments: { a: { before: facts.x, by: 3d } }",
        "playbook: X\nmoments: { a: { after: A, without: B } }",
        "playbook: X\nmoments: { a: { sequence: [A], within: 1h } }",
        "playbook: X\nmoments: { a: { becomes: true, urgency: hihg } }",
        "playbook: X\noptions: { a: { title: A } }",
        "playbook: X\noptions: { a: { title: A, cost: 0, does: {} } }",
        "playbook: X\noptions: { a: { title: A, cost: 0, does: { message: x } } }",
        "playbook: X\noptions: { a: { title: A, cost: 0, at-most: twice } }",
        "playbook: X\nteams: { a: { hours: { mon: 8-18 } } }",
        "playbook: X\ntrust: { front-line: {} }",
        "playbook: X\ntrust: { currency: euro }",
        "playbook: X\nevents: { A: { b: numbr } }",
        "playbook: X\nattention: 0"
      })
  void refusesTypicalMistakesAsTheReaderDoes(String text) {
    assertThat(new PlaybookReader().read(text)).isInstanceOf(Checked.Refused.class);
    assertThat(CHECK.validate(json(text), InputFormat.JSON)).isNotEmpty();
  }

  private static void describe(String path, Object node, List<String> bare) {
    if (!(node instanceof Map<?, ?> map)) {
      return;
    }
    if (map.get("properties") instanceof Map<?, ?> properties) {
      properties.forEach((word, meaning) -> {
        Map<?, ?> told = (Map<?, ?>) meaning;
        if (!told.containsKey("description") || !isShown(told)) {
          bare.add(path + "/" + word);
        }
      });
    }
    map.forEach((name, inner) -> describe(path + "/" + name, inner, bare));
    map.values().stream()
        .filter(List.class::isInstance)
        .forEach(inner -> ((List<?>) inner).forEach(each -> describe(path, each, bare)));
  }

  private static boolean isShown(Map<?, ?> told) {
    if (told.get("$ref") instanceof String ref && !told.containsKey("examples")) {
      return isShown((Map<?, ?>) at("$defs", ref.substring(ref.lastIndexOf('/') + 1)));
    }
    return told.containsKey("examples") || told.containsKey("defaultSnippets");
  }

  private static Set<String> constants(Enum<?>[] all) {
    return set(Stream.of(all).map(each -> each.name().toLowerCase(Locale.ROOT)).toList());
  }

  private static Set<String> words(String... path) {
    return words(at(path));
  }

  private static Set<String> words(Object node) {
    return set(((Map<?, ?>) inside(node, "properties")).keySet());
  }

  private static Object at(String... path) {
    Object node = SCHEMA;
    for (String step : path) {
      node = inside(node, step);
    }
    return node;
  }

  private static Object inside(Object node, String step) {
    Object found = ((Map<?, ?>) node).get(step);
    if (found == null) {
      throw new AssertionError("the schema has no " + step + " in " + node);
    }
    return found;
  }

  private static Object last(Object list) {
    return ((List<?>) list).getLast();
  }

  private static List<?> list(Object list) {
    return (List<?>) list;
  }

  private static Set<String> set(Collection<?> words) {
    Set<String> set = new TreeSet<>();
    words.forEach(word -> set.add(String.valueOf(word)));
    return set;
  }

  private static Object yaml(String text) {
    return new Load(LoadSettings.builder().build()).loadFromString(text);
  }

  private static String json(String text) {
    return json(yaml(text));
  }

  private static String json(Object value) {
    return switch (value) {
      case null -> "null";
      case Map<?, ?> map -> {
        List<String> parts = new ArrayList<>();
        map.forEach((name, each) -> parts.add(quoted(String.valueOf(name)) + ":" + json(each)));
        yield "{" + String.join(",", parts) + "}";
      }
      case List<?> list ->
          "[" + String.join(",", list.stream().map(SchemaTest::json).toList()) + "]";
      case String text -> quoted(text);
      default -> String.valueOf(value);
    };
  }

  private static String quoted(String text) {
    return "\""
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t")
        + "\"";
  }
}
