package dev.attune.playbook;

import dev.attune.customer.Data;
import dev.attune.customer.Data.Nothing;
import dev.attune.playbook.Reads.Operator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes claims that compare a term with what the condition says. They look at the constant once,
 * when they are made, and make no objects when they are tested.
 */
final class Comparisons {
  private Comparisons() {}

  /** {@code term OPERATOR constant}. */
  static Claim with(Term term, Operator operator, Object constant) {
    boolean equality = operator == Operator.EQUAL || operator == Operator.UNEQUAL;
    if (constant == Nothing.NULL && equality) {
      return operator == Operator.EQUAL
          ? scope -> Relations.isNull(term.value(scope))
          : scope -> Relations.isNull(term.value(scope)).not();
    }
    if (constant instanceof String text && equality) {
      return operator == Operator.EQUAL ? new IsText(term, text) : new IsNotText(term, text);
    }
    if (constant instanceof Number number && Relations.isExact(number)) {
      double limit = number.doubleValue();
      return term instanceof Term.Numeric numeric
          ? new Limit(numeric, operator, limit)
          : new NumberLimit(term, operator, limit);
    }
    return scope -> Relations.compare(term.value(scope), operator, constant);
  }

  /** {@code term in list}, of a list written in the condition. */
  static Claim in(Term term, List<?> list) {
    Set<Object> texts = new HashSet<>(list);
    boolean onlyTexts = !list.isEmpty() && list.stream().allMatch(String.class::isInstance);
    if (onlyTexts) {
      return scope ->
          term.value(scope) instanceof String text ? Truth.of(texts.contains(text)) : Truth.UNKNOWN;
    }
    return scope -> contains(list, term.value(scope));
  }

  /** {@code term in holder}, of a list or object that is read or made. */
  static Claim in(Term term, Term holder) {
    return scope -> {
      Object element = term.value(scope);
      return switch (holder.value(scope)) {
        case List<?> list -> contains(list, element);
        case Data data when element instanceof String name -> Truth.of(data.get(name) != null);
        case null, default -> Truth.UNKNOWN;
      };
    };
  }

  private static Truth contains(List<?> list, @Nullable Object element) {
    return element == null ? Truth.UNKNOWN : Relations.contains(list, element);
  }

  /** A number, read without making an object, against a number. */
  private record Limit(Term.Numeric term, Operator operator, double limit) implements Claim {
    @Override
    public Truth test(Scope scope) {
      return Relations.compare(term.number(scope), operator, limit);
    }
  }

  /** Whatever it is against a number that a double holds exactly. */
  private record NumberLimit(Term term, Operator operator, double limit) implements Claim {
    @Override
    public Truth test(Scope scope) {
      Object value = term.value(scope);
      if (value instanceof Double number) {
        return Relations.compare((double) number, operator, limit);
      }
      // A long that no double holds exactly takes the slow way.
      return value instanceof Long number && Relations.isExact(number)
          ? Relations.compare((double) number, operator, limit)
          : Relations.compare(value, operator, limit);
    }
  }

  /** Whatever it is against a text. */
  private record IsText(Term term, String text) implements Claim {
    @Override
    public Truth test(Scope scope) {
      return term.value(scope) instanceof String value
          ? Truth.of(value.equals(text))
          : Truth.UNKNOWN;
    }
  }

  /** Whatever it is against a text that it must not be. */
  private record IsNotText(Term term, String text) implements Claim {
    @Override
    public Truth test(Scope scope) {
      return term.value(scope) instanceof String value
          ? Truth.of(!value.equals(text))
          : Truth.UNKNOWN;
    }
  }
}
