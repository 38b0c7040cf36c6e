package dev.attune.engine;

import dev.attune.customer.Id;
import dev.attune.customer.Kind;
import dev.attune.engine.Bases.Base;
import dev.attune.step.Moment;
import dev.attune.step.Sitting;
import dev.attune.step.Standing;
import dev.attune.step.Step;
import dev.attune.step.Summary;
import dev.attune.step.Summing;
import dev.attune.wire.BinaryReader.DamagedBytes;
import dev.attune.wire.StoredSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings one customer to the {@link Horizon}: what their signals before the cut meant is written
 * under each id, the signals are removed, and their moments of the line are what they begin with
 * from now on. What they are now does not change. Belongs to the fold; one commit.
 */
final class Removal {
  /** So many keys are deleted one by one; more are deleted as a range. */
  private static final int FEW = 16;

  private final Timelines timelines;
  private final Bases bases;
  private final Step step;
  private final Horizon horizon;
  private final Commit commit;

  Removal(Timelines timelines, Step step, Horizon horizon, Commit commit) {
    this.timelines = timelines;
    bases = timelines.bases();
    this.step = step;
    this.horizon = horizon;
    this.commit = commit;
  }

  /**
   * Removes what is older, if anything is.
   *
   * @param now the customer as they stand
   * @return the moments of the line, or null if nothing was removed
   */
  @Nullable List<Moment> of(Identity who, Sitting now, int limit) {
    Summary before = bases.of(who);
    if (!hasOlder(who, before)) {
      return null;
    }
    Sitting again = step.begin(now.carry(now.line(), id -> true), limit, now.line(), before);
    Standing standing;
    try (Merge timeline = timelines.of(who, behind(before))) {
      StoredSignal next = hearUntil(horizon.cut(), timeline, timeline.next(), again);
      again.reach(horizon.cut().minusMillis(1));
      standing = again.standing();
      hearUntil(horizon.line(), timeline, next, again);
      again.reach(horizon.line().minusMillis(1));
    }
    standing.see(again, horizon.line());
    List<Stretch> stretches = stretches(who, before, limit);
    standing.putInto(stretches.stream().map(Stretch::summary).toList(), before);
    stretches.forEach(this::write);
    return again.carry(horizon.line(), id -> true);
  }

  Horizon horizon() {
    return horizon;
  }

  /** Whether anything of a customer is to be removed. */
  boolean hasOlder(Identity who) {
    return hasOlder(who, bases.of(who));
  }

  private boolean hasOlder(Identity who, @Nullable Summary before) {
    try (Merge timeline = timelines.of(who, behind(before))) {
      for (StoredSignal next = timeline.next(); next != null; next = timeline.next()) {
        if (!next.occurredAt().isBefore(horizon.cut())) {
          return false;
        }
        if (!isKept(next)) {
          return true;
        }
      }
    }
    return false;
  }

  /** What a customer allowed is never removed: somebody may have to show it. */
  private static boolean isKept(StoredSignal signal) {
    return signal.kind() == Kind.CONSENT;
  }

  private static @Nullable Instant behind(@Nullable Summary before) {
    return before == null ? null : before.cut().minusMillis(1);
  }

  /** Returns the first signal that is not before {@code until}. */
  private @Nullable StoredSignal hearUntil(
      Instant until, Merge timeline, @Nullable StoredSignal first, Sitting sitting) {
    StoredSignal next = first;
    while (next != null && next.occurredAt().isBefore(until)) {
      Refold.hear(signal -> Refold.hear(sitting, signal), next, step);
      sitting.takeEffects(); // they were said when they came true
      next = timeline.next();
    }
    return next;
  }

  /** A stretch of an id's timeline of which something is or was removed. */
  private record Stretch(
      Id id, List<Base> were, Summary summary, Place place, Map<String, Place> sightings) {}

  private List<Stretch> stretches(Identity who, @Nullable Summary before, int limit) {
    List<Stretch> stretches = new ArrayList<>();
    for (Identity.Member member : who.members()) {
      for (Interval interval : member.intervals()) {
        Stretch stretch = stretch(member.id(), interval, behind(before), limit);
        if (stretch != null) {
          stretches.add(stretch);
        }
      }
    }
    return stretches;
  }

  private @Nullable Stretch stretch(Id id, Interval interval, @Nullable Instant behind, int limit) {
    List<Base> were = bases.of(id, interval);
    Summary before =
        were.isEmpty() ? null : Summary.join(were.stream().map(Base::summary).toList());
    Summing summing = step.summing(before, horizon.cut(), Math.max(limit, Step.DEFAULT_LIMIT));
    Map<String, Place> sightings = new TreeMap<>();
    were.forEach(base -> sightings.putAll(base.sightings()));
    Place last = were.isEmpty() ? null : were.getLast().place();
    List<byte[]> keys = new ArrayList<>();
    boolean all = interval.equals(Interval.WHOLE);
    Identity alone = new Identity(id, List.of(new Identity.Member(id, List.of(interval))));
    try (Merge timeline = timelines.of(alone, behind)) {
      StoredSignal next = timeline.next();
      while (next != null && next.occurredAt().isBefore(horizon.cut())) {
        hear(summing, next);
        sight(next, sightings);
        last = Timelines.place(next);
        all &= !isKept(next);
        if (!isKept(next)) {
          keys.add(Timelines.key(next));
        }
        next = timeline.next();
      }
    }
    delete(id, keys, all);
    Summary summary = summing.summary().orElse(null);
    return summary == null || last == null ? null : new Stretch(id, were, summary, last, sightings);
  }

  private void hear(Summing summing, StoredSignal stored) {
    try {
      summing.hear(stored.signal(step.properties()));
    } catch (DamagedBytes e) {
      // The fold counted it when it came; a signal nobody can read means nothing.
      assert e.getMessage() != null;
    }
  }

  private static void sight(StoredSignal signal, Map<String, Place> sightings) {
    String device = Timelines.sighted(signal);
    if (device != null) {
      sightings.put(device, Timelines.place(signal));
    }
  }

  private void delete(Id id, List<byte[]> keys, boolean all) {
    if (all && keys.size() > FEW) {
      commit.deleteRange(
          Family.TIMELINES, Timelines.prefix(id), Timelines.bound(id, horizon.cut()));
      return;
    }
    keys.forEach(key -> commit.delete(Family.TIMELINES, key));
  }

  private void write(Stretch stretch) {
    Base base = new Base(stretch.place(), stretch.summary(), stretch.sightings());
    bases.replace(commit, stretch.id(), stretch.were(), base);
  }
}
