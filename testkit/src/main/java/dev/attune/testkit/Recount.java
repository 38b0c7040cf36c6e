package dev.attune.testkit;

import dev.attune.customer.Cause;
import dev.attune.customer.Change;
import dev.attune.customer.Signal;
import dev.attune.playbook.Fact;
import dev.attune.playbook.Goal;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.MomentRule.Trigger;
import dev.attune.playbook.Playbook;
import dev.attune.step.GoalStanding;
import dev.attune.step.Moment;
import dev.attune.step.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What must stand for one customer, by counting everything anew.
 *
 * <p>It walks over every instant at which anything could change, and one millisecond before and
 * after each; at each it scans all signals heard so far and tries every condition. It shares
 * nothing with the step but the playbook's conditions and the names of things.
 */
public final class Recount {
  private final Playbook playbook;
  private final int version;
  private final Instant from;

  /** An oracle for one adopted version; see {@link dev.attune.step.Step}. */
  public Recount(Playbook playbook, int version, Instant from) {
    this.playbook = playbook;
    this.version = version;
    this.from = from;
  }

  /** Something that stands: an effect without its evidence. */
  public record Standing(Cause cause, Change change) {}

  /**
   * All that stands at an instant.
   *
   * @param said effects in the order in which they came to be
   * @param facts by name, null where there is no value
   * @param goals how each goal stands, in the playbook's order
   * @param segments the names of those they are in
   * @param moments open ones, and closed ones
   */
  public record Outcome(
      List<Standing> said,
      Map<String, @Nullable Object> facts,
      List<GoalStanding> goals,
      List<String> segments,
      List<Moment> moments) {}

  /** What stands at {@code now} after {@code signals}, in whatever order they are given. */
  public Outcome of(List<Signal> signals, Instant now) {
    return of(signals, List.of(), now);
  }

  /** The same, where earlier versions had opened {@code carried} before this version's line. */
  public Outcome of(List<Signal> signals, List<Moment> carried, Instant now) {
    List<Signal> ordered = signals.stream().sorted().toList();
    RecountedCustomer customer = new RecountedCustomer(playbook, version, from, carried);
    NavigableSet<Instant> instants = instants(ordered);
    int next = 0;
    Instant last = Instant.MIN;
    while (true) {
      Instant instant = earliest(instants.higher(last), customer.nextExpiry(last));
      if (instant == null || instant.isAfter(now)) {
        break;
      }
      customer.pass(instant);
      while (next < ordered.size() && ordered.get(next).occurredAt().equals(instant)) {
        customer.hear(ordered.get(next++));
      }
      last = instant;
    }
    if (last.isBefore(now)) {
      customer.pass(now);
    }
    return customer.outcome(now);
  }

  /** Every instant at which anything could change, expiries apart, and its neighbours. */
  private NavigableSet<Instant> instants(List<Signal> signals) {
    NavigableSet<Instant> instants = new TreeSet<>();
    if (!from.equals(Step.ALWAYS)) {
      instants.add(from);
    }
    for (Signal signal : signals) {
      Instant at = signal.occurredAt();
      withNeighbours(at, instants);
      edges(at, instants);
      for (MomentRule rule : playbook.moments()) {
        if (rule.trigger() instanceof Trigger.Silence silence) {
          withNeighbours(at.plus(silence.length()), instants);
        }
      }
    }
    NaiveDates.edges(playbook, signals).forEach(edge -> withNeighbours(edge, instants));
    return instants;
  }

  private void edges(Instant at, NavigableSet<Instant> instants) {
    NaiveStreaks streaks = new NaiveStreaks(playbook.zone());
    for (Fact fact : playbook.facts()) {
      if (fact.kind() == Fact.Kind.STREAK) {
        streaks.edges(fact, at).forEach(edge -> withNeighbours(edge, instants));
      }
      if (fact.within() == null) {
        continue;
      }
      withNeighbours(at.plus(fact.within()), instants);
      withNeighbours(at.plus(fact.within()).plus(fact.within()), instants);
      for (Goal goal : playbook.goals()) {
        withNeighbours(at.plus(goal.within()).plus(fact.within()), instants);
      }
    }
    playbook.goals().forEach(goal -> withNeighbours(at.plus(goal.within()), instants));
  }

  private static void withNeighbours(Instant instant, NavigableSet<Instant> into) {
    into.add(instant.minusMillis(1));
    into.add(instant);
    into.add(instant.plusMillis(1));
  }

  private static @Nullable Instant earliest(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }
}
