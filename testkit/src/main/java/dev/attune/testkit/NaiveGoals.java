package dev.attune.testkit;

import dev.attune.customer.Cause;
import dev.attune.customer.Change;
import dev.attune.customer.Signal;
import dev.attune.playbook.Fact;
import dev.attune.playbook.Goal;
import dev.attune.step.GoalStanding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Goals by their definition: play every signal heard so far from the first one. */
final class NaiveGoals {
  private final List<Signal> heard;

  NaiveGoals(List<Signal> heard) {
    this.heard = heard;
  }

  /**
   * How one instance ended.
   *
   * @param by the signal that ended it, or null if its time was over
   */
  record End(Signal start, Instant at, boolean attained, @Nullable Signal by) {
    /** The signal that an entry about the end names. */
    Signal sender() {
      return by == null ? start : by;
    }

    Cause cause() {
      return by == null
          ? new Cause.ByTime(at, start.address())
          : new Cause.BySignal(by.id(), by.address());
    }
  }

  /** What a goal came to. */
  record Played(List<End> ended, List<Signal> open) {}

  /** What a goal has come to at {@code now}, everything at {@code now} included. */
  Played at(Goal goal, Instant now) {
    List<Signal> open = new ArrayList<>();
    List<End> ended = new ArrayList<>();
    for (Signal signal : heard) {
      boolean hasPart = goal.per() == null || NaiveKeys.of(signal, goal.per()) != null;
      if (!hasPart || signal.occurredAt().isAfter(now)) {
        continue;
      }
      runOut(goal, signal.occurredAt(), open, ended);
      if (signal.event().equals(goal.attained())) {
        Signal start =
            open.stream()
                .filter(s -> Objects.equals(key(goal, s), key(goal, signal)))
                .findFirst()
                .orElse(null);
        if (start != null) {
          boolean attained =
              goal.where() == null || goal.where().test(new OnlySignal(signal)).holds();
          open.remove(start);
          ended.add(new End(start, signal.occurredAt(), attained, signal));
        }
      }
      if (signal.event().equals(goal.starts())) {
        open.add(signal);
      }
    }
    runOut(goal, now, open, ended);
    return new Played(ended, open);
  }

  /** The ends that a fact counts at {@code now}, in order. */
  List<End> counted(Goal goal, Fact fact, Instant now) {
    return at(goal, now).ended().stream()
        .filter(end -> fact.within() == null || now.isBefore(end.at().plus(fact.within())))
        .filter(end -> isRead(fact, end))
        .toList();
  }

  @Nullable Object value(Goal goal, Fact fact, Instant now) {
    if (fact.kind() == Fact.Kind.OPEN) {
      return (long) at(goal, now).open().size();
    }
    List<End> counted = counted(goal, fact, now);
    if (fact.kind() == Fact.Kind.RATE) {
      long attained = counted.stream().filter(End::attained).count();
      return counted.isEmpty() ? null : (Object) ((double) attained / counted.size());
    }
    return (long) counted.size();
  }

  static boolean isRead(Fact fact, End end) {
    return switch (fact.kind()) {
      case ATTAINED -> end.attained();
      case MISSED -> !end.attained();
      default -> fact.kind() == Fact.Kind.RATE;
    };
  }

  /** The changes that instances ending at {@code now} are: by time, or by {@code by}. */
  List<Recount.Standing> changes(Goal goal, Instant now, @Nullable Signal by) {
    List<Recount.Standing> changes = new ArrayList<>();
    for (End end : at(goal, now).ended()) {
      if (end.at().equals(now) && Objects.equals(end.by(), by)) {
        String key = key(goal, end.start());
        Instant started = end.start().occurredAt();
        int twin = 0;
        Change change =
            end.attained()
                ? new Change.Attained(goal.name(), key, started)
                : new Change.Missed(goal.name(), key, started, twin);
        while (changes.contains(new Recount.Standing(end.cause(), change))) {
          change = new Change.Missed(goal.name(), key, started, ++twin);
        }
        changes.add(new Recount.Standing(end.cause(), change));
      }
    }
    return changes;
  }

  GoalStanding standing(Goal goal, Instant now) {
    Played played = at(goal, now);
    long attained = played.ended().stream().filter(End::attained).count();
    List<GoalStanding.Open> oldest =
        played.open().stream()
            .limit(GoalStanding.MOST)
            .map(start ->
                new GoalStanding.Open(
                    key(goal, start), start.occurredAt(), start.occurredAt().plus(goal.within())))
            .toList();
    return new GoalStanding(
        goal.name(), attained, played.ended().size() - attained, played.open().size(), oldest);
  }

  private static void runOut(Goal goal, Instant now, List<Signal> open, List<End> ended) {
    while (!open.isEmpty() && !open.getFirst().occurredAt().plus(goal.within()).isAfter(now)) {
      Signal start = open.removeFirst();
      ended.add(new End(start, start.occurredAt().plus(goal.within()), false, null));
    }
  }

  private static @Nullable String key(Goal goal, Signal signal) {
    return goal.per() == null ? null : NaiveKeys.of(signal, goal.per());
  }
}
