package dev.attune.testkit;

import static java.util.Objects.requireNonNull;

import dev.attune.customer.Change;
import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Effect;
import dev.attune.customer.Origin;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import dev.attune.playbook.Playbook;
import dev.attune.step.Customer;
import dev.attune.step.Decision;
import dev.attune.step.Input;
import dev.attune.step.Sitting;
import dev.attune.step.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One customer's story, played against a step: things happen, time passes, and the test says what
 * is to come of it.
 *
 * <p>Time moves only when told to, and stops at every instant the step asked for on the way. Every
 * decision is made twice and must come out the same, so an impure step fails every story. An effect
 * that no expectation named fails the next one: what is not expected must not happen.
 */
public final class Story {
  private final Step step;
  private Customer customer;
  private Instant now;
  private Origin origin = Origin.SERVER;
  private @Nullable Instant nextDue;
  private final List<Effect> unseen = new ArrayList<>();
  private int signals;
  private @Nullable String lastMoment;

  private Story(Playbook playbook, Instant start) {
    step = new Step(playbook, 1, Step.ALWAYS);
    customer = step.start();
    now = start;
  }

  /** A story that begins at {@code start}, told in ISO 8601. */
  public static Story of(Playbook playbook, String start) {
    return new Story(playbook, Instant.parse(start));
  }

  /** From now on signals come from a source anyone can write to. */
  public Story hearsay() {
    origin = Origin.BROWSER;
    return this;
  }

  /** Time passes. */
  public Story after(Duration length) {
    return at(now.plus(length));
  }

  /** Time passes until an instant in ISO 8601. */
  public Story at(String instant) {
    return at(Instant.parse(instant));
  }

  /** A named event happens, with alternating names and values of properties. */
  public Story happens(String event, Object... properties) {
    return says(new Content.Track(event, Data.of(properties)));
  }

  /** Traits are stated. */
  public Story identify(Object... traits) {
    return says(new Content.Identify(Data.of(traits)));
  }

  /** Any signal happens. */
  public Story says(Content content) {
    SignalId id = new SignalId("story", "signal-%05d".formatted(signals++));
    decide(new Input.Heard(new Signal(id, origin, "ana", null, now, Data.EMPTY, content)));
    return this;
  }

  /** A person does something with the moment that opened last. */
  public Story handled(Content.Handled.Act act) {
    String moment = requireNonNull(lastMoment, "no moment has opened yet");
    return says(new Content.Handled(moment, act, "ana@desk.example", null));
  }

  /** A moment opened, just now. */
  public Story opens(String rule) {
    lastMoment = expect(new Change.Opened(rule)).id();
    return this;
  }

  /** The open moment has a further trigger. */
  public Story renews(String rule) {
    expect(new Change.Renewed(rule, requireNonNull(lastMoment)));
    return this;
  }

  /** The moment that opened last closed. */
  public Story closes(String rule, Change.Ending ending) {
    expect(new Change.Closed(rule, requireNonNull(lastMoment), ending));
    return this;
  }

  /** The customer entered a segment. */
  public Story enters(String segment) {
    expect(new Change.Entered(segment));
    return this;
  }

  /** The customer left a segment. */
  public Story leaves(String segment) {
    expect(new Change.Left(segment));
    return this;
  }

  /** Some other change came to be. */
  public Story becomes(Change change) {
    expect(change);
    return this;
  }

  /** Nothing further came to be. */
  public Story nothingElse() {
    if (!unseen.isEmpty()) {
      throw new AssertionError("expected nothing further, but there is " + unseen);
    }
    return this;
  }

  /** A fact has a value now; null for none. */
  public Story knows(String fact, @Nullable Object value) {
    Object found = read().facts(now).get(fact);
    if (found == null ? value != null : !found.equals(value)) {
      throw new AssertionError("expected " + fact + " = " + value + " at " + now + ": " + found);
    }
    return this;
  }

  /** The customer, opened for questions at the present instant. */
  public Sitting read() {
    return step.open(customer);
  }

  /** The present instant. */
  public Instant now() {
    return now;
  }

  private Story at(Instant instant) {
    if (instant.isBefore(now)) {
      throw new IllegalArgumentException("a story does not go back: " + now + " to " + instant);
    }
    while (nextDue != null && !nextDue.isAfter(instant)) {
      now = nextDue;
      decide(new Input.Reached(now));
    }
    now = instant;
    return this;
  }

  private void decide(Input input) {
    Decision decision = step.decide(customer, input);
    if (!decision.equals(step.decide(customer, input))) {
      throw new AssertionError("decided twice, and not the same: " + input);
    }
    customer = decision.customer();
    nextDue = decision.nextDue().orElse(null);
    unseen.addAll(decision.effects());
  }

  private Effect expect(Change change) {
    Optional<Effect> found =
        unseen.stream().filter(effect -> effect.change().equals(change)).findFirst();
    if (found.isEmpty()) {
      throw new AssertionError("expected " + change + ", but there is " + unseen);
    }
    unseen.remove(found.get());
    return found.get();
  }
}
