package dev.attune.engine;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Effect;
import dev.attune.customer.Origin;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import dev.attune.engine.Points.Point;
import dev.attune.step.Customer;
import dev.attune.step.Sitting;
import dev.attune.step.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A customer who hears signals in order, and leaves a {@link Points point} now and then. Belongs to
 * one thread; single use.
 */
final class Hearing {
  private static final SignalId LAST = new SignalId("-", "\uffff");

  private final Step step;
  private final int every;
  private final List<Effect> effects = new ArrayList<>();
  private final List<Point> points = new ArrayList<>();
  private Sitting sitting;
  private int since;

  /**
   * Opens a customer.
   *
   * @param since how many signals were heard since their last point
   * @param every how many lie between two points
   */
  Hearing(Step step, Customer customer, int since, int every) {
    this(step, step.open(customer), since, every);
  }

  /** Takes a customer who is open. */
  Hearing(Step step, Sitting sitting, int since, int every) {
    this.step = step;
    this.every = every;
    this.since = since;
    this.sitting = sitting;
  }

  /** Hears a signal; false if it comes too late for the customer, and nothing changed. */
  boolean hear(Signal signal) {
    if (!sitting.inOrder(signal)) {
      return false;
    }
    if (since >= every
        && sitting.isWhole(signal.occurredAt())
        && isBefore(sitting, signal.occurredAt())) {
      point(signal.occurredAt().minusMillis(1));
    }
    sitting.hear(signal);
    since++;
    return true;
  }

  /** Hears signals one after the other; false at the first that comes too late. */
  boolean hearAll(List<Signal> signals) {
    for (Signal signal : signals) {
      if (!hear(signal)) {
        return false;
      }
    }
    return true;
  }

  private void point(Instant at) {
    sitting.reach(at);
    effects.addAll(sitting.takeEffects());
    Customer customer = sitting.close();
    points.add(new Point(at, customer));
    sitting = step.open(customer);
    since = 0;
  }

  void reach(Instant now) {
    sitting.reach(now);
  }

  /** Everything decided, in order. */
  List<Effect> takeEffects() {
    if (effects.isEmpty()) {
      return sitting.takeEffects();
    }
    effects.addAll(sitting.takeEffects());
    List<Effect> taken = List.copyOf(effects);
    effects.clear();
    return taken;
  }

  /** The customer as they stand. */
  Sitting sitting() {
    return sitting;
  }

  /** Points since it was opened. */
  List<Point> points() {
    return points;
  }

  /** How many signals were heard since the last point. */
  int since() {
    return since;
  }

  /** Whether a sitting has decided about nothing at or behind {@code instant}. */
  static boolean isBefore(Sitting sitting, Instant instant) {
    Content reading = new Content.Understood(LAST, OptionalDouble.empty(), Data.EMPTY);
    Instant at = instant.minusMillis(1);
    return sitting.inOrder(new Signal(LAST, Origin.SERVER, "-", null, at, Data.EMPTY, reading));
  }
}
