package dev.attune.playbook;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds dates that stand as they were sent where only a time means something. What customers and
 * systems state comes in JSON, which has no times: such a comparison would be unknown for ever.
 */
final class TimeCheck {
  private static final Set<String> SUMS = Set.of("_+_", "_-_");
  private static final Set<String> ORDERS = Set.of("_<_", "_<=_", "_>_", "_>=_", "_==_", "_!=_");

  private final Vocabulary vocabulary;

  TimeCheck(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** The trait or property that is added to a duration, or compared with a time. */
  Optional<CelExpr> untimely(CelCall call) {
    List<CelExpr> args = call.args();
    if (args.size() != 2) {
      return Optional.empty();
    }
    CelExpr left = args.get(0);
    CelExpr right = args.get(1);
    boolean isSum = SUMS.contains(call.function());
    boolean isOrder = ORDERS.contains(call.function());
    if (isAsSent(left) && ((isSum && isDuration(right)) || (isOrder && isTime(right)))) {
      return Optional.of(left);
    }
    if (isAsSent(right) && ((isSum && isDuration(left)) || (isOrder && isTime(left)))) {
      return Optional.of(right);
    }
    return Optional.empty();
  }

  private static boolean isAsSent(CelExpr expression) {
    return Path.of(expression)
        .filter(path ->
            (path.root().equals(Path.TRAITS) && !path.steps().isEmpty())
                || (path.root().equals(Path.SIGNAL)
                    && path.steps().size() > 1
                    && path.steps().getFirst().equals("properties")))
        .isPresent();
  }

  private static boolean isDuration(CelExpr expression) {
    return isCall(expression, "duration");
  }

  private boolean isTime(CelExpr expression) {
    Optional<Path> path = Path.of(expression);
    if (path.isPresent()) {
      return path.get().is(Path.SIGNAL, "occurredAt") || isTimeOf(path.get());
    }
    if (expression.getKind() != ExprKind.Kind.CALL) {
      return false;
    }
    CelCall call = expression.call();
    return isCall(expression, "timestamp")
        || (SUMS.contains(call.function())
            && call.args().size() == 2
            && (isTime(call.args().get(0)) && isDuration(call.args().get(1))));
  }

  private boolean isTimeOf(Path path) {
    Vocabulary.NamedFact fact = path.steps().isEmpty() ? null : vocabulary.named(path);
    return fact != null && (fact.kind() == Fact.Kind.FIRST || fact.kind() == Fact.Kind.LAST);
  }

  private static boolean isCall(CelExpr expression, String function) {
    return expression.getKind() == ExprKind.Kind.CALL
        && expression.call().function().equals(function);
  }
}
