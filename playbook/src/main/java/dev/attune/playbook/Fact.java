package dev.attune.playbook;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A number or time that is derived from signals, exact at every instant.
 *
 * @param index its place in {@link Playbook#facts()}
 * @param event the event, or the kind by its title, whose signals it reads
 * @param of path of the property it reads, below {@code properties}; null for count, first and last
 * @param where which of the signals count; null for all
 * @param within how long a signal counts: from its instant until just before {@code within} later;
 *     null for ever
 */
public record Fact(
    int index,
    String name,
    Kind kind,
    String event,
    @Nullable List<String> of,
    @Nullable Condition where,
    @Nullable Duration within) {
  public Fact {
    of = of == null ? null : List.copyOf(of);
    if ((of != null) != kind.readsValue()) {
      throw new IllegalArgumentException("fact " + name + ": " + kind + " with of=" + of);
    }
    if (within != null && !within.isPositive()) {
      throw new IllegalArgumentException("fact " + name + ": within " + within);
    }
  }

  /** What a fact tells of its signals. */
  public enum Kind {
    /** How many. */
    COUNT(false),
    /** Of a number, rounded to a millionth and added exactly; 0 of none. */
    SUM(true),
    /** The smallest number. */
    MIN(true),
    /** The largest number. */
    MAX(true),
    /** Sum by count of those that have the number. */
    MEAN(true),
    /** When the first was. */
    FIRST(false),
    /** When the last was. */
    LAST(false),
    /** The newest value of a property. */
    LATEST(true),
    /** How many different values of a property. */
    DISTINCT(true);

    private final boolean readsValue;

    Kind(boolean readsValue) {
      this.readsValue = readsValue;
    }

    /** Whether it reads a property. */
    public boolean readsValue() {
      return readsValue;
    }
  }
}
