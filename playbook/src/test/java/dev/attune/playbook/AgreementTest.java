package dev.attune.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/** Where nothing is unknown, our closures and the CEL library's own interpreter say the same. */
class AgreementTest {
  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("facts", MapType.create(SimpleType.STRING, SimpleType.DYN))
          .addVar("traits", MapType.create(SimpleType.STRING, SimpleType.DYN))
          .addVar("signal", MapType.create(SimpleType.STRING, SimpleType.DYN))
          .addVar("segments", ListType.create(SimpleType.STRING))
          .build();

  // Not the planner: as of 0.14.0 it compares the error of a failed side as if it were a value.
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(OPTIONS).build();

  private static final List<String> CLAIMS =
      List.of(
          "traits.vip",
          "'gold' in segments",
          "has(traits.plan)",
          "has(traits.absent)",
          "traits.plan in ['a', 'ab']",
          "'b' in traits.tags",
          "traits.age in [1, 2, -1]",
          "signal.event == 'Ride Completed'",
          "signal.event in ['Ride Completed']",
          "traits.tags.exists(t, t == 'ab')",
          "traits.tags.all(t, t.size() < 2)",
          "[1, 2, 3].exists(n, n == traits.age)",
          "[1, 2, 3].all(n, n > facts.rides)",
          "traits.plan.matches('^a')",
          "size(traits.plan) == 1",
          "traits.tags[0] == 'a'",
          "duration('90m') > duration('1h')",
          "timestamp('2026-01-31T12:00:00Z').getMonth() == 0",
          "timestamp('2026-01-31T12:00:00Z') + duration('24h')"
              + " > timestamp('2026-02-01T00:00:00+02:00')",
          "true",
          "false");

  /** What is known of a customer; every name that conditions here read is present. */
  record World(
      long rides, double spend, long age, double score, String plan, boolean vip, boolean gold) {
    Given given() {
      Given given =
          Given.nothing()
              .fact("rides", rides)
              .fact("spend", spend)
              .trait("age", age)
              .trait("score", score)
              .trait("plan", plan)
              .trait("vip", vip)
              .trait("tags", List.of(plan, "b"))
              .heard(new Content.Track("Ride Completed", Data.of("fare", age)));
      return gold ? given.in("gold") : given;
    }

    Map<String, Object> variables() {
      return Map.of(
          "facts", Map.of("rides", rides, "spend", spend),
          "traits",
              Map.of(
                  "age", age, "score", score, "plan", plan, "vip", vip, "tags", List.of(plan, "b")),
          "signal", Map.of("event", "Ride Completed", "properties", Map.of("fare", age)),
          "segments", gold ? List.of("gold") : List.of());
    }
  }

  @Property(tries = 30)
  void saysWhatTheLibrarySays(
      @ForAll("conditions") @Size(50) List<String> texts, @ForAll("worlds") World world)
      throws CelValidationException {
    List<Condition> conditions = Written.conditions(texts);
    int compared = 0;
    for (int i = 0; i < texts.size(); i++) {
      Boolean expected = interpreted(texts.get(i), world);
      if (expected != null) {
        compared++;
        assertThat(conditions.get(i).test(world.given()))
            .as("%s of %s", texts.get(i), world)
            .isEqualTo(Truth.of(expected));
      }
    }
    // Most must have been compared, or this proves nothing.
    Statistics.collect(compared > texts.size() / 2);
    Statistics.coverage(coverage -> coverage.check(true).percentage(share -> share > 50));
  }

  /** What the library says; null where it fails, which is unknown to us. */
  private static @Nullable Boolean interpreted(String text, World world)
      throws CelValidationException {
    CelAbstractSyntaxTree tree = COMPILER.compile(text).getAst();
    try {
      Object value = RUNTIME.createProgram(tree).eval(world.variables());
      return value instanceof Boolean truth ? truth : null;
    } catch (CelEvaluationException failed) {
      return null;
    }
  }

  @Provide
  Arbitrary<World> worlds() {
    Arbitrary<Long> whole = Arbitraries.longs().between(-4, 4);
    Arbitrary<Double> broken = Arbitraries.of(-2.5, -1.0, 0.0, 0.5, 1.0, 2.0, 3.25);
    return Combinators.combine(whole, broken, whole, broken, texts(), Arbitraries.of(true, false))
        .flatAs((rides, spend, age, score, plan, vip) ->
            Arbitraries.of(true, false)
                .map(gold -> new World(rides, spend, age, score, plan, vip, gold)));
  }

  @Provide
  Arbitrary<List<String>> conditions() {
    return condition(3).list();
  }

  private static Arbitrary<String> condition(int depth) {
    Arbitrary<String> leaf =
        Arbitraries.oneOf(
            comparison(wholes(depth), Arbitraries.of("<", "<=", ">", ">=", "==", "!=")),
            comparison(brokens(depth), Arbitraries.of("<", "<=", ">", ">=", "==", "!=")),
            pair(wholes(1), Arbitraries.of("<", "<=", ">", ">="), brokens(1)),
            comparison(textTerms(), Arbitraries.of("<", "<=", ">", ">=", "==", "!=")),
            Combinators.combine(
                    textTerms(), Arbitraries.of("contains", "startsWith", "endsWith"), texts())
                .as((text, function, part) -> text + "." + function + "('" + part + "')"),
            Arbitraries.of(CLAIMS).map(text -> "(" + text + ")"));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<String> inner = Arbitraries.lazy(() -> condition(depth - 1));
    return Arbitraries.oneOf(
        leaf,
        leaf,
        pair(inner, Arbitraries.of("&&", "||", "=="), inner),
        inner.map(text -> "!(" + text + ")"),
        Combinators.combine(inner, inner, inner)
            .as((a, b, c) -> "(" + a + " ? " + b + " : " + c + ")"));
  }

  private static Arbitrary<String> wholes(int depth) {
    Arbitrary<String> leaf =
        Arbitraries.of(
            "facts.rides",
            "traits.age",
            "signal.properties.fare",
            "0",
            "1",
            "-2",
            "3",
            "int(traits.score)",
            "size(traits.tags)");
    return depth == 0
        ? leaf
        : Arbitraries.oneOf(
            leaf,
            leaf,
            pair(wholes(depth - 1), Arbitraries.of("+", "-", "*"), leaf),
            pair(wholes(depth - 1), Arbitraries.of("/", "%"), divisors()));
  }

  /** Zero, but not written out: a written division by zero is refused. */
  private static Arbitrary<String> divisors() {
    return Arbitraries.of("facts.rides", "traits.age", "size(traits.tags)", "int(traits.score)");
  }

  private static Arbitrary<String> brokens(int depth) {
    Arbitrary<String> leaf =
        Arbitraries.of(
            "facts.spend", "traits.score", "0.0", "1.0", "-2.5", "0.5", "double(traits.age)");
    return depth == 0
        ? leaf
        : Arbitraries.oneOf(
            leaf,
            leaf,
            pair(brokens(depth - 1), Arbitraries.of("+", "-"), leaf),
            // Never zero times less than zero: to the library -0.0 is less than 0.
            pair(brokens(depth - 1), Arbitraries.of("*", "/"), Arbitraries.of("0.5", "3.0")));
  }

  private static Arbitrary<String> textTerms() {
    return Arbitraries.of("traits.plan", "'a'", "'ab'", "(traits.plan + 'a')", "traits.tags[1]");
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.of("a", "b", "ab", "");
  }

  private static Arbitrary<String> comparison(Arbitrary<String> term, Arbitrary<String> operator) {
    return pair(term, operator, term);
  }

  private static Arbitrary<String> pair(
      Arbitrary<String> left, Arbitrary<String> operator, Arbitrary<String> right) {
    return Combinators.combine(left, operator, right)
        .as((first, sign, second) -> "(" + first + " " + sign + " " + second + ")");
  }
}
