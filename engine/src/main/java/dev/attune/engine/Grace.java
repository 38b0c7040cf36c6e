package dev.attune.engine;

import dev.attune.care.Allowance;
import dev.attune.care.Offer;
import dev.attune.care.Spent;
import dev.attune.customer.Id;
import dev.attune.playbook.Role;
import dev.attune.wire.StoredSignal;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Giving: what fits a customer and a moment, choosing it, and what becomes of it.
 *
 * <p>Choices are booked one after the other, by the fold, in the order in which they are written to
 * the journal: none is lost or booked twice, and no budget is passed, however many people choose at
 * once, send again, or see the process end. What is answered is synced to disk. Any thread may call
 * it.
 */
public final class Grace {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int MOST = 500;

  private final Engine engine;
  private final Supplier<Reading> readings;
  private final Fold fold;
  private final Books books;
  private final InstantSource clock;
  private final Acts acts;

  Grace(Engine engine, Supplier<Reading> readings, Fold fold, Books books, InstantSource clock) {
    this.engine = engine;
    this.readings = readings;
    this.fold = fold;
    this.books = books;
    this.clock = clock;
    acts = new Acts(readings, fold, this);
  }

  /**
   * What somebody may do for a customer now.
   *
   * @param customer the id under which the customer is kept
   * @param kind of the moment, if one was named
   * @param offers best first; the same order at every look until something has changed
   * @param left what may be spent on something else; nothing: there is no limit
   * @param spent what counts already
   * @param objects whether the customer objects to being served: then nothing is offered, nor given
   */
  public record Offers(
      Id customer,
      Optional<String> kind,
      List<Offer> offers,
      Optional<BigDecimal> left,
      Spent spent,
      boolean objects) {}

  /** What somebody may do now for the customer for whom {@code any} is an address. */
  public Offers offers(Id any, Optional<String> moment, Chooser by) {
    try (Reading reading = readings.get()) {
      Deciding deciding = deciding(reading);
      Deciding.Place place = deciding.look(any, moment, by, now());
      return new Offers(
          place.who().canonical(),
          place.kind(),
          deciding.offers(place),
          deciding.left(place),
          place.situation().spent(),
          place.situation().objects());
    }
  }

  /** Those of some ids that no signal ever named. */
  public List<Id> strangers(List<Id> ids) {
    try (Reading reading = readings.get()) {
      return ids.stream()
          .filter(id -> {
            byte[] key = Keys.id(reading.links().customer(id).canonical());
            return reading.source().get(Family.CUSTOMERS, key) == null
                && reading.source().get(Family.PENDING, key) == null;
          })
          .toList();
    }
  }

  /**
   * The open moments of one kind that some customers have, by the ids given.
   *
   * @param key for a kind that tells moments apart
   */
  public Map<Id, String> openMoments(List<Id> customers, String kind, Optional<String> key) {
    Map<Id, String> open = new LinkedHashMap<>();
    try (Reading reading = readings.get()) {
      for (Id customer : customers) {
        reading.momentsOf(reading.links().customer(customer).canonical()).stream()
            .filter(moment -> moment.state() == MomentView.State.OPEN)
            .filter(moment -> moment.rule().equals(kind))
            .filter(moment -> key.equals(Optional.ofNullable(moment.key())))
            .findFirst()
            .ifPresent(moment -> open.put(customer, moment.id()));
      }
    }
    return open;
  }

  /** What somebody else's choice would be to another person now: whether they may take it on. */
  public boolean covers(GestureView asked, Chooser by) {
    try (Reading reading = readings.get()) {
      Deciding deciding = deciding(reading);
      Choice choice = asked.choice().by(by, now());
      Deciding.Place place = deciding.look(choice.customer(), choice.moment(), by, choice.at());
      return deciding.decide(choice, place).verdict().reasons().isEmpty();
    }
  }

  /**
   * Books choices, each by itself, or refuses them with every reason. A choice that was made
   * before, by its id, is as it was decided then.
   *
   * @return what became of each, in their order
   * @throws NoRoom if nothing can be written at present
   */
  public List<GestureView> choose(List<Choice> choices) {
    settle(new Deed.Choose(choices));
    List<GestureView> became = new ArrayList<>();
    try (Reading reading = readings.get()) {
      Gestures gestures = new Gestures(reading.source());
      for (Choice choice : choices) {
        GestureView gesture = gestures.get(choice.id());
        if (gesture == null) {
          throw new IllegalStateException("a choice was not decided: " + choice.id());
        }
        became.add(gesture);
      }
    }
    return became;
  }

  /** The gesture with this id, refused ones too. */
  public Optional<GestureView> gesture(String id) {
    try (Reading reading = readings.get()) {
      return Optional.ofNullable(new Gestures(reading.source()).get(id));
    }
  }

  /** Says how a gesture goes on; where that is not possible in its state, it stays as it is. */
  public Optional<GestureView> turn(String gesture, Deed.Way way, String by, Optional<String> why) {
    settle(new Deed.Turn(gesture, way, by, now(), why));
    return gesture(gesture);
  }

  /** Asks others to do what was refused, or no longer does. */
  public Optional<GestureView> ask(String gesture, boolean stands) {
    settle(new Deed.Ask(gesture, stands, now()));
    return gesture(gesture);
  }

  /**
   * Takes on what somebody asked; it is theirs then if they are the first whose budget covers it.
   */
  public Optional<GestureView> take(String gesture, Chooser by) {
    settle(new Deed.Take(gesture, by, now()));
    return gesture(gesture);
  }

  /** What is asked of others, newest first. */
  public Page<GestureView> asked(Optional<String> cursor, int limit) {
    return page(Gestures.asked(), cursor, limit);
  }

  /** Reserves an amount for a phone; refused if the budget does not cover it. */
  public LentView lend(String id, Chooser by, BigDecimal amount, Instant until) {
    settle(new Deed.Lend(id, by, amount, now(), until));
    return lent(id).orElseThrow();
  }

  /** Gives back what is left of it. */
  public Optional<LentView> giveBack(String id) {
    settle(new Deed.Return(id, now()));
    return lent(id);
  }

  /** What was lent under this id. */
  public Optional<LentView> lent(String id) {
    try (Reading reading = readings.get()) {
      return Optional.ofNullable(LentFormat.get(reading.source(), id));
    }
  }

  /** Everything that was booked, undone ones too, newest first. */
  public Page<GestureView> gestures(Optional<String> cursor, int limit) {
    return page(Gestures.all(), cursor, limit);
  }

  /** Those that one giver booked, newest first. */
  public Page<GestureView> byGiver(String name, Optional<String> cursor, int limit) {
    return page(Gestures.ofGiver(name), cursor, limit);
  }

  /** Those of one giver that are booked and not done yet, newest first. */
  public Page<GestureView> open(String giver, Optional<String> cursor, int limit) {
    return page(Gestures.open(giver), cursor, limit);
  }

  /** What somebody asked of others, newest first, whatever became of it. */
  public Page<GestureView> askedBy(String name, Optional<String> cursor, int limit) {
    return page(Gestures.askedBy(name), cursor, limit);
  }

  /** What is promised and one team's task to do, newest first. */
  public Page<GestureView> tasks(String team, Optional<String> cursor, int limit) {
    return page(Gestures.tasks(team), cursor, limit);
  }

  /** Those that answer one moment, newest first. */
  public Page<GestureView> ofMoment(String moment, Optional<String> cursor, int limit) {
    return page(Gestures.ofMoment(moment), cursor, limit);
  }

  /**
   * Those that count and were for the customer for whom {@code any} is an address, newest first.
   */
  public List<GestureView> ofCustomer(Id any) {
    List<GestureView> theirs = new ArrayList<>();
    try (Reading reading = readings.get()) {
      Gestures gestures = new Gestures(reading.source());
      for (Identity.Member member : reading.links().customer(any).members()) {
        gestures.given(member.id(), Instant.EPOCH).stream()
            .map(Gestures.Given::place)
            .filter(place -> member.intervals().stream().anyMatch(each -> each.contains(place)))
            .map(place -> gestures.get(place.signal().messageId()))
            .filter(gesture -> gesture != null)
            .forEach(theirs::add);
      }
    }
    theirs.sort(
        Comparator.comparing((GestureView gesture) -> gesture.choice().at())
            .thenComparing(GestureView::id)
            .reversed());
    return theirs.subList(0, Math.min(theirs.size(), MOST));
  }

  /** What counts already of what somebody gave, today and this year, and of their team. */
  public Spent spent(Chooser by) {
    try (Reading reading = readings.get()) {
      Instant now = now();
      return spending(reading)
          .of(
              new Identity(Id.anonymous("nobody"), List.of()),
              by,
              Spending.teamDay(by, reading.steps().current().playbook().care(), now),
              now);
    }
  }

  /**
   * How the budget of a role, or of Attune itself, was set by the playbook: what holds since before
   * {@code from}, and everything after.
   */
  public List<Allowance.Dated> course(Optional<Role> role, Optional<String> team, Instant from) {
    return books.steps.budgets(role, team, from);
  }

  /** Whether Attune gives by itself, where a playbook says so. */
  public boolean isAuto() {
    return engine
        .setting(AutoGrace.SETTING)
        .map(value -> !new String(value, StandardCharsets.UTF_8).equals(AutoGrace.OFF))
        .orElse(true);
  }

  /** Stops what Attune gives by itself, at once, or lets it go on. */
  public void auto(boolean on) {
    byte[] off = AutoGrace.OFF.getBytes(StandardCharsets.UTF_8);
    engine.putSetting(AutoGrace.SETTING, on ? Optional.empty() : Optional.of(off));
  }

  /** What was given since an instant, and what came of it. */
  public Accounts accounts(Instant from) {
    try (Reading reading = readings.get()) {
      return new Accounting(reading, books.counts, from, now()).accounts();
    }
  }

  /**
   * What became of the customer after a gesture.
   *
   * @param isKnown whether it is known by now whether good came
   * @param goodAt when good came
   * @param said what the customer said next
   */
  public record Sequel(boolean isKnown, Optional<Instant> goodAt, Optional<StoredSignal> said) {}

  /** What became of the customer after a gesture. */
  public Sequel sequel(GestureView gesture) {
    try (Reading reading = readings.get()) {
      Worth.Outcome outcome = Worth.read(reading.source(), gesture.id());
      return new Sequel(
          outcome.isKnown() || outcome.isGood(),
          Optional.ofNullable(outcome.goodAt()),
          Sequels.said(reading, gesture, now()));
    }
  }

  /** The acts that something outside is to carry out. */
  public Acts acts() {
    return acts;
  }

  void report(Deed deed) {
    settle(deed);
  }

  private Page<GestureView> page(byte[] prefix, Optional<String> cursor, int limit) {
    try (Reading reading = readings.get()) {
      return new Gestures(reading.source()).page(prefix, cursor, Math.clamp(limit, 1, MOST));
    }
  }

  private void settle(Deed deed) {
    long position = engine.appendAndWait(new Entry.Done(deed));
    while (!await(() -> fold.awaitSynced(position, PATIENCE))) {
      engine.checkOpen();
    }
  }

  /** Waits until every deed that readers see is synced. */
  void awaitSynced() {
    long seen = books.given.get();
    while (fold.givenSynced() < seen) {
      await(() -> fold.awaitGiven(seen - 1, PATIENCE));
      engine.checkOpen();
    }
  }

  boolean awaitChange(long seen, Duration most) {
    return await(() -> fold.awaitGiven(seen, most));
  }

  /** Something that waits. */
  @FunctionalInterface
  private interface Wait {
    boolean run() throws InterruptedException;
  }

  private static boolean await(Wait wait) {
    try {
      return wait.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Engine.interrupted();
    }
  }

  private Spending spending(Reading reading) {
    return new Spending(new Gestures(reading.source()), new Sums(reading.source()), List.of());
  }

  private Deciding deciding(Reading reading) {
    Deciding.Ground ground =
        new Deciding.Ground(
            reading.source(),
            reading.steps().current(),
            reading.links(),
            reading.present(),
            reading.timelines());
    return new Deciding(ground, spending(reading), Worth.of(books.counts));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
