package dev.attune.step;

import dev.attune.customer.Effect;
import dev.attune.playbook.Playbook;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what one input means for one customer, under one version of a playbook.
 *
 * <p>A step is a pure function. The same customer and input give the same decision on every host,
 * today and in a replay next year: it reads no clock, draws no random numbers and calls nothing
 * outside (INV-002). It is immutable and may be used by many threads.
 *
 * <p>In return the host promises, per customer: signals in the total order (what comes too late is
 * a re-fold from {@link #start}), each once, and a call at or after {@code nextDue}.
 */
public final class Step {
  /** Decides from the beginning of time: for a first version, adopted before anything was heard. */
  public static final Instant ALWAYS = Instant.ofEpochMilli(Long.MIN_VALUE);

  /** How many signals one window may count before the customer is set aside. */
  public static final int DEFAULT_LIMIT = 20_000;

  final Plan plan;

  private final Map<String, Instant> begun;

  /**
   * A step for one adopted version.
   *
   * @param from the adoption's instant: facts and segments see all history, effects and moments
   *     begin here
   */
  public Step(Playbook playbook, int version, Instant from) {
    this(playbook, version, from, Map.of());
  }

  /**
   * A step for one adopted version.
   *
   * @param begun since when segments are what they are, by name; those that are not named: always.
   *     Who was in one before then is in it since then
   */
  public Step(Playbook playbook, int version, Instant from, Map<String, Instant> begun) {
    this(new Plan(playbook, version, from.toEpochMilli(), false), begun);
  }

  private Step(Plan plan, Map<String, Instant> begun) {
    this.plan = plan;
    this.begun = Map.copyOf(begun);
  }

  /**
   * A step that decides the same, and tells in full only what opened a moment: all its other
   * effects are without evidence, and under one id. For hosts that count those and show none.
   */
  public Step brief() {
    return new Step(new Plan(plan.playbook, plan.version, plan.from, true), begun);
  }

  /** The playbook that decides. */
  public Playbook playbook() {
    return plan.playbook;
  }

  /** Its version. */
  public int version() {
    return plan.version;
  }

  /** The instant from which it decides. */
  public Instant from() {
    return Instant.ofEpochMilli(plan.from);
  }

  /** Since when a segment is what it is; {@link #ALWAYS}, or the instant of an adoption. */
  public Instant begun(String segment) {
    return begun.getOrDefault(segment, ALWAYS);
  }

  /** The top-level properties that any rule reads; no other matters to this step. */
  public Set<String> properties() {
    return plan.properties;
  }

  /**
   * Whether any rule names {@code event}, or may read signals of every event. A signal of another
   * one, that is not about the customer's traits, zone or moments and not their first, decides
   * nothing: a host may leave it out.
   */
  public boolean reads(String event) {
    return plan.reads(event);
  }

  /**
   * Whether it matters to any rule in which time zone a customer is. If not, a host may keep it
   * from the step.
   */
  public boolean readsZone() {
    return plan.readsZone();
  }

  /** A customer never heard from. */
  public Customer start() {
    return start(List.of(), DEFAULT_LIMIT);
  }

  /**
   * A customer to be folded from the beginning.
   *
   * @param carried moments that opened before {@link #from} under earlier versions: see {@link
   *     Sitting#carry}
   * @param limit how many signals one window may count before the customer is set aside
   */
  public Customer start(List<Moment> carried, int limit) {
    State state = new State(plan);
    state.limit = limit;
    state.carried = List.copyOf(carried);
    state.moments.set(carried);
    state.crossedLine = carried.isEmpty();
    return CustomerFormat.write(state);
  }

  /**
   * Begins with a customer of whom a part of the signals may be gone.
   *
   * @param line from which effects are said, where it is later than {@link #from}; {@code carried}
   *     are the moments of then
   * @param before what the signals meant that are gone: those heard from now on are at its cut or
   *     behind it; null if none is gone
   */
  public Sitting begin(List<Moment> carried, int limit, Instant line, @Nullable Summary before) {
    State state = new State(plan);
    state.limit = limit;
    state.from = Math.max(plan.from, line.toEpochMilli());
    state.carried = List.copyOf(carried);
    state.moments.set(carried);
    state.crossedLine = carried.isEmpty();
    Sitting sitting = new Sitting(this, state);
    if (before != null) {
      sitting.seed(before);
    }
    return sitting;
  }

  /**
   * Begins to sum up signals of one stretch of an id's timeline that are to be removed.
   *
   * @param before what those meant that were removed before, or null
   * @param cut signals before it are removed
   * @param limit how many different values a fact may remember
   */
  public Summing summing(@Nullable Summary before, Instant cut, int limit) {
    return new Summing(plan, before, cut, limit);
  }

  /**
   * The facts that are not complete, each with the instant from which on signals count in it.
   *
   * @param before what the signals meant that are gone, or null
   */
  public Map<String, Instant> completeFrom(@Nullable Summary before, Instant now) {
    return before == null ? Map.of() : Completeness.of(plan, before, now);
  }

  /**
   * Opens a customer for a run of inputs.
   *
   * @throws IllegalArgumentException if another version decided last
   */
  public Sitting open(Customer customer) {
    return new Sitting(this, CustomerFormat.read(customer, plan));
  }

  /**
   * Decides about one input.
   *
   * @throws IllegalArgumentException if another version decided last, or the signal is older than
   *     what was decided before
   */
  public Decision decide(Customer customer, Input input) {
    Sitting sitting = open(customer);
    switch (input) {
      case Input.Heard heard -> sitting.hear(heard.signal());
      case Input.Reached reached -> sitting.reach(reached.now());
    }
    List<Effect> effects = sitting.takeEffects();
    Optional<Instant> nextDue = sitting.nextDue();
    return new Decision(sitting.close(), effects, nextDue);
  }
}
