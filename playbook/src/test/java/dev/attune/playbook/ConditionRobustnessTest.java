package dev.attune.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import dev.attune.customer.Data.Nothing;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever the data are, a condition decides. */
class ConditionRobustnessTest {
  private static final List<Object> VALUES =
      List.of(
          0L,
          -1L,
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          0.0,
          -0.0,
          1.5,
          1e300,
          Double.POSITIVE_INFINITY,
          Double.NaN,
          "",
          "a",
          "12",
          "-1h",
          "9999-12-31T23:59:59Z",
          "-999999999-01-01T00:00:00Z",
          "999999999999999h",
          "Europe/Berlin",
          true,
          false,
          Nothing.NULL,
          List.of(),
          List.of(1, "a", Nothing.NULL, List.of()),
          Data.EMPTY,
          Data.of("x", 1, "a", List.of(2.5)));

  @Property(tries = 25)
  void decidesWhateverTheDataAre(
      @ForAll("claims") @Size(30) List<String> texts, @ForAll("data") List<Given> worlds) {
    for (Condition condition : Written.conditions(texts)) {
      for (Given world : worlds) {
        Truth truth = condition.test(world);

        assertThat(truth).as(condition.text()).isNotNull();
        assertThat(condition.explain(world)).as(condition.text()).isNotEmpty();
        assertThat(condition.test(world)).as("%s, again", condition.text()).isEqualTo(truth);
      }
    }
  }

  @Property(tries = 200)
  void comparesEveryPairOfValuesOneWay(
      @ForAll("values") Object left, @ForAll("values") Object right) {
    for (Reads.Operator operator : Reads.Operator.values()) {
      assertThat(Relations.compare(left, operator, right))
          .as("%s %s %s", left, operator, right)
          .isEqualTo(Relations.compare(right, Relations.mirrored(operator), left));
    }
    Truth less = Relations.compare(left, Reads.Operator.LESS, right);
    Truth more = Relations.compare(left, Reads.Operator.MORE, right);
    assertThat(less.holds() && more.holds()).isFalse();
  }

  @Provide
  Arbitrary<Object> values() {
    return Arbitraries.of(VALUES).map(value -> value);
  }

  @Provide
  Arbitrary<List<Given>> data() {
    Arbitrary<Object> value = Arbitraries.of(VALUES).map(one -> one);
    return Combinators.combine(value, value, value, value)
        .as((a, b, p, city) ->
            Given.nothing()
                .trait("a", a)
                .trait("b", b)
                .fact("city", city)
                .did("Ride Completed", "p", p))
        .list()
        .ofSize(20);
  }

  @Provide
  Arbitrary<List<String>> claims() {
    return claim(2).list();
  }

  private static Arbitrary<String> claim(int depth) {
    Arbitrary<String> term = term(2);
    Arbitrary<String> operator = Arbitraries.of("<", "<=", ">", ">=", "==", "!=", "in");
    Arbitrary<String> leaf =
        Arbitraries.oneOf(
            Combinators.combine(term, operator, term)
                .as((a, o, b) -> "(" + a + " " + o + " " + b + ")"),
            term.map(a -> "has(" + a + ".x)"),
            term.map(a -> a + ".matches('^a')"),
            Combinators.combine(term, term).as((a, b) -> a + ".contains(" + b + ")"),
            Combinators.combine(term, term).as((a, b) -> a + ".exists(v, v > " + b + ")"),
            Combinators.combine(term, term).as((a, b) -> a + ".all(v, v.x == " + b + ")"));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<String> inner = Arbitraries.lazy(() -> claim(depth - 1));
    return Arbitraries.oneOf(
        leaf,
        inner.map(a -> "!(" + a + ")"),
        Combinators.combine(inner, Arbitraries.of("&&", "||", "=="), inner)
            .as((a, o, b) -> "(" + a + " " + o + " " + b + ")"));
  }

  private static Arbitrary<String> term(int depth) {
    Arbitrary<String> leaf =
        Arbitraries.of("traits.a", "traits.b", "traits.a.x", "signal.properties.p", "facts.city");
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<String> inner = Arbitraries.lazy(() -> term(depth - 1));
    return Arbitraries.oneOf(
        leaf,
        leaf,
        Combinators.combine(inner, Arbitraries.of("+", "-", "*", "/", "%"), inner)
            .as((a, o, b) -> "(" + a + " " + o + " " + b + ")"),
        Combinators.combine(inner, inner).as((a, b) -> "[" + a + ", " + b + "][1]"),
        Combinators.combine(Arbitraries.of("size", "int", "double", "timestamp", "duration"), inner)
            .as((f, a) -> "[traits.a, " + f + "(" + a + ")][1]"),
        inner.map(a -> "(-" + a + ")"),
        inner.map(a -> "[traits.a, " + a + ".getHours(" + "traits.b)][1]"),
        Combinators.combine(inner, inner).as((a, b) -> a + "[" + b + "]"));
  }
}
