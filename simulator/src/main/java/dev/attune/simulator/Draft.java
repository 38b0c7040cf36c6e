package dev.attune.simulator;

import dev.attune.customer.Data;
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
  final Span span;
  final Person person;
  final Profile profile;
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

  private final List<Truth.Event> events = new ArrayList<>();
  private final List<Truth.Planted> planted = new ArrayList<>();
  private final List<Truth.Said> said = new ArrayList<>();

  Draft(Span span, Person person, Chance chance) {
    this.span = span;
    this.person = person;
    this.chance = chance;
    profile = Profile.of(span.seed(), person);
    rides = new Rides(span.almanac());
    start = Math.max(person.joined(), span.first());
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

  void happened(String kind, long at) {
    events.add(new Truth.Event(kind, Instant.ofEpochMilli(at)));
  }

  void planted(String kind, long at, String about) {
    planted.add(new Truth.Planted(kind, Instant.ofEpochMilli(at), about));
  }

  /** They put something in words. Returns the rating they gave. */
  int say(long at, String theme, String channel) {
    Words.Saying saying = Words.say(theme, chance);
    String about = channel.equals("survey") ? "ride" : null;
    int order = acts.say(at, saying.text(), saying.rating(), channel, about);
    String id = MessageWriter.messageId(span.seed(), person.index(), Plan.PLANNED, order);
    said.add(new Truth.Said(id, Instant.ofEpochMilli(at), theme, saying.feeling()));
    return saying.rating();
  }

  /** The backend states what they pay by. */
  void pays(long at, String by) {
    plan = by;
    acts.identify(at, Sender.BACKEND, Data.of("plan", by));
  }

  private Plan.Standing standing() {
    boolean open = warrantyEnds != 0 && !warrantyClaimed;
    Optional<String> unsolved = Troubles.unsolved(this);
    return new Plan.Standing(plan, open ? warrantyEnds : 0, warranted, unsolved);
  }

  Plan done() {
    List<Act> sorted = new ArrayList<>(acts.all());
    sorted.removeIf(act -> !span.has(act.at()));
    sorted.sort(Comparator.comparingLong(Act::at).thenComparingInt(Act::order));
    long joined = span.almanac().start(person.city(), person.joined()) + 12 * Almanac.HOUR;
    Truth truth =
        new Truth(
            person.userId(),
            guest ? Optional.of(person.guestId()) : Optional.empty(),
            person.anonymousIds(),
            person.life(),
            person.city().title(),
            Instant.ofEpochMilli(joined),
            Optional.ofNullable(community),
            events.stream()
                .filter(event -> span.has(event.at()))
                .sorted(Comparator.comparing(Truth.Event::at))
                .toList(),
            planted.stream()
                .filter(moment -> span.has(moment.at()))
                .sorted(Comparator.comparing(Truth.Planted::at))
                .toList(),
            said.stream()
                .filter(words -> span.has(words.at()))
                .sorted(Comparator.comparing(Truth.Said::at))
                .toList());
    phases.sort(Comparator.comparingInt(Phase::from));
    return new Plan(person, phases, sorted, truth, standing());
  }
}
