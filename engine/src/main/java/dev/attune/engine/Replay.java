package dev.attune.engine;

import dev.attune.customer.Content;
import dev.attune.customer.Effect;
import dev.attune.customer.Id;
import dev.attune.customer.Kind;
import dev.attune.customer.Signal;
import dev.attune.step.Customer;
import dev.attune.step.Sitting;
import dev.attune.step.Step;
import dev.attune.step.Summary;
import dev.attune.wire.BinaryReader.DamagedBytes;
import dev.attune.wire.Skim;
import dev.attune.wire.StoredSignal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Plays what is recorded of customers to one or more steps, one customer after the other: a host of
 * the step that writes nothing (INV-003). What it says of a customer is settled at once, since it
 * hears them from their first signal on, in the total order.
 *
 * <p>Signals that no rule reads are passed over without being decoded. Belongs to one thread, and
 * reads one state of the store.
 */
final class Replay {
  private static final int CHECK_EVERY = 1 << 12;

  private final Source source;
  private final Timelines timelines;
  private final StoredLinks storedLinks;
  private final Links links;
  private final Skim skim = new Skim();
  private final List<Step> steps;
  private final List<Customer> beginnings;
  private final Set<String> properties;
  private final boolean readsZone;
  private final Span span;
  private final long until;
  private final BooleanSupplier stopped;
  private final Listener listener;
  private Id customer = Id.anonymous("nobody");
  private List<Sitting> sittings = List.of();
  private long signals;

  /** Is told what comes of it, one customer after the other. */
  interface Listener {
    /** A step decided something about the customer who is played. */
    void decided(Id customer, int step, Effect effect);

    /** The customer has heard everything, and time has reached the end. */
    void ended(Id customer, List<Sitting> sittings, long signals);
  }

  /**
   * Of what time.
   *
   * @param until signals behind it are not heard
   * @param end up to and at which time is played after the last signal
   */
  record Span(Instant until, Instant end) {
    /** Everything that is recorded, and then time up to {@code now}. */
    static Span upTo(Instant now) {
      return new Span(Instant.MAX, now);
    }
  }

  /** It was asked to stop. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    Stopped() {
      super("asked to stop", null, false, false);
    }
  }

  /**
   * Prepares.
   *
   * @param stopped asked now and then
   */
  Replay(Source source, List<Step> steps, Span span, BooleanSupplier stopped, Listener listener) {
    this.source = source;
    this.steps = List.copyOf(steps);
    this.span = span;
    until = span.until().equals(Instant.MAX) ? Long.MAX_VALUE : span.until().toEpochMilli();
    this.stopped = stopped;
    this.listener = listener;
    timelines = new Timelines(source);
    storedLinks = new StoredLinks(source, timelines);
    links = new Links(storedLinks);
    beginnings = steps.stream().map(Step::start).toList();
    properties = new TreeSet<>();
    steps.forEach(step -> properties.addAll(step.properties()));
    readsZone = steps.stream().anyMatch(Step::readsZone);
  }

  /**
   * Plays customers who follow each other.
   *
   * @throws Stopped if it was asked to
   */
  void play(List<Recorded> customers) {
    Id first = customers.getFirst().id();
    Id last = customers.getLast().id();
    try (Loners loners = new Loners(source, first, last);
        Tape tape = new Tape(source, first, last, skim)) {
      for (Recorded customer : customers) {
        checkStopped();
        play(customer, loners.isAlone(customer.id()), tape);
      }
    }
    storedLinks.reset(); // what was read of these is not asked for again
  }

  private void play(Recorded recorded, boolean alone, Tape tape) {
    signals = 0;
    customer = recorded.id();
    Identity known = alone ? Identity.alone(customer) : links.customer(customer);
    Summary before = timelines.bases().of(known);
    if (before != null) {
      int limit = recorded.limit() > 0 ? recorded.limit() : limit(known, before);
      sittings = begin(limit, before);
      count();
      for (int i = 0; i < steps.size(); i++) {
        tell(i);
      }
      playMerged(known, before.cut().minusMillis(1));
    } else if (alone && recorded.limit() > 0) {
      begin(recorded.limit());
      playAlone(customer, tape);
    } else {
      begin(recorded.limit() > 0 ? recorded.limit() : limit(known, null));
      playMerged(known, null);
    }
    if (signals == 0) {
      return;
    }
    for (int i = 0; i < steps.size(); i++) {
      sittings.get(i).reach(span.end());
      tell(i);
    }
    listener.ended(customer, sittings, signals);
  }

  private void begin(int limit) {
    sittings =
        limit == Step.DEFAULT_LIMIT
            ? open(beginnings)
            : open(steps.stream().map(step -> step.start(List.of(), limit)).toList());
  }

  /** Begins with what the signals meant that are removed. */
  private List<Sitting> begin(int limit, Summary before) {
    return steps.stream().map(step -> step.begin(List.of(), limit, Step.ALWAYS, before)).toList();
  }

  private List<Sitting> open(List<Customer> customers) {
    Sitting[] opened = new Sitting[steps.size()];
    for (int i = 0; i < opened.length; i++) {
      opened[i] = steps.get(i).open(customers.get(i));
    }
    return List.of(opened);
  }

  /** One id's timeline, as it lies there. */
  private void playAlone(Id id, Tape tape) {
    tape.begin(id);
    for (Skim next = tape.next(); next != null && next.at() <= until; next = tape.next()) {
      Skim tied = tape.tied();
      if (tied != null && !tied.hasPlainMessageId() && !next.hasPlainMessageId()) {
        // Their keys may not lie in the total order: merging sorts them.
        playMerged(links.customer(id), Instant.ofEpochMilli(next.at() - 1));
        return;
      }
      hear(next);
      if (tied != null && tied.isSameMessage(next)) {
        tape.next(); // two sources may use one message id at one place: the first is heard
      }
    }
  }

  /** Several stretches of timelines, behind {@code after} if that is given. */
  private void playMerged(Identity who, @Nullable Instant after) {
    StoredSignal last = null;
    try (Merge timeline = timelines.of(who, after)) {
      for (StoredSignal next = timeline.next(); next != null; next = timeline.next()) {
        if (next.occurredAt().isAfter(span.until())) {
          return;
        }
        if (last == null || !isSamePlace(last, next)) {
          count();
          hear(next);
        }
        last = next;
      }
    }
  }

  private static boolean isSamePlace(StoredSignal one, StoredSignal other) {
    return one.id().messageId().equals(other.id().messageId())
        && one.occurredAt().equals(other.occurredAt())
        && one.kind().rank() == other.kind().rank();
  }

  private void hear(Skim next) {
    boolean isFirst = signals == 0;
    count();
    boolean isSeenOrDone = next.isSeenOrDone();
    boolean isRead = isFirst || !isSeenOrDone || isRead(next.event());
    if (isSeenOrDone && readsZone && next.mayNameZone()) {
      hear(next.whole());
    } else if (isRead && isSeenOrDone && properties.isEmpty()) {
      hear(next.bare(), isFirst);
    } else if (isRead) {
      hear(next.whole());
    }
  }

  private boolean isRead(String event) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).reads(event)) {
        return true;
      }
    }
    return false;
  }

  private void hear(StoredSignal stored) {
    try {
      hear(stored.signal(properties), true);
    } catch (DamagedBytes e) {
      // The fold counted it when it came; a signal nobody can read means nothing.
      assert e.getMessage() != null;
    }
  }

  /**
   * Lets the steps hear it.
   *
   * @param byAll also those whose rules do not name its event
   */
  private void hear(Signal signal, boolean byAll) {
    for (int i = 0; i < steps.size(); i++) {
      Sitting sitting = sittings.get(i);
      if ((byAll || steps.get(i).reads(signal.event())) && sitting.inOrder(signal)) {
        sitting.hear(signal);
        tell(i);
      }
    }
  }

  private void tell(int step) {
    List<Effect> effects = sittings.get(step).takeEffects();
    for (int i = 0; i < effects.size(); i++) {
      listener.decided(customer, step, effects.get(i));
    }
  }

  private void count() {
    signals++;
    if (signals % CHECK_EVERY == 0) {
      checkStopped();
    }
  }

  private void checkStopped() {
    if (stopped.getAsBoolean()) {
      throw new Stopped();
    }
  }

  /** What their signals say, in the end, of how many one window may count. */
  private int limit(Identity who, @Nullable Summary before) {
    int limit = before == null ? Step.DEFAULT_LIMIT : before.limitOr(Step.DEFAULT_LIMIT);
    try (Merge timeline = timelines.of(who)) {
      for (StoredSignal next = timeline.next(); next != null; next = timeline.next()) {
        limit = raised(next, limit);
      }
    }
    return limit;
  }

  private static int raised(StoredSignal stored, int otherwise) {
    try {
      return stored.kind() == Kind.CORRECTED
              && stored.signal(Set.of()).content() instanceof Content.Raised raised
          ? raised.limit()
          : otherwise;
    } catch (DamagedBytes e) {
      return otherwise;
    }
  }
}
