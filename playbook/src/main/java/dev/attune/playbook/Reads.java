package dev.attune.playbook;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a condition depends on; while none of it changes, neither does the condition.
 *
 * @param facts how it depends on facts: every comparison of a fact with a constant as a {@link
 *     Sensitivity.Threshold}, every other use as {@link Sensitivity.Any}
 * @param segments indexes of the segments it asks about
 * @param traits names of the top-level traits it reads
 * @param signal whether it reads the deciding signal
 * @param properties names of the top-level properties it reads of the signal
 * @param context names of the top-level entries it reads of the signal's context
 * @param events the only events whose signals can make it true, or empty if any can
 */
public record Reads(
    List<Sensitivity> facts,
    Set<Integer> segments,
    Set<String> traits,
    boolean signal,
    Set<String> properties,
    Set<String> context,
    Optional<Set<String>> events) {
  public Reads {
    facts = List.copyOf(facts);
    segments = Set.copyOf(segments);
    traits = Set.copyOf(traits);
    properties = Set.copyOf(properties);
    context = Set.copyOf(context);
    events = events.map(Set::copyOf);
  }

  /** Which changes of a fact can matter to a condition. */
  public sealed interface Sensitivity {
    /** Index of the fact. */
    int fact();

    /** Only passing a limit matters: {@code facts.x OPERATOR limit}. */
    record Threshold(int fact, Operator operator, double limit) implements Sensitivity {
      /** Whether the comparison is true of {@code value}; of NaN, which is unknown, it is not. */
      public boolean holds(double value) {
        return Relations.compare(value, operator, limit).holds();
      }
    }

    /** Any change may matter. */
    record Any(int fact) implements Sensitivity {}
  }

  /** How a fact, on the left, is compared with a limit, on the right. */
  public enum Operator {
    /** {@code <}. */
    LESS,
    /** {@code <=}. */
    AT_MOST,
    /** {@code >}. */
    MORE,
    /** {@code >=}. */
    AT_LEAST,
    /** {@code ==}. */
    EQUAL,
    /** {@code !=}. */
    UNEQUAL
  }
}
