package dev.attune.simulator;

import dev.attune.customer.Data;
import dev.attune.simulator.Truth.Evidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A plan in the making: phases, planned acts and their truth. Not thread-safe; one use.
 *
 * <p>Whatever draws from {@link #chance} does so in one fixed order, so that a customer's plan
 * depends on nothing but the seed, their number and the span.
 */
final class Draft {
  private static final int PRAISE = 5;

  final Span span;
  final Person person;
  final Profile profile;
  final Hand hand;
  final Chance chance;
  final Rides rides;
  final Acts acts = new Acts();
  final List<Phase> phases = new ArrayList<>();
  final List<Troubles.Contact> contacts = new ArrayList<>();

  /** The first day of theirs that the history tells of. */
  final int start;

  /** The day after which they are hardly heard of any more. */
  int leaves = Integer.MAX_VALUE;

  /** What they pay by. */
  String plan = Passes.WITHOUT;

  /** The riding community they belong to. */
  @Nullable String community;

  /** The last day of their warranty; 0 without one. There is at most one in a history. */
  int warrantyEnds;

  /** What it is for. */
  String warranted = "";

  boolean warrantyClaimed;

  /** Whether the shop first knew them as a guest. */
  boolean guest;

  private final Ledger ledger;

  Draft(Span span, Person person, Chance chance) {
    this.span = span;
    this.person = person;
    this.chance = chance;
    profile = Profile.of(span.seed(), person);
    hand = person.hand(profile.language());
    rides = new Rides(span.almanac());
    start = Math.max(person.joined(), span.first());
    ledger = new Ledger(span);
  }

  /** A day between two places of the time they are with us, 0 for its start and 1 for its end. */
  int day(double low, double high) {
    return start + (int) ((span.last() - start) * chance.between(low, high));
  }

  /** An instant on a day where they live, between two hours of that day. */
  long at(int day, int fromHour, int toHour) {
    City city = phase(day).home().city();
    return span.almanac().start(city, day)
        + (long) (chance.between((double) fromHour, toHour) * Almanac.HOUR);
  }

  /** How many years of theirs the history tells of. */
  double years() {
    return Math.max(0, span.last() - start) / 365.0;
  }

  /** The phase of a day; before the first, the first. */
  Phase phase(int day) {
    Phase current = phases.getFirst();
    for (Phase phase : phases) {
      if (phase.from() <= day) {
        current = phase;
      }
    }
    return current;
  }

  /** Begins a phase; later ones that were drafted before no longer come. */
  void begin(Phase phase) {
    phases.removeIf(other -> other.from() >= phase.from());
    phases.add(phase);
  }

  /** Falls silent from a day on. */
  void leave(int day) {
    begin(phase(day).from(day).silent());
    leaves = Math.min(leaves, day);
  }

  /** A ride that is planned, so many minutes late. */
  Rides.Told ride(Phase phase, long at, int late) {
    return rides.ride(acts, phase, new Rides.Trip(at, late, false), chance);
  }

  void happened(String kind, long at) {
    ledger.happened(kind, at, Optional.empty());
  }

  /** It changes why they are with us. */
  void happened(String kind, long at, Why why) {
    ledger.happened(kind, at, Optional.of(why));
  }

  void planted(Plant plant, long at, String about, int act) {
    planted(plant, at, about, List.of(act));
  }

  /** Acts show it, by their order. */
  void planted(Plant plant, long at, String about, List<Integer> acts) {
    planted(plant, at, about, new Evidence.Sent(acts.stream().map(this::messageId).toList()));
  }

  void planted(Plant plant, long at, String about, Evidence evidence) {
    ledger.planted(plant, at, about, evidence);
  }

  /** Some of them put it in words, in one way or another. */
  void maybeSay(double probability, long at, String theme) {
    if (chance.happens(probability)) {
      say(at, theme, Words.channel(chance));
    }
  }

  /** They put something in words. Returns the act's order. */
  int say(long at, String theme, String channel) {
    Words.Saying saying = Words.say(theme, hand, chance);
    String about = channel.equals("survey") ? "ride" : null;
    int order = acts.say(at, saying.text(), saying.rating(), channel, about);
    said(at, order, saying);
    if (saying.rating() == 1) {
      planted(Plant.UNHAPPY_WORDS, at, saying.family().meaning().theme(), order);
    }
    if (saying.rating() >= PRAISE) {
      ledger.praised(at, messageId(order));
    }
    return order;
  }

  /** An act has words. */
  void said(long at, int order, Words.Saying saying) {
    ledger.said(messageId(order), at, saying);
  }

  /** The backend states what they pay by. */
  void pays(long at, String by) {
    plan = by;
    acts.identify(at, Sender.BACKEND, Data.of("plan", by));
  }

  private String messageId(int order) {
    return MessageWriter.messageId(span.seed(), person.index(), Plan.PLANNED, order);
  }

  Plan done() {
    List<Act> sorted = new ArrayList<>(acts.all());
    sorted.removeIf(act -> !span.has(act.at()));
    sorted.sort(Comparator.comparingLong(Act::at).thenComparingInt(Act::order));
    phases.sort(Comparator.comparingInt(Phase::from));
    return new Plan(person, phases, sorted, this::truth, standing());
  }

  private Plan.Standing standing() {
    boolean open = warrantyEnds != 0 && !warrantyClaimed;
    Optional<String> unsolved = Troubles.unsolved(this);
    return new Plan.Standing(plan, open ? warrantyEnds : 0, warranted, unsolved);
  }

  private Truth truth() {
    long joined = span.almanac().start(person.city(), person.joined()) + 12 * Almanac.HOUR;
    return new Truth(
        person.userId(),
        guest ? Optional.of(person.guestId()) : Optional.empty(),
        person.anonymousIds(),
        person.life().word(),
        person.life().why(),
        person.city().title(),
        Instant.ofEpochMilli(joined),
        Optional.ofNullable(community),
        ledger.events(),
        ledger.planted(),
        ledger.said());
  }
}
