package dev.attune.playbook;

import dev.attune.playbook.CompiledCondition.Leaf;
import dev.attune.playbook.CompiledCondition.Read;
import dev.attune.playbook.Reads.Operator;
import dev.attune.playbook.Vocabulary.NamedFact;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.types.CelKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a checked tree to closures. Here are the parts that hold or not; {@link TermCompiler}
 * has the parts with a value. One use.
 */
final class ConditionCompiler {
  private static final Map<String, Operator> OPERATORS =
      Map.of(
          "_==_", Operator.EQUAL,
          "_!=_", Operator.UNEQUAL,
          "_<_", Operator.LESS,
          "_<=_", Operator.AT_MOST,
          "_>_", Operator.MORE,
          "_>=_", Operator.AT_LEAST);

  private final Passage passage;
  private final Vocabulary vocabulary;
  private final CelAbstractSyntaxTree tree;
  private final Wording wording;
  private final PathTerms paths;
  private final TermCompiler terms;
  private final ReadsBuilder reads = new ReadsBuilder();
  private final List<Leaf> leaves = new ArrayList<>();
  private @Nullable List<Read> leaf;

  ConditionCompiler(Passage passage, Vocabulary vocabulary, CelAbstractSyntaxTree tree) {
    Map<Long, Integer> positions = tree.getSource().getPositionsMap();
    this.passage = passage;
    this.vocabulary = vocabulary;
    this.tree = tree;
    this.wording = new Wording(passage, positions);
    this.paths = new PathTerms(vocabulary);
    this.terms = new TermCompiler(passage, positions, this);
  }

  /** The condition; nothing if a problem was reported. */
  Optional<Condition> compile() {
    Claim claim = claim(tree.getExpr());
    if (terms.foundProblem()) {
      return Optional.empty();
    }
    Reads read = reads.build(EventsOf.condition(tree.getExpr()));
    return Optional.of(new CompiledCondition(passage.text().strip(), claim, leaves, read));
  }

  /** The number; nothing if a problem was reported. */
  Optional<Formula> formula() {
    Term term = terms.term(tree.getExpr());
    if (terms.foundProblem()) {
      return Optional.empty();
    }
    Reads read = reads.build(Optional.empty());
    return Optional.of(new CompiledFormula(passage.text().strip(), term, read));
  }

  /** Compiles what holds or not. */
  Claim claim(CelExpr expression) {
    if (expression.getKind() == ExprKind.Kind.CALL) {
      CelCall call = expression.call();
      switch (call.function()) {
        case "_&&_" -> {
          return Claim.all(parts(expression, call.function()));
        }
        case "_||_" -> {
          return Claim.any(parts(expression, call.function()));
        }
        case "!_" -> {
          Claim inner = claim(call.args().get(0));
          return scope -> inner.test(scope).not();
        }
        default -> {}
      }
    }
    return leaf == null ? leaf(expression) : comparison(expression);
  }

  /** Whether an expression is of a kind that {@link #claim} compiles best. */
  boolean isClaim(CelExpr expression) {
    boolean truth =
        tree.getType(expression.id()).map(type -> type.kind() == CelKind.BOOL).orElse(false);
    return truth
        && switch (expression.getKind()) {
          case CALL -> !Set.of("_?_:_", "_[_]").contains(expression.call().function());
          case SELECT -> expression.select().testOnly();
          case COMPREHENSION -> true;
          case CONSTANT, IDENT, LIST, MAP, STRUCT, NOT_SET -> false;
        };
  }

  /** An expression as written. */
  String words(CelExpr expression) {
    return wording.of(expression);
  }

  /** The value under a path, noted as read. */
  Term read(Path path) {
    Term term = paths.term(path, reads);
    note(path.toString(), term);
    return term;
  }

  /** The entries of the fact with {@code per} that an expression names, noted as read. */
  PathTerms.Entries entries(CelExpr fact) {
    Path path = Path.of(fact).orElseThrow();
    PathTerms.Entries entries = paths.entries(path, reads);
    note(path.toString(), entries);
    return entries;
  }

  private void note(String name, Term term) {
    List<Read> noted = leaf;
    if (noted != null && noted.stream().noneMatch(read -> read.name().equals(name))) {
      noted.add(new Read(name, term));
    }
  }

  private Claim leaf(CelExpr expression) {
    List<Read> noted = new ArrayList<>();
    leaf = noted;
    int place = leaves.size();
    Claim claim = comparison(expression);
    leaf = null;
    leaves.add(place, new Leaf(wording.of(expression), claim, noted));
    return claim;
  }

  private Claim[] parts(CelExpr expression, String function) {
    List<Claim> parts = new ArrayList<>();
    flatten(expression, function, parts);
    return parts.toArray(Claim[]::new);
  }

  private void flatten(CelExpr expression, String function, List<Claim> parts) {
    if (expression.getKind() == ExprKind.Kind.CALL
        && expression.call().function().equals(function)) {
      expression.call().args().forEach(argument -> flatten(argument, function, parts));
    } else {
      parts.add(claim(expression));
    }
  }

  private Claim comparison(CelExpr expression) {
    return switch (expression.getKind()) {
      case SELECT -> expression.select().testOnly() ? has(expression) : flag(expression);
      case COMPREHENSION -> loop(expression.comprehension());
      case CALL -> call(expression, expression.call());
      case CONSTANT, IDENT, LIST, MAP, STRUCT, NOT_SET -> flag(expression);
    };
  }

  private Claim call(CelExpr expression, CelCall call) {
    Operator operator = OPERATORS.get(call.function());
    if (operator != null) {
      return relation(call.args().get(0), operator, call.args().get(1));
    }
    if (call.function().equals("@in")) {
      return in(call.args().get(0), call.args().get(1));
    }
    return ConditionCheck.OF_TEXT.contains(call.function()) ? terms.ofText(call) : flag(expression);
  }

  /** A value that is true or false itself. */
  private Claim flag(CelExpr expression) {
    Term term = terms.term(expression);
    return scope -> term.value(scope) instanceof Boolean flag ? Truth.of(flag) : Truth.UNKNOWN;
  }

  private Claim has(CelExpr expression) {
    Path path = Path.of(expression).orElse(null);
    if (path == null) {
      Term operand = terms.term(expression.select().operand());
      Term inside = PathTerms.inside(operand, List.of(expression.select().field()));
      return scope -> Truth.of(inside.value(scope) != null);
    }
    Term term = read(path);
    return scope -> Truth.of(term.value(scope) != null);
  }

  private Claim relation(CelExpr left, Operator operator, CelExpr right) {
    Claim limit = limit(left, operator, right);
    if (limit == null) {
      limit = limit(right, Relations.mirrored(operator), left);
    }
    if (limit != null) {
      return limit;
    }
    Term first = terms.term(left);
    Term second = terms.term(right);
    if (second instanceof Term.Constant constant) {
      return Comparisons.with(first, operator, constant.constant());
    }
    if (first instanceof Term.Constant constant) {
      return Comparisons.with(second, Relations.mirrored(operator), constant.constant());
    }
    return scope -> Relations.compare(first.value(scope), operator, second.value(scope));
  }

  /** A numeric fact against a number, or null if it is something else. */
  private @Nullable Claim limit(CelExpr fact, Operator operator, CelExpr number) {
    Path path = Path.of(fact).orElse(null);
    NamedFact named = path == null ? null : vocabulary.named(path);
    if (path == null
        || named == null
        || !isWhole(path)
        || !named.isNumeric()
        || !terms.isWritten(number)
        || !(terms.term(number) instanceof Term.Constant(Number limit))
        || !Relations.isExact(limit)) {
      return null;
    }
    reads.threshold(named.index(), operator, limit.doubleValue());
    PathTerms.NumericFact term = new PathTerms.NumericFact(named.index());
    note(path.toString(), term);
    return Comparisons.with(term, operator, limit);
  }

  /** Whether a path ends with the fact that it names. */
  private static boolean isWhole(Path path) {
    return path.steps().size() == (path.root().equals(Path.GOALS) ? 2 : 1);
  }

  private Claim in(CelExpr element, CelExpr collection) {
    if (Path.of(collection).filter(path -> path.root().equals(Path.SEGMENTS)).isPresent()) {
      return segment(Path.text(element).orElse(""));
    }
    Term searched = terms.term(element);
    Term holder = terms.term(collection);
    return holder instanceof Term.Constant(List<?> list)
        ? Comparisons.in(searched, list)
        : Comparisons.in(searched, holder);
  }

  private Claim segment(String name) {
    Integer place = vocabulary.segments().get(name);
    if (place == null) {
      throw new IllegalArgumentException("unchecked segment: " + name);
    }
    int index = place;
    reads.segment(index);
    note("'" + name + "' in segments", scope -> scope.inSegment(index));
    return scope -> Truth.of(scope.inSegment(index));
  }

  private Claim loop(CelComprehension loop) {
    Term range = terms.term(loop.iterRange());
    boolean all = loop.loopStep().call().function().equals("_&&_");
    Claim body = claim(loop.loopStep().call().args().get(1));
    return new Loop(range, body, all);
  }
}
