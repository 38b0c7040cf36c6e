package dev.attune.playbook;

import com.google.re2j.Pattern;
import dev.attune.customer.Data;
import dev.attune.customer.Data.Nothing;
import dev.attune.customer.Signal;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the parts of a condition that have a value. What is written out in full is worked out
 * here, once: {@code duration('24h')}, {@code 2 * 3}, a pattern.
 */
final class TermCompiler {
  private final Passage passage;
  private final Map<Long, Integer> positions;
  private final ConditionCompiler claims;
  private boolean problem;

  TermCompiler(Passage passage, Map<Long, Integer> positions, ConditionCompiler claims) {
    this.passage = passage;
    this.positions = positions;
    this.claims = claims;
  }

  boolean foundProblem() {
    return problem;
  }

  /** Compiles what has a value. */
  Term term(CelExpr expression) {
    Optional<Path> path = Path.of(expression);
    if (path.isPresent() && !isTest(expression)) {
      return claims.read(path.get());
    }
    if (claims.isClaim(expression)) {
      Claim claim = claims.claim(expression);
      return scope ->
          switch (claim.test(scope)) {
            case TRUE -> true;
            case FALSE -> false;
            case UNKNOWN -> null;
          };
    }
    return switch (expression.getKind()) {
      case CONSTANT -> new Term.Constant(constant(expression.constant()));
      case IDENT -> Loop::item;
      case SELECT ->
          PathTerms.inside(
              term(expression.select().operand()), List.of(expression.select().field()));
      case LIST -> list(expression.list().elements());
      case CALL -> call(expression, expression.call());
      case COMPREHENSION, MAP, STRUCT, NOT_SET ->
          throw new IllegalArgumentException("unchecked expression: " + expression);
    };
  }

  /** Whether an expression reads nothing, so that its value is known now. */
  boolean isWritten(CelExpr expression) {
    return switch (expression.getKind()) {
      case CONSTANT -> true;
      case LIST -> expression.list().elements().stream().allMatch(this::isWritten);
      case CALL ->
          expression.call().target().map(this::isWritten).orElse(true)
              && expression.call().args().stream().allMatch(this::isWritten);
      case IDENT, SELECT, COMPREHENSION, MAP, STRUCT, NOT_SET -> false;
    };
  }

  /** Compiles {@code contains}, {@code startsWith}, {@code endsWith} and {@code matches}. */
  Claim ofText(CelCall call) {
    List<CelExpr> parts = parts(call);
    Term text = term(parts.get(0));
    Term sought = term(parts.get(1));
    if (call.function().equals("matches")) {
      return matches(text, sought, parts.get(1));
    }
    TextTest test =
        switch (call.function()) {
          case "contains" -> String::contains;
          case "startsWith" -> String::startsWith;
          default -> String::endsWith;
        };
    return scope ->
        text.value(scope) instanceof String value && sought.value(scope) instanceof String part
            ? Truth.of(test.holds(value, part))
            : Truth.UNKNOWN;
  }

  /** What is said of a text and a part of it. */
  private interface TextTest {
    boolean holds(String text, String part);
  }

  private Claim matches(Term text, Term sought, CelExpr written) {
    if (!(sought instanceof Term.Constant(String pattern))) {
      report(written, "a pattern is written out, not read: " + claims.words(written), "quote it");
      return scope -> Truth.UNKNOWN;
    }
    Pattern compiled = Patterns.compile(pattern, (told, hint) -> report(written, told, hint));
    if (compiled != null
        && passage.problems().countPattern(compiled.programSize()) > Patterns.MOST_TOGETHER) {
      report(
          written,
          "the patterns of the playbook are too large together",
          "use fewer of them, or smaller numbers in { }");
    }
    return scope ->
        compiled != null && text.value(scope) instanceof String value
            ? Truth.of(compiled.matcher(Patterns.read(value)).find())
            : Truth.UNKNOWN;
  }

  private Term call(CelExpr expression, CelCall call) {
    List<CelExpr> parts = parts(call);
    if (call.function().equals(Cel.ENTRIES)) {
      return claims.entries(parts.get(0)).values();
    }
    if (call.function().equals(Cel.MAX)) {
      return claims.entries(parts.get(0)).largest();
    }
    List<Term> operands = parts.stream().map(this::term).toList();
    Term term = operation(call, parts, operands);
    if (isByZero(call, operands)) {
      report(expression, "this has no value: " + claims.words(expression), hint(call.function()));
      return term;
    }
    if (!operands.stream().allMatch(Term.Constant.class::isInstance)) {
      return term;
    }
    Object value = term.value(Nowhere.SCOPE);
    if (value != null) {
      return new Term.Constant(value);
    }
    report(expression, "this has no value: " + claims.words(expression), hint(call.function()));
    return term;
  }

  /** Whether it divides by a written zero: what that makes is unknown, whatever is divided. */
  private static boolean isByZero(CelCall call, List<Term> operands) {
    return (call.function().equals("_/_") || call.function().equals("_%_"))
        && operands.get(1) instanceof Term.Constant(Number divisor)
        && divisor.doubleValue() == 0;
  }

  private Term operation(CelCall call, List<CelExpr> parts, List<Term> operands) {
    Term first = operands.get(0);
    if (call.function().equals("_?_:_")) {
      Claim asked = claims.claim(parts.get(0));
      return choice(asked, operands.get(1), operands.get(2));
    }
    if (call.function().equals("_[_]")) {
      return item(first, operands.get(1));
    }
    if (call.function().equals("-_")) {
      return Term.of(first, Arithmetic::negated);
    }
    Term.@Nullable Binary operation = Arithmetic.of(call.function());
    if (operation != null) {
      return Term.of(first, operands.get(1), operation);
    }
    return function(call.function(), first, operands, parts);
  }

  private Term function(String name, Term first, List<Term> operands, List<CelExpr> parts) {
    Functions.Function function = Functions.named(name);
    if (function == null) {
      throw new IllegalArgumentException("unchecked function: " + name);
    }
    if (operands.size() == 1) {
      return Term.of(first, value -> function.of(value, null));
    }
    Term zone = operands.get(1);
    if (zone instanceof Term.Constant(String place) && Functions.zone(place) == null) {
      report(parts.get(1), "unknown zone " + place, "write a name such as Europe/Berlin");
    }
    return Term.of(first, zone, function::of);
  }

  private static Term choice(Claim asked, Term then, Term otherwise) {
    return scope ->
        switch (asked.test(scope)) {
          case TRUE -> then.value(scope);
          case FALSE -> otherwise.value(scope);
          case UNKNOWN -> null;
        };
  }

  private static Term item(Term holder, Term key) {
    return scope -> {
      Object place = key.value(scope);
      return switch (holder.value(scope)) {
        case List<?> list when place instanceof Long index && index >= 0 && index < list.size() ->
            list.get(index.intValue());
        case Data data when place instanceof String name -> data.get(name);
        case null, default -> null;
      };
    };
  }

  private Term list(List<CelExpr> elements) {
    List<Term> items = elements.stream().map(this::term).toList();
    if (items.stream().allMatch(Term.Constant.class::isInstance)) {
      return new Term.Constant(
          items.stream().map(item -> ((Term.Constant) item).constant()).toList());
    }
    return scope -> {
      List<Object> values = new ArrayList<>(items.size());
      for (Term item : items) {
        Object value = item.value(scope);
        if (value == null) {
          return null;
        }
        values.add(value);
      }
      return values;
    };
  }

  private static List<CelExpr> parts(CelCall call) {
    List<CelExpr> parts = new ArrayList<>();
    call.target().ifPresent(parts::add);
    parts.addAll(call.args());
    return parts;
  }

  private static boolean isTest(CelExpr expression) {
    return expression.getKind() == ExprKind.Kind.SELECT && expression.select().testOnly();
  }

  private static Object constant(CelConstant constant) {
    return switch (constant.getKind()) {
      case NULL_VALUE -> Nothing.NULL;
      case BOOLEAN_VALUE -> constant.booleanValue();
      case INT64_VALUE -> constant.int64Value();
      case DOUBLE_VALUE -> constant.doubleValue();
      case STRING_VALUE -> constant.stringValue();
      case NOT_SET, UINT64_VALUE, BYTES_VALUE, DURATION_VALUE, TIMESTAMP_VALUE ->
          throw new IllegalArgumentException("unchecked constant: " + constant);
    };
  }

  private static String hint(String function) {
    return switch (function) {
      case "duration" -> "write hours, minutes and seconds: duration('36h'), duration('1m30s')";
      case "timestamp" -> "write timestamp('2026-01-31T00:00:00Z')";
      case "_/_", "_%_" -> "nothing can be divided by zero";
      default -> "it is out of range";
    };
  }

  private void report(CelExpr expression, String message, String hint) {
    passage.error(positions.getOrDefault(expression.id(), 0), message, hint);
    problem = true;
  }

  /** What is written out reads nothing. */
  private enum Nowhere implements Scope {
    SCOPE;

    @Override
    public @Nullable Object fact(int index) {
      throw new IllegalStateException("a constant reads fact " + index);
    }

    @Override
    public double number(int index) {
      throw new IllegalStateException("a constant reads fact " + index);
    }

    @Override
    public Map<String, Object> entries(int index) {
      throw new IllegalStateException("a constant reads fact " + index);
    }

    @Override
    public @Nullable Object trait(String name) {
      throw new IllegalStateException("a constant reads trait " + name);
    }

    @Override
    public boolean inSegment(int index) {
      throw new IllegalStateException("a constant reads segment " + index);
    }

    @Override
    public Signal signal() {
      throw new IllegalStateException("a constant reads the signal");
    }
  }
}
