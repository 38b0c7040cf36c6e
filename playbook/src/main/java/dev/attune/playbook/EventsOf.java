package dev.attune.playbook;

import dev.attune.customer.Kind;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the events without which a condition cannot be true. */
final class EventsOf {
  private EventsOf() {}

  /** The only events whose signals can make it true; nothing if any can. */
  static Optional<Set<String>> condition(CelExpr expression) {
    if (expression.getKind() != ExprKind.Kind.CALL) {
      return Optional.empty();
    }
    List<CelExpr> parts = expression.call().args();
    return switch (expression.call().function()) {
      case "_&&_" -> both(condition(parts.get(0)), condition(parts.get(1)));
      case "_||_" -> either(condition(parts.get(0)), condition(parts.get(1)));
      case "_==_" -> same(parts.get(0), parts.get(1)).or(() -> same(parts.get(1), parts.get(0)));
      case "@in" -> listed(parts.get(0), parts.get(1));
      default -> Optional.empty();
    };
  }

  private static Optional<Set<String>> both(
      Optional<Set<String>> left, Optional<Set<String>> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return left.or(() -> right);
    }
    Set<String> common = new TreeSet<>(left.get());
    common.retainAll(right.get());
    return Optional.of(common);
  }

  private static Optional<Set<String>> either(
      Optional<Set<String>> left, Optional<Set<String>> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    Set<String> all = new TreeSet<>(left.get());
    all.addAll(right.get());
    return Optional.of(all);
  }

  private static Optional<Set<String>> same(CelExpr read, CelExpr written) {
    return Path.text(written).flatMap(text -> events(read, text));
  }

  private static Optional<Set<String>> listed(CelExpr read, CelExpr list) {
    if (list.getKind() != ExprKind.Kind.LIST) {
      return Optional.empty();
    }
    Set<String> all = new LinkedHashSet<>();
    for (CelExpr element : list.list().elements()) {
      Optional<Set<String>> events = same(read, element);
      if (events.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(events.get());
    }
    return Optional.of(all);
  }

  private static Optional<Set<String>> events(CelExpr read, String text) {
    Optional<Path> path = Path.of(read);
    if (path.filter(name -> name.is(Path.SIGNAL, "event")).isPresent()) {
      return Optional.of(Set.of(text));
    }
    // A track has an event of its own name; every other kind goes by its title.
    return path.filter(name -> name.is(Path.SIGNAL, "kind"))
        .flatMap(name -> Kind.of(text))
        .filter(kind -> kind != Kind.TRACK)
        .map(kind -> Set.of(kind.title()));
  }
}
