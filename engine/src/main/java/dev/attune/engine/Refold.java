package dev.attune.engine;

import dev.attune.customer.Effect;
import dev.attune.customer.Id;
import dev.attune.customer.Signal;
import dev.attune.step.Moment;
import dev.attune.step.Sitting;
import dev.attune.step.Step;
import dev.attune.wire.BinaryReader.DamagedBytes;
import dev.attune.wire.StoredSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Folds a customer anew, from the first signal of their timeline: the one answer to everything that
 * comes out of order (INV-004). Reads only, so that the fold and every reader use the same. Belongs
 * to the thread that made it.
 */
final class Refold {
  private static final Comparator<Moment> ORDER =
      Comparator.comparing(Moment::openedAt).thenComparing(Moment::id);

  private final Supplier<Steps> steps;
  private final Timelines timelines;

  Refold(Supplier<Steps> steps, Timelines timelines) {
    this.steps = steps;
    this.timelines = timelines;
  }

  /**
   * Folds {@code who} under the present version, up to and at {@code now}.
   *
   * @param records of everybody of whom {@code who} may have a part, as they stand
   */
  Folded of(Identity who, List<CustomerRecord> records, Instant now) {
    Step step = steps.get().current();
    Predicate<Id> owns = id -> who.members().stream().anyMatch(member -> member.id().equals(id));
    List<Effect> before = new ArrayList<>();
    List<Moment> carried = new ArrayList<>();
    int limit = Step.DEFAULT_LIMIT;
    for (CustomerRecord record : records) {
      int version = record.customer().version();
      Sitting old = steps.get().of(version).open(record.customer());
      if (version != step.version()) {
        old.reach(step.from().minusMillis(1));
        before.addAll(old.takeEffects());
      }
      carried.addAll(old.carry(step.from(), owns));
      limit = Math.max(limit, record.limit());
    }
    carried.sort(ORDER);
    Sitting sitting = step.open(step.start(carried, limit));
    int heard = 0;
    try (Merge timeline = timelines.of(who)) {
      for (StoredSignal next = timeline.next(); next != null; next = timeline.next()) {
        hear(sitting, next, step);
        heard++;
      }
    }
    sitting.reach(now);
    return new Folded(who, sitting, before, sitting.takeEffects(), heard);
  }

  private static void hear(Sitting sitting, StoredSignal stored, Step step) {
    try {
      Signal signal = stored.signal(step.properties());
      if (sitting.inOrder(signal)) {
        sitting.hear(signal);
      }
    } catch (DamagedBytes e) {
      // The fold counted it when it came; a signal nobody can read means nothing.
      assert e.getMessage() != null;
    }
  }
}
