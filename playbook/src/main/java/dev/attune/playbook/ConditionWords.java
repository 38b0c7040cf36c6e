package dev.attune.playbook;

import dev.attune.playbook.Clause.All;
import dev.attune.playbook.Clause.Any;
import dev.attune.playbook.Clause.Being;
import dev.attune.playbook.Clause.Choice;
import dev.attune.playbook.Clause.Entry;
import dev.attune.playbook.Clause.Having;
import dev.attune.playbook.Clause.OfSignal;
import dev.attune.playbook.Clause.Said;
import dev.attune.playbook.Clause.Whose;
import dev.attune.playbook.Node.Quoting;
import dev.attune.playbook.Node.Scalar;
import dev.attune.playbook.Reads.Operator;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts a condition into plain words. What it cannot say plainer than the playbook does is quoted as
 * written.
 */
final class ConditionWords {
  private static final Set<String> OF_TEXT =
      Set.of("contains", "startsWith", "endsWith", "matches");

  private final Plain plain;
  private final TermWords terms;
  private final Wording wording;

  private ConditionWords(Plain plain, List<Fact> facts, Wording wording) {
    this.plain = plain;
    this.terms = new TermWords(plain, facts, this::clause);
    this.wording = wording;
  }

  /** A condition of a playbook. */
  static Clause of(Plain plain, Condition condition, Playbook playbook) {
    return of(plain, condition.text(), playbook.facts());
  }

  static Clause of(Plain plain, String condition, List<Fact> facts) {
    return parsed(condition)
        .map(tree -> over(plain, tree, condition, facts).clause(tree.getExpr()))
        .orElseGet(() -> new Said(plain.say("clause.holds", plain.quoted(condition))));
  }

  /** What a condition that reads the signal only says of it, behind its noun. */
  static String ofSignal(Plain plain, Condition where) {
    return plain.which(of(plain, where.text(), List.of()));
  }

  /** The tree of a condition. */
  static Optional<CelAbstractSyntaxTree> parsed(String text) {
    return CelSyntax.parse(text);
  }

  static ConditionWords over(
      Plain plain, CelAbstractSyntaxTree tree, String text, List<Fact> facts) {
    Scalar scalar = new Scalar(0, text.length(), text, Quoting.PLAIN, text);
    Passage passage = new Passage(scalar, new Problems(new Document(text)));
    Wording wording = new Wording(passage, tree.getSource().getPositionsMap());
    return new ConditionWords(plain, facts, wording);
  }

  /** What names are called. */
  TermWords terms() {
    return terms;
  }

  /** The parts of a conjunction or disjunction, whatever their brackets. */
  static List<CelExpr> parts(CelExpr expression, String function) {
    List<CelExpr> parts = new ArrayList<>();
    if (isCall(expression, function)) {
      expression.call().args().forEach(part -> parts.addAll(parts(part, function)));
    } else {
      parts.add(expression);
    }
    return parts;
  }

  Clause clause(CelExpr expression) {
    if (isCall(expression, "_&&_")) {
      return all(parts(expression, "_&&_"));
    }
    if (isCall(expression, "_||_")) {
      return any(parts(expression, "_||_"));
    }
    return leaf(expression)
        .orElseGet(() -> new Said(plain.say("clause.holds", plain.quoted(wording.of(expression)))));
  }

  /** All of several conditions. */
  Clause all(List<CelExpr> parts) {
    List<Clause> clauses = new ArrayList<>();
    Comparison before = null;
    for (int i = 0; i < parts.size(); i++) {
      Comparison is = Comparison.of(parts.get(i)).orElse(null);
      Comparison next = i + 1 < parts.size() ? Comparison.of(parts.get(i + 1)).orElse(null) : null;
      Optional<String> span = is == null ? Optional.empty() : terms.between(is, next);
      if (span.isPresent()) {
        clauses.add(new Having(span.get()));
        i++;
      } else {
        Optional<String> none = is == null ? Optional.empty() : terms.noneAfter(before, is);
        clauses.add(none.<Clause>map(Having::new).orElse(clause(parts.get(i))));
      }
      before = is;
    }
    return clauses.size() == 1 ? clauses.get(0) : new All(clauses);
  }

  private Clause any(List<CelExpr> parts) {
    Optional<Clause> values = oneOf(parts);
    return values.orElseGet(() -> new Any(parts.stream().map(this::clause).toList()));
  }

  /** {@code x == a || x == b} is {@code x} being a or b. */
  private Optional<Clause> oneOf(List<CelExpr> parts) {
    List<String> values = new ArrayList<>();
    Path path = null;
    for (CelExpr part : parts) {
      Comparison is = Comparison.of(part).orElse(null);
      Path left = is == null ? null : Path.of(is.left()).orElse(null);
      String value = is == null ? null : terms.constant(is.right());
      boolean same = left != null && (path == null || path.equals(left));
      if (is == null || is.operator() != Operator.EQUAL || !same || value == null) {
        return Optional.empty();
      }
      path = left;
      values.add(value);
    }
    return Optional.ofNullable(path).flatMap(read -> is(read, plain.or(values)));
  }

  private Optional<Clause> leaf(CelExpr expression) {
    return switch (expression.getKind()) {
      case SELECT -> so(expression, expression.select().testOnly() ? "known" : "true");
      case CALL -> call(expression, expression.call());
      case COMPREHENSION -> loop(expression.comprehension());
      case CONSTANT ->
          expression.constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE
              ? Optional.of(new Said(plain.say("clause." + expression.constant().booleanValue())))
              : Optional.empty();
      case IDENT -> so(expression, "true");
      case LIST, MAP, STRUCT, NOT_SET -> Optional.empty();
    };
  }

  /** Of a list or of a fact with entries, one is so, or all are. */
  private Optional<Clause> loop(CelComprehension loop) {
    CelExpr range = loop.iterRange();
    boolean all = loop.loopStep().call().function().equals("_&&_");
    CelExpr body = loop.loopStep().call().args().getLast();
    return isCall(range, Cel.ENTRIES)
        ? terms
            .fact(range.call().args().get(0))
            .map(fact -> entry(fact, range.call().args().get(0), loop.iterVar(), body))
        : item(range, loop.iterVar(), body, all);
  }

  /** {@code facts.x.any(v, v >= 3)}. */
  private Clause entry(Fact fact, CelExpr asked, String variable, CelExpr body) {
    Comparison is = Comparison.of(body).orElse(null);
    boolean atLeast =
        is != null
            && (is.operator() == Operator.AT_LEAST || is.operator() == Operator.MORE)
            && isName(is.left(), variable);
    Optional<String> having =
        is == null || !atLeast
            ? Optional.empty()
            : terms.having(new Comparison(asked, is.operator(), is.right()));
    if (having.isPresent()) {
      return new Having(having.get());
    }
    FactWords words = terms.facts();
    terms.call(variable, plain.the(words.ofEntry(fact)));
    return new Entry(words.key(fact), clause(body));
  }

  /** {@code traits.interests.exists(i, i == 'safety')}. */
  private Optional<Clause> item(CelExpr list, String variable, CelExpr body, boolean all) {
    Comparison is = Comparison.of(body).orElse(null);
    String value = is == null ? null : terms.constant(is.right());
    if (is != null && value != null && isName(is.left(), variable)) {
      boolean includes = !all && is.operator() == Operator.EQUAL;
      return includes
          ? so(list, "include", value)
          : so(list, all ? "all" : "one", plain.limit(is.operator(), value));
    }
    terms.call(variable, plain.say("term.item"));
    return so(list, all ? "all-such" : "one-such", plain.inside(clause(body)));
  }

  private static boolean isName(CelExpr expression, String name) {
    return expression.getKind() == ExprKind.Kind.IDENT && expression.ident().name().equals(name);
  }

  private Optional<Clause> call(CelExpr expression, CelCall call) {
    if (call.function().equals("!_")) {
      return Optional.of(not(call.args().get(0)));
    }
    if (call.function().equals("@in")) {
      return in(call.args().get(0), call.args().get(1), false);
    }
    if (call.function().equals("_?_:_")) {
      return Optional.of(
          new Choice(
              clause(call.args().get(0)), clause(call.args().get(1)), clause(call.args().get(2))));
    }
    if (OF_TEXT.contains(call.function())) {
      return terms
          .term(call.args().getLast())
          .flatMap(sought -> call.target().flatMap(text -> so(text, call.function(), sought)));
    }
    return Comparison.of(expression).flatMap(this::comparison);
  }

  private Clause not(CelExpr inner) {
    if (inner.getKind() == ExprKind.Kind.SELECT) {
      String so = inner.select().testOnly() ? "unknown" : "false";
      Optional<Clause> simple = so(inner, so);
      if (simple.isPresent()) {
        return simple.get();
      }
    }
    Optional<Clause> turned =
        isCall(inner, "@in")
            ? in(inner.call().args().get(0), inner.call().args().get(1), true)
            : Comparison.of(inner).flatMap(is -> comparison(is.inverted()));
    return turned.orElseGet(() -> new Said(plain.say("clause.not", plain.inside(clause(inner)))));
  }

  private Optional<Clause> in(CelExpr element, CelExpr holder, boolean not) {
    if (Path.of(holder).filter(path -> path.root().equals(Path.SEGMENTS)).isPresent()) {
      return Path.text(element).map(name -> new Being(plain.quoted(name), not));
    }
    if (holder.getKind() != ExprKind.Kind.LIST) {
      return terms
          .term(element)
          .flatMap(value -> so(holder, not ? "include-not" : "include", value));
    }
    String values = terms.constant(holder);
    if (values == null) {
      List<String> told = new ArrayList<>();
      holder.list().elements().forEach(each -> terms.term(each).ifPresent(told::add));
      if (told.size() < holder.list().elements().size()) {
        return Optional.empty();
      }
      values = plain.or(told);
    }
    String some = values.isEmpty() ? plain.say("value.null") : values;
    String value = not ? plain.say("value.none-of", some) : some;
    Optional<Path> path = Path.of(element);
    return path.isPresent() ? is(path.get(), value) : so(element, "is", value);
  }

  private Optional<Clause> comparison(Comparison is) {
    Optional<String> having = terms.having(is);
    if (having.isPresent()) {
      return having.map(Having::new);
    }
    Optional<String> right = terms.term(is.right());
    if (right.isEmpty()) {
      return Optional.empty();
    }
    boolean times = terms.isTime(is.left()) || terms.isTime(is.right());
    if (times) {
      return so(is.left(), "is", plain.time(is.operator(), plain.of(right.get())));
    }
    Optional<Path> path = TermWords.read(is.left()).filter(ConditionWords::isSignal);
    if (path.isEmpty()) {
      return so(is.left(), "is", plain.limit(is.operator(), right.get()));
    }
    String part = terms.part(path.get());
    String value = plain.of(right.get());
    boolean number = TermWords.number(is.right()).isPresent();
    if (number && plain.isMeasured(part)) {
      return signal(path.get(), plain.limit(is.operator(), value) + " " + part);
    }
    return switch (is.operator()) {
      case EQUAL -> is(path.get(), value);
      case UNEQUAL -> signal(path.get(), plain.say("with.unequal", part, value));
      case LESS, AT_MOST, MORE, AT_LEAST ->
          signal(path.get(), plain.say("with.limit", part, plain.limit(is.operator(), value)));
    };
  }

  private Optional<Clause> is(Path path, String value) {
    if (!isSignal(path)) {
      return terms.noun(path).map(noun -> new Whose(noun, plain.say("is", noun, value)));
    }
    String part = terms.part(path);
    String key = plain.isQuoted(part) ? "with.equal-quoted" : "with.equal";
    return signal(path, plain.say(key, part, value));
  }

  /**
   * Something is so: of the signal, of the customer, or of neither. How is said by the phrases that
   * begin with {@code with} and {@code is}.
   */
  private Optional<Clause> so(CelExpr what, String how, String... value) {
    String of = value.length == 0 ? "" : value[0];
    Optional<Path> path = TermWords.read(what);
    if (path.isPresent()) {
      return path.flatMap(name ->
          isSignal(name)
              ? signal(name, plain.say("with." + how, terms.part(name), of))
              : terms.noun(name).map(noun -> new Whose(noun, isSo(how, noun, of))));
    }
    return terms.term(what).map(term -> new Said(term + " " + isSo(how, term, of)));
  }

  private String isSo(String how, String what, String value) {
    return plain.say(how.equals("is") ? how : "is." + how, what, value);
  }

  private static Optional<Clause> signal(Path path, String how) {
    return path.steps().isEmpty() ? Optional.empty() : Optional.of(new OfSignal(how));
  }

  private static boolean isSignal(Path path) {
    return path.root().equals(Path.SIGNAL);
  }

  static boolean isCall(@Nullable CelExpr expression, String function) {
    return expression != null
        && expression.getKind() == ExprKind.Kind.CALL
        && expression.call().function().equals(function);
  }
}
