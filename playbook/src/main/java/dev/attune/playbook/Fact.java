package dev.attune.playbook;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A number or time that is derived from signals, exact at every instant.
 *
 * @param index its place in {@link Playbook#facts()}
 * @param event the event, or the kind by its title, whose signals it reads; for a goal's outcomes
 *     the goal's name
 * @param of path of the property it reads, below {@code properties}; null for a kind that reads
 *     none
 * @param per path of the property, below {@code properties}, for each of whose values there is an
 *     entry; null for a single value. A signal without that property does not count
 * @param where which of the signals count; null for all
 * @param within how long a signal counts: from its instant until just before {@code within} later;
 *     null for ever
 * @param by what a streak counts; null for every other kind
 * @param declared whether the playbook names it; if not, it is what a goal itself tells, such as
 *     {@code goals.arrive.open}
 */
public record Fact(
    int index,
    String name,
    Kind kind,
    String event,
    @Nullable List<String> of,
    @Nullable List<String> per,
    @Nullable Condition where,
    @Nullable Duration within,
    @Nullable Unit by,
    boolean declared) {
  /** The most entries of a fact with {@code per}: the fullest. */
  public static final int MOST_ENTRIES = 1_000;

  public Fact {
    of = of == null ? null : List.copyOf(of);
    per = per == null ? null : List.copyOf(per);
    if ((of != null) != kind.readsValue()) {
      throw new IllegalArgumentException("fact " + name + ": " + kind + " with of=" + of);
    }
    if (within != null && !within.isPositive()) {
      throw new IllegalArgumentException("fact " + name + ": within " + within);
    }
    if ((by != null) != (kind == Kind.STREAK) || (kind == Kind.TREND && within == null)) {
      throw new IllegalArgumentException(
          "fact " + name + ": " + kind + " by=" + by + " within=" + within);
    }
  }

  /** Whether it has an entry for each value of a property. */
  public boolean isMap() {
    return per != null;
  }

  /** What a streak counts, in the playbook's zone. */
  public enum Unit {
    /** Days from midnight to midnight. */
    DAY,
    /** Weeks from Monday to Sunday. */
    WEEK
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
    DISTINCT(true),
    /** How many days or weeks in a row, up to this one or the one before, had at least one. */
    STREAK(false),
    /** How many more than in the window before this one. */
    TREND(false),
    /** How often a goal was attained. */
    ATTAINED(false),
    /** How often a goal was missed. */
    MISSED(false),
    /** Attained by ended, of a goal; none while none has ended. */
    RATE(false),
    /** How many instances of a goal are open. */
    OPEN(false);

    private final boolean readsValue;

    Kind(boolean readsValue) {
      this.readsValue = readsValue;
    }

    /** Whether it reads how a goal's instances end, not signals. */
    public boolean readsGoal() {
      return this == ATTAINED || this == MISSED || this == RATE || this == OPEN;
    }

    /** Whether it is a number, or none. */
    public boolean isNumber() {
      return switch (this) {
        case COUNT, DISTINCT, SUM, MIN, MAX, MEAN, STREAK, TREND, ATTAINED, MISSED, RATE, OPEN ->
            true;
        case FIRST, LAST, LATEST -> false;
      };
    }

    /** Whether nothing counted is 0, and not unknown. */
    public boolean isZeroOfNone() {
      return switch (this) {
        case COUNT, DISTINCT, SUM, STREAK, TREND, ATTAINED, MISSED, OPEN -> true;
        case MIN, MAX, MEAN, FIRST, LAST, LATEST, RATE -> false;
      };
    }

    /** Whether it reads a property. */
    public boolean readsValue() {
      return readsValue;
    }
  }
}
