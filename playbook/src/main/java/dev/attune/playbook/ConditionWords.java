package dev.attune.playbook;

import dev.attune.playbook.Clause.All;
import dev.attune.playbook.Clause.Any;
import dev.attune.playbook.Clause.Being;
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
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts a condition into plain words. What it cannot say plainer than the playbook does is quoted as
 * written.
 */
final class ConditionWords {
  private static final Map<String, String> OF_TEXT =
      Map.of(
          "contains", "contains ",
          "startsWith", "begins with ",
          "endsWith", "ends with ",
          "matches", "matches ");

  private final TermWords terms;
  private final Wording wording;

  private ConditionWords(List<Fact> facts, Wording wording) {
    this.terms = new TermWords(facts, this::clause);
    this.wording = wording;
  }

  /** A condition of a playbook. */
  static Clause of(Condition condition, Playbook playbook) {
    return parsed(condition.text())
        .map(tree -> over(tree, condition.text(), playbook.facts()).clause(tree.getExpr()))
        .orElseGet(() -> new Said(Plain.quoted(condition.text()) + " holds"));
  }

  /** What a condition that reads the signal only says of it, behind its noun. */
  static String ofSignal(Condition where) {
    return parsed(where.text())
        .map(tree -> over(tree, where.text(), List.of()).clause(tree.getExpr()))
        .map(Clause::behindNoun)
        .orElseGet(() -> "for which " + Plain.quoted(where.text()) + " holds")
        .replace("for whom ", "for which ");
  }

  /** The tree of a condition. */
  static Optional<CelAbstractSyntaxTree> parsed(String text) {
    return CelSyntax.parse(text);
  }

  static ConditionWords over(CelAbstractSyntaxTree tree, String text, List<Fact> facts) {
    Scalar scalar = new Scalar(0, text.length(), text, Quoting.PLAIN, text);
    Passage passage = new Passage(scalar, new Problems(new Document(text)));
    Wording wording = new Wording(passage, tree.getSource().getPositionsMap());
    return new ConditionWords(facts, wording);
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
        .orElseGet(() -> new Said(Plain.quoted(wording.of(expression)) + " holds"));
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
      String value = is == null ? null : TermWords.constant(is.right());
      boolean same = left != null && (path == null || path.equals(left));
      if (is == null || is.operator() != Operator.EQUAL || !same || value == null) {
        return Optional.empty();
      }
      path = left;
      values.add(value);
    }
    return Optional.ofNullable(path).flatMap(read -> is(read, Plain.list(values, "or")));
  }

  private Optional<Clause> leaf(CelExpr expression) {
    return switch (expression.getKind()) {
      case SELECT -> so(expression, expression.select().testOnly() ? "is known" : "is true");
      case CALL -> call(expression, expression.call());
      case COMPREHENSION -> loop(expression.comprehension());
      case CONSTANT ->
          expression.constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE
              ? Optional.of(new Said("it is " + expression.constant().booleanValue()))
              : Optional.empty();
      case IDENT -> so(expression, "is true");
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
    terms.call(variable, "the " + FactWords.ofEntry(fact));
    return new Having(Plain.article(FactWords.key(fact)) + " for which " + clause(body).inside());
  }

  /** {@code traits.interests.exists(i, i == 'safety')}. */
  private Optional<Clause> item(CelExpr list, String variable, CelExpr body, boolean all) {
    Comparison is = Comparison.of(body).orElse(null);
    String value = is == null ? null : TermWords.constant(is.right());
    if (is != null && value != null && isName(is.left(), variable)) {
      boolean equal = is.operator() == Operator.EQUAL;
      String limit = Plain.limit(is.operator(), value);
      return so(
          list,
          all ? "are all " + limit : equal ? "include " + value : "include one that is " + limit);
    }
    terms.call(variable, "it");
    String said = clause(body).inside();
    return so(list, all ? "are all such that " + said : "include one such that " + said);
  }

  private static boolean isName(CelExpr expression, String name) {
    return expression.getKind() == ExprKind.Kind.IDENT && expression.ident().name().equals(name);
  }

  private Optional<Clause> call(CelExpr expression, CelCall call) {
    if (call.function().equals("!_")) {
      return Optional.of(not(call.args().get(0)));
    }
    if (call.function().equals("@in")) {
      return in(call.args().get(0), call.args().get(1), "");
    }
    if (call.function().equals("_?_:_")) {
      return Optional.of(
          new Said(
              "if "
                  + clause(call.args().get(0)).inside()
                  + ", then "
                  + clause(call.args().get(1)).inside()
                  + ", and otherwise "
                  + clause(call.args().get(2)).inside()));
    }
    String verb = OF_TEXT.get(call.function());
    if (verb != null) {
      return terms
          .term(call.args().getLast())
          .flatMap(sought -> call.target().flatMap(text -> so(text, verb + sought)));
    }
    return Comparison.of(expression).flatMap(this::comparison);
  }

  private Clause not(CelExpr inner) {
    if (inner.getKind() == ExprKind.Kind.SELECT) {
      String so = inner.select().testOnly() ? "is not known" : "is false";
      Optional<Clause> simple = so(inner, so);
      if (simple.isPresent()) {
        return simple.get();
      }
    }
    Optional<Clause> turned =
        isCall(inner, "@in")
            ? in(inner.call().args().get(0), inner.call().args().get(1), "not ")
            : Comparison.of(inner).flatMap(is -> comparison(is.inverted()));
    return turned.orElseGet(() -> new Said("it is not so that " + clause(inner).inside()));
  }

  private Optional<Clause> in(CelExpr element, CelExpr holder, String not) {
    if (Path.of(holder).filter(path -> path.root().equals(Path.SEGMENTS)).isPresent()) {
      return Path.text(element).map(name -> new Being(not + "in " + Plain.quoted(name)));
    }
    if (holder.getKind() != ExprKind.Kind.LIST) {
      String include = not.isEmpty() ? "include " : "do not include ";
      return terms.term(element).flatMap(value -> so(holder, include + value));
    }
    String values = TermWords.constant(holder);
    if (values == null) {
      List<String> told = new ArrayList<>();
      holder.list().elements().forEach(each -> terms.term(each).ifPresent(told::add));
      if (told.size() < holder.list().elements().size()) {
        return Optional.empty();
      }
      values = Plain.list(told, "or");
    }
    String value = (not.isEmpty() ? "" : "none of ") + (values.isEmpty() ? "nothing" : values);
    Optional<Path> path = Path.of(element);
    return path.isPresent() ? is(path.get(), value) : so(element, "is " + value);
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
    String limit =
        times ? Plain.time(is.operator(), right.get()) : Plain.limit(is.operator(), right.get());
    Optional<Path> path = TermWords.read(is.left()).filter(ConditionWords::isSignal);
    if (path.isEmpty() || times) {
      return so(is.left(), "is " + limit);
    }
    String part = TermWords.part(path.get());
    boolean number = TermWords.number(is.right()).isPresent();
    if (number && Plain.isMeasured(part)) {
      return signal(path.get(), limit + " " + part);
    }
    return switch (is.operator()) {
      case EQUAL -> signal(path.get(), "with " + part + being(path.get()) + limit);
      case UNEQUAL -> signal(path.get(), "with " + part + " other than " + right.get());
      case LESS, AT_MOST, MORE, AT_LEAST -> signal(path.get(), "with " + part + " of " + limit);
    };
  }

  private Optional<Clause> is(Path path, String value) {
    return isSignal(path)
        ? signal(path, "with " + TermWords.part(path) + being(path) + value)
        : terms.noun(path).map(noun -> new Whose(noun, "is " + value));
  }

  /** Something is so: of the signal, of the customer, or of neither. */
  private Optional<Clause> so(CelExpr what, String isSo) {
    Optional<Path> path = TermWords.read(what);
    if (path.isPresent()) {
      return path.flatMap(name ->
          isSignal(name)
              ? signal(name, "whose " + TermWords.part(name) + " " + isSo)
              : terms.noun(name).map(noun -> new Whose(noun, isSo)));
    }
    return terms.term(what).map(term -> new Said(term + " " + isSo));
  }

  private static String being(Path path) {
    return TermWords.part(path).startsWith("“") ? " = " : " ";
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
