package dev.attune.playbook;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A name as conditions read it, such as {@code signal.properties.fare}.
 *
 * @param root facts, goals, traits, segments or signal
 * @param steps what follows it; in brackets or behind a dot is the same
 */
record Path(String root, List<String> steps) {
  static final String FACTS = "facts";
  static final String GOALS = "goals";
  static final String TRAITS = "traits";
  static final String SEGMENTS = "segments";
  static final String SIGNAL = "signal";

  /** All names that conditions begin with. */
  static final Set<String> ROOTS = Set.of(FACTS, GOALS, TRAITS, SEGMENTS, SIGNAL);

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  Path {
    steps = List.copyOf(steps);
  }

  /** The path that an expression is, or nothing if it is something else. */
  static Optional<Path> of(CelExpr expression) {
    Kind kind = expression.getKind();
    if (kind == Kind.IDENT) {
      String name = expression.ident().name();
      return ROOTS.contains(name) ? Optional.of(new Path(name, List.of())) : Optional.empty();
    }
    if (kind == Kind.SELECT) {
      String field = expression.select().field();
      return of(expression.select().operand()).map(path -> path.then(field));
    }
    if (kind != Kind.CALL || !expression.call().function().equals("_[_]")) {
      return Optional.empty();
    }
    List<CelExpr> parts = expression.call().args();
    return text(parts.get(1)).flatMap(name -> of(parts.get(0)).map(path -> path.then(name)));
  }

  /** The text that an expression is, if it is one written in the condition. */
  static Optional<String> text(CelExpr expression) {
    return expression.getKind() == Kind.CONSTANT
            && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? Optional.of(expression.constant().stringValue())
        : Optional.empty();
  }

  /** Whether this is {@code root.step}. */
  boolean is(String root, String step) {
    return this.root.equals(root) && steps.equals(List.of(step));
  }

  /** The steps behind the first {@code count}. */
  List<String> from(int count) {
    return steps.subList(Math.min(count, steps.size()), steps.size());
  }

  private Path then(String step) {
    List<String> longer = new ArrayList<>(steps);
    longer.add(step);
    return new Path(root, longer);
  }

  /** As conditions write it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(root);
    for (String step : steps) {
      if (PLAIN.matcher(step).matches()) {
        text.append('.').append(step);
      } else {
        text.append("['").append(step).append("']");
      }
    }
    return text.toString();
  }
}
