package dev.attune.playbook;

import org.jspecify.annotations.Nullable;

/**
 * A compiled part of a condition that has a value: what {@link dev.attune.customer.Data} holds, an
 * {@link java.time.Instant} or a {@link java.time.Duration}.
 */
interface Term {
  /** The value, or null where it cannot be told; never throws. */
  @Nullable Object value(Scope scope);

  /** What an operation makes of one term's value; null of null. */
  static Term of(Term term, Unary operation) {
    return scope -> {
      Object value = term.value(scope);
      return value == null ? null : operation.of(value);
    };
  }

  /** What an operation makes of two terms' values; null if either is. */
  static Term of(Term left, Term right, Binary operation) {
    return scope -> {
      Object first = left.value(scope);
      Object second = right.value(scope);
      return first == null || second == null ? null : operation.of(first, second);
    };
  }

  /** An operation of one value. */
  interface Unary {
    /** The result, or null where there is none. */
    @Nullable Object of(Object value);
  }

  /** An operation of two values. */
  interface Binary {
    /** The result, or null where there is none. */
    @Nullable Object of(Object left, Object right);
  }

  /** A value written in the condition. */
  record Constant(Object constant) implements Term {
    @Override
    public Object value(Scope scope) {
      return constant;
    }
  }

  /** A number that can be read without making an object of it. */
  interface Numeric extends Term {
    /** The number, or NaN where it cannot be told. */
    double number(Scope scope);
  }
}
