package dev.attune.playbook;

import dev.attune.playbook.Reads.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What conditions read and compare with, in plain words. */
final class TermWords {
  private final Plain plain;
  private final FactWords words;
  private final List<Fact> facts;
  private final Map<String, String> variables = new HashMap<>();
  private final Function<CelExpr, Clause> conditions;
  private final FunctionWords functions;

  /** What conditions inside of terms say is told by {@code conditions}. */
  TermWords(Plain plain, List<Fact> facts, Function<CelExpr, Clause> conditions) {
    this.plain = plain;
    this.words = new FactWords(plain);
    this.facts = facts;
    this.conditions = conditions;
    this.functions = new FunctionWords(plain, this);
  }

  /** What facts are called. */
  FactWords facts() {
    return words;
  }

  /** A condition inside of a term. */
  Clause clause(CelExpr condition) {
    return conditions.apply(condition);
  }

  /** From now on a name that a loop gives to each item is called so. */
  void call(String variable, String noun) {
    variables.put(variable, noun);
  }

  /** The fact that an expression reads, whole. */
  Optional<Fact> fact(CelExpr expression) {
    return Path.of(expression).flatMap(this::fact).or(() -> entries(expression));
  }

  private Optional<Fact> fact(Path path) {
    boolean goal = path.root().equals(Path.GOALS) && path.steps().size() == 2;
    boolean declared = path.root().equals(Path.FACTS) && path.steps().size() == 1;
    String name = goal ? path.toString() : declared ? path.steps().get(0) : "";
    return facts.stream().filter(fact -> fact.name().equals(name)).findFirst();
  }

  /** Of {@code facts.x.max()} the fact: of its entries each is about one key. */
  private Optional<Fact> entries(CelExpr expression) {
    return ConditionWords.isCall(expression, Cel.MAX)
        ? expression.call().target().flatMap(Path::of).flatMap(this::fact)
        : Optional.empty();
  }

  /** The facts that are counted together: of {@code facts.a + facts.b} both. */
  List<Fact> counted(CelExpr expression) {
    List<Fact> counted = new ArrayList<>();
    for (CelExpr part : ConditionWords.parts(expression, "_+_")) {
      Optional<Fact> fact = fact(part).filter(each -> each.kind() == Fact.Kind.COUNT);
      if (fact.isEmpty()) {
        return List.of();
      }
      counted.add(fact.get());
    }
    return counted;
  }

  /** What a customer has, if the comparison is about how many. */
  Optional<String> having(Comparison is) {
    OptionalDouble number = number(is.right());
    Optional<Fact> fact = fact(is.left());
    if (fact.isPresent() && number.isPresent() && FactWords.isCount(fact.get())) {
      return Optional.of(words.count(fact.get(), is.operator(), number.getAsDouble()));
    }
    List<Fact> counted = counted(is.left());
    if (counted.size() > 1 && number.isPresent()) {
      return Optional.of(together(counted, is.operator(), number.getAsDouble()));
    }
    Optional<Fact> other = fact(is.right());
    if (fact.filter(TermWords::isPlainCount).isPresent()
        && other.filter(TermWords::isPlainCount).isPresent()
        && is.operator() == Operator.MORE) {
      return fact.map(
          more -> plain.say("having.more-than", counts(more), counts(other.orElse(more))));
    }
    return Optional.empty();
  }

  private String counts(Fact fact) {
    return words.signals(fact) + words.within(fact);
  }

  private String together(List<Fact> facts, Operator operator, double number) {
    boolean sameTime =
        facts.stream().allMatch(fact -> Objects.equals(fact.within(), facts.get(0).within()));
    boolean one = Plain.isOne(operator, number);
    List<String> signals =
        facts.stream()
            .map(fact ->
                (one ? words.signal(fact) : words.signals(fact))
                    + (sameTime ? "" : words.within(fact)))
            .toList();
    String time = sameTime ? words.within(facts.get(0)) : "";
    return plain.say("having", plain.times(operator, number), plain.or(signals)) + time;
  }

  /** {@code between 1 and 3 completed rides}, of two comparisons with one count. */
  Optional<String> between(Comparison low, @Nullable Comparison high) {
    if (high == null
        || low.operator() != Operator.AT_LEAST
        || high.operator() != Operator.AT_MOST
        || number(low.right()).isEmpty()
        || number(high.right()).isEmpty()) {
      return Optional.empty();
    }
    return fact(low.left())
        .filter(
            fact -> fact.kind() == Fact.Kind.COUNT && fact(high.left()).equals(Optional.of(fact)))
        .map(fact ->
            plain.say(
                "having.between",
                plain.number(number(low.right()).orElse(0)),
                plain.number(number(high.right()).orElse(0)),
                counts(fact)));
  }

  /** {@code none in 30 days}, of what was just counted over another time. */
  Optional<String> noneAfter(@Nullable Comparison before, Comparison is) {
    if (before == null || number(is.right()).isEmpty()) {
      return Optional.empty();
    }
    boolean none =
        Plain.isNone(is.operator(), number(is.right()).orElse(1))
            && !Plain.isNone(before.operator(), number(before.right()).orElse(0));
    Optional<Fact> first = fact(before.left()).filter(fact -> fact.kind() == Fact.Kind.COUNT);
    return fact(is.left())
        .filter(fact -> none && fact.kind() == Fact.Kind.COUNT)
        .filter(fact -> first.map(words::signals).equals(Optional.of(words.signals(fact))))
        .map(fact ->
            fact.within() == null
                ? plain.say("having.none-ever")
                : plain.say("having.none") + words.within(fact));
  }

  /** The value of an expression behind a comparison. */
  Optional<String> term(CelExpr expression) {
    String constant = constant(expression);
    return Optional.ofNullable(constant)
        .or(() -> Optional.ofNullable(variables.get(name(expression))))
        .or(() -> noun(expression).map(plain::the));
  }

  /** As {@link #term}, where a sentence says “their” before it. */
  Optional<String> bare(CelExpr expression) {
    return Optional.ofNullable(constant(expression)).or(() -> noun(expression));
  }

  /** The value of an expression as a noun without an article. */
  Optional<String> noun(CelExpr expression) {
    Optional<Path> path = read(expression);
    if (path.isPresent()) {
      return noun(path.get());
    }
    return switch (expression.getKind()) {
      case IDENT -> Optional.ofNullable(variables.get(name(expression)));
      case SELECT ->
          noun(expression.select().operand())
              .map(of ->
                  plain.say("term.of", plain.name(expression.select().field()), plain.of(of)));
      case CALL -> functions.noun(expression.call());
      case CONSTANT, LIST, MAP, STRUCT, COMPREHENSION, NOT_SET -> Optional.empty();
    };
  }

  private static String name(CelExpr expression) {
    return expression.getKind() == ExprKind.Kind.IDENT ? expression.ident().name() : "";
  }

  /** What a name is called. */
  Optional<String> noun(Path path) {
    if (path.steps().isEmpty()) {
      return Optional.empty();
    }
    return switch (path.root()) {
      case Path.FACTS, Path.GOALS -> fact(path).map(words::noun);
      case Path.TRAITS -> Optional.of(plain.path(path.steps()));
      case Path.SIGNAL -> Optional.of(plain.say("term.of-signal", part(path)));
      default -> Optional.empty();
    };
  }

  /** The name of a part of the signal. */
  String part(Path path) {
    return path.is(Path.SIGNAL, "occurredAt")
        ? plain.say("term.time")
        : plain.named(plain.path(path.steps()));
  }

  /** The path that an expression reads, also as a number: {@code double(signal.properties.x)}. */
  static Optional<Path> read(CelExpr expression) {
    boolean converted =
        ConditionWords.isCall(expression, "double")
            || ConditionWords.isCall(expression, "int")
            || ConditionWords.isCall(expression, "duration")
            || ConditionWords.isCall(expression, "timestamp");
    return converted ? read(expression.call().args().get(0)) : Path.of(expression);
  }

  /** The number that is written out, minus included. */
  static OptionalDouble number(CelExpr expression) {
    if (ConditionWords.isCall(expression, "-_")) {
      OptionalDouble inner = number(expression.call().args().get(0));
      return inner.isPresent() ? OptionalDouble.of(-inner.getAsDouble()) : inner;
    }
    if (expression.getKind() != ExprKind.Kind.CONSTANT) {
      return OptionalDouble.empty();
    }
    CelConstant constant = expression.constant();
    return switch (constant.getKind()) {
      case INT64_VALUE -> OptionalDouble.of((double) constant.int64Value());
      case DOUBLE_VALUE -> OptionalDouble.of(constant.doubleValue());
      default -> OptionalDouble.empty();
    };
  }

  /** What is written out, in words; null if it is something else. */
  @Nullable String constant(CelExpr expression) {
    OptionalDouble number = number(expression);
    if (number.isPresent()) {
      return plain.number(number.getAsDouble());
    }
    Optional<String> written = functions.written(expression);
    if (written.isPresent()) {
      return written.get();
    }
    if (expression.getKind() == ExprKind.Kind.LIST) {
      return list(expression.list().elements());
    }
    if (expression.getKind() != ExprKind.Kind.CONSTANT) {
      return null;
    }
    CelConstant constant = expression.constant();
    return switch (constant.getKind()) {
      case STRING_VALUE -> plain.quoted(constant.stringValue());
      case BOOLEAN_VALUE -> plain.say("value." + constant.booleanValue());
      case NULL_VALUE -> plain.say("value.null");
      default -> null;
    };
  }

  private @Nullable String list(List<CelExpr> elements) {
    List<String> values = elements.stream().map(this::constant).toList();
    return values.contains(null) ? null : plain.or(values);
  }

  /** Whether it is an instant, as far as can be seen. */
  boolean isTime(CelExpr expression) {
    return ConditionWords.isCall(expression, "timestamp")
        || Path.of(expression).filter(path -> path.is(Path.SIGNAL, "occurredAt")).isPresent()
        || fact(expression)
            .filter(fact -> fact.kind() == Fact.Kind.FIRST || fact.kind() == Fact.Kind.LAST)
            .isPresent();
  }

  private static boolean isPlainCount(Fact fact) {
    return fact.kind() == Fact.Kind.COUNT;
  }
}
