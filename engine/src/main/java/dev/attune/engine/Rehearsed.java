package dev.attune.engine;

import dev.attune.customer.Change;
import dev.attune.customer.Change.Ending;
import dev.attune.customer.Effect;
import dev.attune.customer.Id;
import dev.attune.playbook.Difference;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a playbook would have noticed.
 *
 * @param playbook its name
 * @param from from when on moments are counted
 * @param to until when
 * @param historyFrom when the earliest recorded signal happened, if that is later than {@code from}
 * @param wholeFrom from when on the longest window lies within what is recorded, if that is later
 *     than {@code from}
 * @param completeFrom from when on it is complete, if old signals are removed and that is later
 *     than {@code from}: nothing before is counted
 * @param played how much was gone through
 * @param share how many moments there are a day
 * @param moments by kind, in the playbook's order
 * @param segments in the playbook's order
 * @param goals in the playbook's order
 * @param change against the version that holds, if one does
 */
public record Rehearsed(
    String playbook,
    Instant from,
    Instant to,
    Optional<Instant> historyFrom,
    Optional<Instant> wholeFrom,
    Optional<Instant> completeFrom,
    Played played,
    Share share,
    List<OfMoment> moments,
    List<OfSegment> segments,
    List<OfGoal> goals,
    Optional<Against> change) {
  public Rehearsed {
    moments = List.copyOf(moments);
    segments = List.copyOf(segments);
    goals = List.copyOf(goals);
  }

  /**
   * How much was gone through, and how fast.
   *
   * @param aside customers with too many signals for one person: they have no moments
   * @param took by the clock
   * @param busy processor time of all threads
   */
  public record Played(
      long customers, long signals, long aside, int threads, Duration took, Duration busy) {}

  /**
   * How many moments there are for those who look after them.
   *
   * @param moments in all
   * @param days that were counted, of those there is history for
   * @param aDay a day
   * @param aPersonADay for each person, where a number of people was given
   */
  public record Share(long moments, double days, double aDay, OptionalDouble aPersonADay) {}

  /** A number of one day. */
  public record OfDay(LocalDate day, long count) {}

  /** A moment that would have opened, with its evidence. */
  public record Example(Id customer, Effect effect) {
    /** For a rule with {@code per}: the value it would have opened for. */
    public Optional<String> key() {
      return effect.change() instanceof Change.Opened opened
          ? Optional.ofNullable(opened.key())
          : Optional.empty();
    }
  }

  /**
   * One kind of moment.
   *
   * @param count how many would have opened
   * @param customers for how many customers
   * @param most of one customer
   * @param busiest the customer who had the most
   * @param renewed how many further triggers were added to open ones
   * @param endings how many closed in the range, by how
   * @param days each day that had any
   */
  public record OfMoment(
      String kind,
      long count,
      long customers,
      long most,
      Optional<Id> busiest,
      long renewed,
      Map<Ending, Long> endings,
      List<OfDay> days,
      List<Example> examples) {
    public OfMoment {
      endings = Map.copyOf(endings);
      days = List.copyOf(days);
      examples = List.copyOf(examples);
    }
  }

  /**
   * One segment.
   *
   * @param members at the end
   * @param entered how many entered in the range
   * @param left how many left in it
   * @param days members at each day's end
   */
  public record OfSegment(String name, long members, long entered, long left, List<OfDay> days) {
    public OfSegment {
      days = List.copyOf(days);
    }
  }

  /**
   * One goal: how often it was attained and missed in the range, and on each day that had any.
   *
   * @param attainedByDay how often on which day
   * @param missedByDay how often on which day
   */
  public record OfGoal(
      String name, long attained, long missed, List<OfDay> attainedByDay, List<OfDay> missedByDay) {
    public OfGoal {
      attainedByDay = List.copyOf(attainedByDay);
      missedByDay = List.copyOf(missedByDay);
    }
  }

  /**
   * The difference to the version that holds, rehearsed beside it.
   *
   * @param version the version that holds
   * @param rules what is written differently
   */
  public record Against(
      int version,
      List<MomentChange> moments,
      List<SegmentChange> segments,
      List<Difference> rules) {
    public Against {
      moments = List.copyOf(moments);
      segments = List.copyOf(segments);
      rules = List.copyOf(rules);
    }
  }

  /**
   * A moment kind under both.
   *
   * @param before how many the version that holds opens
   * @param after how many the rehearsed one does
   * @param same how many are the very same
   */
  public record MomentChange(String kind, long before, long after, long same) {}

  /**
   * A segment under both, at the end.
   *
   * @param joined who is in it only under the rehearsed one
   * @param gone who is in it only under the version that holds
   */
  public record SegmentChange(String name, long before, long after, long joined, long gone) {}
}
