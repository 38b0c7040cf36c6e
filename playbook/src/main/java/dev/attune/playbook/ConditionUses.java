package dev.attune.playbook;

import dev.attune.playbook.Use.Want;
import dev.attune.playbook.Use.What;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the events, properties and traits that a condition reads, and as what. One use. */
final class ConditionUses {
  private static final Map<String, String> COMPARISONS =
      Map.of("_==_", "==", "_!=_", "!=", "_<_", "<", "_<=_", "<=", "_>_", ">", "_>=_", ">=");

  private static final Set<String> ARITHMETIC = Set.of("_-_", "_*_", "_/_", "_%_", "-_");
  private static final Set<String> NUMBERS = Set.of("double", "int", "size");

  private final Passage passage;
  private final Map<Long, Integer> positions;
  private final FactTypes facts;
  private final List<Use> uses = new ArrayList<>();

  /** What a loop gives a name to, each entry of a fact; loops do not stand in one another. */
  private final Map<String, Path> entries = new HashMap<>();

  private ConditionUses(Passage passage, Map<Long, Integer> positions, FactTypes facts) {
    this.passage = passage;
    this.positions = positions;
    this.facts = facts;
  }

  /**
   * What it reads.
   *
   * @param facts what the facts are that it may read
   * @param events of which its signals are, if that is known
   */
  static List<Use> of(
      CelAbstractSyntaxTree tree, Passage passage, FactTypes facts, Optional<Set<String>> events) {
    ConditionUses found = new ConditionUses(passage, tree.getSource().getPositionsMap(), facts);
    found.walk(tree.getExpr(), events, Want.ANY);
    return found.uses;
  }

  private void walk(CelExpr expression, Optional<Set<String>> events, Want want) {
    Optional<Path> path = Path.of(expression);
    if (path.isPresent()) {
      read(expression, path.get(), events.orElse(Set.of()), isAsked(expression) ? Want.ANY : want);
      return;
    }
    switch (expression.getKind()) {
      case SELECT -> walk(expression.select().operand(), events, Want.ANY);
      case CALL -> call(expression, expression.call(), events, want);
      case LIST -> expression.list().elements().forEach(element -> walk(element, events, Want.ANY));
      case COMPREHENSION -> loop(expression.comprehension(), events);
      case IDENT ->
          Optional.ofNullable(entries.get(expression.ident().name()))
              .ifPresent(fact -> latest(expression, fact, want));
      case CONSTANT, MAP, STRUCT, NOT_SET -> {}
    }
  }

  private void loop(CelComprehension loop, Optional<Set<String>> events) {
    CelExpr range = loop.iterRange();
    walk(range, events, Want.ANY);
    entries.clear();
    if (range.getKind() == ExprKind.Kind.CALL && range.call().function().equals(Cel.ENTRIES)) {
      Path.of(range.call().args().get(0)).ifPresent(fact -> entries.put(loop.iterVar(), fact));
    }
    walk(loop.loopStep().call().args().getLast(), events, Want.ANY);
    entries.clear();
  }

  /** Whether it is asked only for being there: {@code has(traits.plan)} goes with every type. */
  private static boolean isAsked(CelExpr expression) {
    return expression.getKind() == ExprKind.Kind.SELECT && expression.select().testOnly();
  }

  private void read(CelExpr expression, Path path, Set<String> events, Want want) {
    int at = passage.offset(positions.getOrDefault(root(expression).id(), 0));
    List<String> steps = path.steps();
    if (path.root().equals(Path.TRAITS) && !steps.isEmpty()) {
      Want top = steps.size() > 1 ? Want.ANY : want;
      uses.add(new Use(new What.Trait(top), steps.get(0), at));
    } else if (path.root().equals(Path.SIGNAL)
        && steps.size() > 1
        && steps.get(0).equals("properties")) {
      Want top = steps.size() > 2 ? Want.ANY : want;
      uses.add(new Use(new What.Property(events, top), steps.get(1), at));
    } else {
      latest(root(expression), path, want);
    }
  }

  /**
   * Of a fact nothing is asked but its type: the name that it reads stands where it is declared.
   */
  private void latest(CelExpr at, Path path, Want want) {
    facts
        .latest(path)
        .filter(latest -> want.type() != null)
        .map(latest ->
            new Use(
                new What.Latest(path.steps().getFirst(), latest.event(), want),
                latest.property(),
                passage.offset(positions.getOrDefault(at.id(), 0))))
        .ifPresent(uses::add);
  }

  private static CelExpr root(CelExpr expression) {
    return switch (expression.getKind()) {
      case SELECT -> root(expression.select().operand());
      case CALL -> root(expression.call().args().get(0));
      default -> expression;
    };
  }

  private void call(CelExpr expression, CelCall call, Optional<Set<String>> events, Want want) {
    String function = call.function();
    List<CelExpr> args = call.args();
    if (function.equals("_&&_")) {
      Optional<Set<String>> both = both(events, EventsOf.condition(expression));
      args.forEach(part -> walk(part, both, new Want(ValueType.FLAG, "&&")));
    } else if (function.equals("_||_") || function.equals("!_")) {
      String word = function.replace("_", "");
      args.forEach(part -> walk(part, events, new Want(ValueType.FLAG, word)));
    } else if (COMPARISONS.containsKey(function) || function.equals("@in")) {
      comparison(function, args.get(0), args.get(1), events);
    } else if (ARITHMETIC.contains(function)) {
      Want number = new Want(ValueType.NUMBER, function.replace("_", ""));
      args.forEach(part -> walk(part, events, function.equals("_-_") ? Want.ANY : number));
    } else if (function.equals("_?_:_")) {
      walk(args.get(0), events, new Want(ValueType.FLAG, "?"));
      walk(args.get(1), events, want);
      walk(args.get(2), events, want);
    } else if (function.equals(Cel.MAX)) {
      call.target().ifPresent(target -> walk(target, events, want));
    } else {
      Want text =
          ConditionCheck.OF_TEXT.contains(function) ? new Want(ValueType.TEXT, function) : Want.ANY;
      Want time = function.equals("timestamp") ? new Want(ValueType.TIME, function) : text;
      call.target().ifPresent(target -> walk(target, events, text));
      args.forEach(part -> walk(part, events, time));
    }
  }

  private void comparison(
      String function, CelExpr left, CelExpr right, Optional<Set<String>> events) {
    if (isEvent(left) || isEvent(right)) {
      events(isEvent(left) ? right : left);
      return;
    }
    String word = COMPARISONS.getOrDefault(function, "in");
    walk(left, events, new Want(type(right), word));
    boolean searched = function.equals("@in");
    walk(right, events, searched ? Want.ANY : new Want(type(left), word));
  }

  private static boolean isEvent(CelExpr expression) {
    return Path.of(expression).filter(path -> path.is(Path.SIGNAL, "event")).isPresent();
  }

  private void events(CelExpr written) {
    if (written.getKind() == ExprKind.Kind.LIST) {
      written.list().elements().forEach(this::events);
      return;
    }
    Path.text(written)
        .ifPresent(name -> {
          int at = passage.offset(positions.getOrDefault(written.id(), 0));
          uses.add(new Use(new What.Event(), name, at));
        });
  }

  /** The type of a value that can be told without knowing any data; null if it cannot. */
  private @Nullable ValueType type(CelExpr expression) {
    Optional<Path> path = Path.of(expression);
    if (path.isPresent()) {
      return facts.isNumber(path.get()) && !isAsked(expression) ? ValueType.NUMBER : null;
    }
    return switch (expression.getKind()) {
      case CONSTANT -> type(expression.constant());
      case CALL -> type(expression.call());
      case LIST -> {
        Set<Optional<ValueType>> types = new LinkedHashSet<>();
        for (CelExpr element : expression.list().elements()) {
          types.add(Optional.ofNullable(type(element)));
        }
        yield types.size() == 1 ? types.iterator().next().orElse(null) : null;
      }
      default -> null;
    };
  }

  private @Nullable ValueType type(CelCall call) {
    if (call.function().equals(Cel.MAX) && call.target().isPresent()) {
      return type(call.target().get());
    }
    return isNumber(call.function()) ? ValueType.NUMBER : null;
  }

  private static boolean isNumber(String function) {
    // The difference of two times is a duration.
    boolean arithmetic = ARITHMETIC.contains(function) && !function.equals("_-_");
    return arithmetic || NUMBERS.contains(function);
  }

  private static @Nullable ValueType type(CelConstant constant) {
    return switch (constant.getKind()) {
      case STRING_VALUE -> ValueType.TEXT;
      case INT64_VALUE, DOUBLE_VALUE -> ValueType.NUMBER;
      case BOOLEAN_VALUE -> ValueType.FLAG;
      default -> null;
    };
  }

  private static Optional<Set<String>> both(
      Optional<Set<String>> outer, Optional<Set<String>> inner) {
    if (outer.isEmpty() || inner.isEmpty()) {
      return outer.or(() -> inner);
    }
    Set<String> common = new LinkedHashSet<>(outer.get());
    common.retainAll(inner.get());
    return Optional.of(common);
  }
}
