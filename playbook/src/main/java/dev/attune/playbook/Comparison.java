package dev.attune.playbook;

import dev.attune.playbook.Reads.Operator;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A comparison of a condition, with what is written out on its right. */
record Comparison(CelExpr left, Operator operator, CelExpr right) {
  private static final Map<String, Operator> OPERATORS =
      Map.of(
          "_==_", Operator.EQUAL,
          "_!=_", Operator.UNEQUAL,
          "_<_", Operator.LESS,
          "_<=_", Operator.AT_MOST,
          "_>_", Operator.MORE,
          "_>=_", Operator.AT_LEAST);

  /** The comparison that an expression is, or nothing if it is something else. */
  static Optional<Comparison> of(CelExpr expression) {
    if (expression.getKind() != ExprKind.Kind.CALL) {
      return Optional.empty();
    }
    Operator operator = OPERATORS.get(expression.call().function());
    if (operator == null) {
      return Optional.empty();
    }
    List<CelExpr> sides = expression.call().args();
    boolean swapped = sides.get(0).getKind() == ExprKind.Kind.CONSTANT;
    return Optional.of(
        swapped
            ? new Comparison(sides.get(1), Relations.mirrored(operator), sides.get(0))
            : new Comparison(sides.get(0), operator, sides.get(1)));
  }

  /** What holds where this does not, of known values. */
  Comparison inverted() {
    Operator other =
        switch (operator) {
          case LESS -> Operator.AT_LEAST;
          case AT_MOST -> Operator.MORE;
          case MORE -> Operator.AT_MOST;
          case AT_LEAST -> Operator.LESS;
          case EQUAL -> Operator.UNEQUAL;
          case UNEQUAL -> Operator.EQUAL;
        };
    return new Comparison(left, other, right);
  }
}
