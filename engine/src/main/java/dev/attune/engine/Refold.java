package dev.attune.engine;

import dev.attune.customer.Content;
import dev.attune.customer.Effect;
import dev.attune.customer.Signal;
import dev.attune.engine.Points.Point;
import dev.attune.step.Customer;
import dev.attune.step.Moment;
import dev.attune.step.Sitting;
import dev.attune.step.Step;
import dev.attune.step.Succession;
import dev.attune.wire.BinaryReader.DamagedBytes;
import dev.attune.wire.StoredSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
  private final Origins origins;
  private final int pointSignals;

  /**
   * One that leaves points.
   *
   * @param pointSignals how many signals lie between two points
   */
  Refold(Supplier<Steps> steps, Timelines timelines, int pointSignals) {
    this.steps = steps;
    this.pointSignals = pointSignals;
    this.timelines = timelines;
    origins = new Origins(timelines);
  }

  /**
   * Folds {@code who} under the present version, up to and at {@code now}.
   *
   * @param records of everybody of whom {@code who} may have a part, as they stand
   */
  Folded of(Identity who, List<CustomerRecord> records, Instant now) {
    Step step = steps.get().current();
    List<Effect> before = new ArrayList<>();
    List<Moment> carried = new ArrayList<>();
    int limit = Step.DEFAULT_LIMIT;
    for (CustomerRecord record : records) {
      Customer latest = steps.get().beforePresent(record.customer());
      int version = latest.version();
      Step decided = steps.get().of(version);
      Sitting old = decided.open(latest);
      if (version != step.version()) {
        old.reach(step.from().minusMillis(1));
        before.addAll(old.takeEffects());
      }
      for (Moment moment : carry(who, old, decided, step, record.limit())) {
        boolean remembered =
            version == step.version() || Succession.isRemembered(moment, decided, step);
        if (remembered && origins.isOf(who, moment.cause())) {
          carried.add(moment);
        }
      }
      limit = Math.max(limit, record.limit()); // most likely; their signals decide
    }
    carried.sort(ORDER);
    Run run = run(who, carried, limit, step);
    if (run.raised != limit) {
      run = run(who, carried, run.raised, step);
    }
    run.hearing.reach(now);
    return new Folded(who, run.hearing, before, run.hearing.takeEffects(), run.heard, run.raised);
  }

  /** Folds {@code who} from a point on: under the same version, and the limit of the point. */
  Folded from(Point point, Identity who, int limit, Instant now) {
    Step step = steps.get().current();
    Hearing hearing = new Hearing(step, point.customer(), 0, pointSignals);
    int heard = 1; // or there were no point
    try (Merge timeline = timelines.of(who, point.at())) {
      for (StoredSignal next = timeline.next(); next != null; next = timeline.next()) {
        hear(hearing::hear, next, step);
        heard++;
      }
    }
    hearing.reach(now);
    return new Folded(who, hearing, List.of(), hearing.takeEffects(), heard, limit);
  }

  /**
   * A customer after all their signals.
   *
   * @param raised the limit that their signals say, in the end: it holds from the first one on
   */
  private record Run(Hearing hearing, int heard, int raised) {}

  private Run run(Identity who, List<Moment> carried, int limit, Step step) {
    Hearing hearing = new Hearing(step, step.start(carried, limit), 0, pointSignals);
    int heard = 0;
    int raised = Step.DEFAULT_LIMIT;
    try (Merge timeline = timelines.of(who)) {
      for (StoredSignal next = timeline.next(); next != null; next = timeline.next()) {
        Signal signal = hear(hearing::hear, next, step);
        if (signal != null && signal.content() instanceof Content.Raised word) {
          raised = word.limit();
        }
        heard++;
      }
    }
    return new Run(hearing, heard, raised);
  }

  /** What a sitting opened before the line of {@code step}, as it stood then. */
  private List<Moment> carry(Identity who, Sitting old, Step decided, Step step, int limit) {
    List<Moment> carried = old.carry(step.from(), id -> true);
    if (carried.isEmpty()
        || decided.version() == step.version()
        || Hearing.isBefore(old, step.from())) {
      return carried;
    }
    // A sender's clock was ahead, and took them across the line: see how they stood at it.
    List<Moment> earlier = old.carry(decided.from(), id -> true);
    Sitting again = decided.open(decided.start(earlier, limit));
    try (Merge timeline = timelines.of(who)) {
      StoredSignal next = timeline.next();
      while (next != null && next.occurredAt().isBefore(step.from())) {
        hear(signal -> hear(again, signal), next, decided);
        next = timeline.next();
      }
    }
    again.reach(step.from().minusMillis(1));
    Map<String, Moment> stood = new HashMap<>();
    again.carry(step.from(), id -> true).forEach(moment -> stood.put(moment.id(), moment));
    return carried.stream().map(moment -> stood.getOrDefault(moment.id(), moment)).toList();
  }

  private static void hear(Sitting sitting, Signal signal) {
    if (sitting.inOrder(signal)) {
      sitting.hear(signal);
    }
  }

  private static @Nullable Signal hear(Consumer<Signal> ear, StoredSignal stored, Step step) {
    try {
      Signal signal = stored.signal(step.properties());
      ear.accept(signal); // two sources may use one message id at one place: the first is heard
      return signal;
    } catch (DamagedBytes e) {
      // The fold counted it when it came; a signal nobody can read means nothing.
      assert e.getMessage() != null;
      return null;
    }
  }
}
