package dev.attune.engine;

import dev.attune.customer.Content;
import dev.attune.customer.Effect;
import dev.attune.customer.Id;
import dev.attune.customer.Signal;
import dev.attune.engine.Points.Point;
import dev.attune.step.Customer;
import dev.attune.step.Moment;
import dev.attune.step.Sitting;
import dev.attune.step.Step;
import dev.attune.step.Succession;
import dev.attune.step.Summary;
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
  private final Bases bases;
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
    bases = timelines.bases();
    origins = new Origins(timelines);
  }

  /**
   * Folds {@code who} under the present version, up to and at {@code now}.
   *
   * @param records of everybody of whom {@code who} may have a part, as they stand
   */
  Folded of(Identity who, List<CustomerRecord> records, Instant now) {
    Step step = steps.get().current();
    Start start = new Start(step, bases.line(step), bases.of(who));
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
      for (Moment moment : carry(who, old, decided, start, record.limit())) {
        if (origins.isOf(who, moment.cause())) {
          carried.add(moment);
        }
      }
      limit = Math.max(limit, record.limit()); // most likely; their signals decide
    }
    carried.sort(ORDER);
    Run run = run(who, carried, limit, start);
    if (run.raised != limit) {
      run = run(who, carried, run.raised, start);
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

  /**
   * What a customer begins with.
   *
   * @param line from which effects are said
   * @param before what the signals meant that are removed, or null
   */
  private record Start(Step step, Instant line, @Nullable Summary before) {
    /** Behind which signals are heard, or null: from the first. */
    @Nullable Instant behind() {
      return before == null ? null : before.cut().minusMillis(1);
    }
  }

  private Run run(Identity who, List<Moment> carried, int limit, Start start) {
    Step step = start.step;
    Sitting sitting = step.begin(carried, limit, start.line, start.before);
    Hearing hearing = new Hearing(step, sitting, 0, pointSignals);
    int heard = start.before == null ? 0 : 1;
    int raised = Step.DEFAULT_LIMIT;
    raised = start.before == null ? raised : start.before.limitOr(raised);
    try (Merge timeline = timelines.of(who, start.behind())) {
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

  /** What a sitting opened before the line, as it stood then. */
  private List<Moment> carry(Identity who, Sitting old, Step decided, Start start, int limit) {
    Step step = start.step;
    boolean isForeign = decided.version() != step.version();
    Instant known = isForeign ? step.from() : old.line();
    List<Moment> carried =
        isForeign ? carry(who, old, decided, step, limit) : old.carry(known, id -> true);
    // If the horizon has moved on: what was open then may be closed and forgotten by now.
    return known.isBefore(start.line)
        ? stood(only(who, old.senders()), carried, step, new Span(known, start.line), limit)
        : carried;
  }

  /** What earlier versions opened before the line of {@code step}, as it stood then. */
  private List<Moment> carry(Identity who, Sitting old, Step decided, Step step, int limit) {
    List<Moment> carried =
        old.carry(step.from(), id -> true).stream()
            .filter(moment -> Succession.isRemembered(moment, decided, step))
            .toList();
    if (carried.isEmpty() || Hearing.isBefore(old, step.from())) {
      return carried;
    }
    // A sender's clock was ahead, and took them across the line: see how they stood at it.
    Span span = new Span(old.line(), step.from());
    Map<String, Moment> stood = new HashMap<>();
    stood(who, old.carry(old.line(), id -> true), decided, span, limit)
        .forEach(moment -> stood.put(moment.id(), moment));
    return carried.stream()
        .map(moment -> stood.getOrDefault(moment.id(), moment))
        .filter(moment -> Succession.isRemembered(moment, decided, step))
        .toList();
  }

  /** From one line to the next. */
  record Span(Instant from, Instant until) {}

  /**
   * Hears everything before the end of a span again, to see what was open at it.
   *
   * @param earlier what was open at its beginning
   */
  List<Moment> stood(Identity who, List<Moment> earlier, Step step, Span span, int limit) {
    if (!timelines.hasBefore(who, span.until)) {
      return List.of();
    }
    Start start = new Start(step, span.from, bases.of(who));
    Sitting again = step.begin(earlier, limit, span.from, start.before);
    try (Merge timeline = timelines.of(who, start.behind())) {
      StoredSignal next = timeline.next();
      while (next != null && next.occurredAt().isBefore(span.until)) {
        hear(signal -> hear(again, signal), next, step);
        next = timeline.next();
      }
    }
    again.reach(span.until.minusMillis(1));
    return again.carry(span.until, id -> true);
  }

  /** The part of somebody that goes by some ids: who had them before they were joined. */
  static Identity only(Identity who, List<Id> ids) {
    return new Identity(
        who.canonical(),
        who.members().stream().filter(member -> ids.contains(member.id())).toList());
  }

  static void hear(Sitting sitting, Signal signal) {
    if (sitting.inOrder(signal)) {
      sitting.hear(signal);
    }
  }

  static @Nullable Signal hear(Consumer<Signal> ear, StoredSignal stored, Step step) {
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
