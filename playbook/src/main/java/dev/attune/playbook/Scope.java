package dev.attune.playbook;

import dev.attune.customer.Signal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a condition may read, at one instant of one customer. Filled by the step; a condition keeps
 * no reference to it.
 *
 * <p>Facts and segments are named by their index in the {@link Playbook} that compiled the
 * condition.
 */
public interface Scope {
  /**
   * A fact's value: {@link Long} for count and distinct, {@link Double} for sum, mean, min and max,
   * {@link java.time.Instant} for first and last, what the sender wrote for latest; null where
   * there is none (a mean of nothing). Of a fact with {@code per}: the entry of the deciding
   * signal's key.
   */
  @Nullable Object fact(int index);

  /** A numeric fact's value without boxing; NaN where there is none or it is no number. */
  double number(int index);

  /**
   * The entries of a fact with {@code per} that have a value, by key: at most {@value
   * Fact#MOST_ENTRIES}, those that count most signals, in that order.
   */
  Map<String, Object> entries(int index);

  /** A trait's value as stated, or null where it is absent. */
  @Nullable Object trait(String name);

  /** Whether the customer is in a segment, at this instant. */
  boolean inSegment(int index);

  /**
   * The signal being decided.
   *
   * @throws IllegalStateException if time is being decided; conditions that are tried then do not
   *     read signals, the reader sees to it
   */
  Signal signal();
}
