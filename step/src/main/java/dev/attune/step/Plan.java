package dev.attune.step;

import dev.attune.customer.Data;
import dev.attune.customer.Evidence;
import dev.attune.customer.Kind;
import dev.attune.playbook.Goal;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.MomentRule.Trigger;
import dev.attune.playbook.Playbook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A playbook worked out once: which streams, watches and rules a signal of each event can touch, so
 * that it costs only what it can change. Immutable.
 */
final class Plan {
  final Playbook playbook;
  final int version;
  final long from;

  /** What a decision rests on that rests on its signal alone. */
  final Evidence nothing;

  /** Whether only what opens a moment is told in full. */
  final boolean brief;

  /** The top-level properties that any rule reads. */
  final Set<String> properties;

  /** Every rule that opens moments, by its index. */
  final List<MomentRule> rules;

  /** What its segments and watches say. */
  final Definitions definitions;

  final List<WatchPlan> watches;
  final Dependents dependents;
  final List<StreamPlan> streams;
  final List<WaitPlan> waits;
  final List<SequencePlan> sequences;

  /** The first cell of: whether watches hold, a bit each; since when; when time may turn them. */
  final int heldCell;

  final int sinceCell;
  final int nextCell;

  /** The first cell of: when the oldest wait ends. */
  final int waitCell;

  /** The cell of: when the next open moment expires. */
  final int expiryCell;

  /** The first cell of: until when a moment's rule rests. */
  final int restCell;

  /** The first cell of: how many moments of a rule await good. */
  final int awaitCell;

  /** The numbers of the first log of what waits, and of the first of steps. */
  final int waitLog;

  final int stepLog;

  private final Gauge[] gauges;
  private final @Nullable StreamPlan[] keyed;
  private final Cells cells = new Cells();
  private final Map<String, MomentRule> rulesByName = new HashMap<>();
  private final GoodPlan[] goods;
  private final Map<String, ForEvent> byEvent = new HashMap<>();
  private final ForEvent anyEvent;

  /** Signals in which people speak of moments, and of what they did in them. */
  private static final Set<String> ABOUT_MOMENTS =
      Set.of(Kind.OBSERVED.title(), Kind.GESTURE.title());

  /**
   * What signals of one event can touch directly.
   *
   * @param goods the places of the rules whose moments end well by such a signal
   */
  @SuppressWarnings("ArrayRecordComponent") // asked for at every signal, never compared
  record ForEvent(
      List<StreamPlan> streams,
      List<WhenPlan> moments,
      List<SequencePlan> sequences,
      List<WaitPlan> waits,
      int[] goods) {
    /** Whether it touches more than how moments ended. */
    boolean decides() {
      return !(streams.isEmpty() && moments.isEmpty() && sequences.isEmpty() && waits.isEmpty());
    }
  }

  /** A moment that a signal opens. */
  record WhenPlan(MomentRule rule, Trigger.When trigger) {}

  Plan(Playbook playbook, int version, long from, boolean brief) {
    this.playbook = playbook;
    this.version = version;
    this.from = from;
    this.brief = brief;
    nothing = new Evidence(version, Data.EMPTY, List.of(), 0);
    properties = Properties.of(playbook);
    rules = List.copyOf(playbook.rules());
    definitions = new Definitions(playbook);
    watches = WatchPlan.of(playbook);
    dependents = new Dependents(watches);
    sequences = SequencePlan.of(playbook);
    heldCell = cells.numbers((watches.size() + Long.SIZE - 1) / Long.SIZE);
    nextCell = cells.numbers(watches.size(), Gauge.NEVER);
    waitCell = cells.numbers(waitsOf(playbook), Gauge.NEVER);
    expiryCell = cells.numbers(1, Gauge.NEVER);
    restCell = cells.numbers(rules.size(), Long.MIN_VALUE);
    awaitCell = cells.numbers(rules.size());
    gauges = new Gauge[playbook.facts().size()];
    streams =
        StreamPlan.of(
            playbook.facts(), new StreamPlan.Making(playbook.zone(), dependents, cells, gauges));
    waits = WaitPlan.of(playbook, streams);
    waitLog = cells.logs().size();
    waits.forEach(wait -> cells.log(wait.shape()));
    stepLog = cells.logs().size();
    sequences.forEach(sequence -> cells.log(SequencePlan.SHAPE));
    keyed = keyed(streams, gauges.length);
    countOpen(waits, waitLog, gauges);
    sinceCell = cells.numbers(watches.size());
    rules.forEach(rule -> rulesByName.put(rule.name(), rule));
    goods = goods(playbook, watches);
    anyEvent =
        new ForEvent(List.of(), momentsOn(Optional.empty()), List.of(), List.of(), new int[0]);
    for (String event : events()) {
      byEvent.put(event, on(event, streams));
    }
  }

  private static void countOpen(List<WaitPlan> waits, int firstLog, Gauge[] gauges) {
    for (WaitPlan wait : waits) {
      if (wait instanceof WaitPlan.Pursuit pursuit) {
        gauges[pursuit.open()] = new OpenCount(firstLog + wait.index());
      }
    }
  }

  private ForEvent on(String event, List<StreamPlan> streams) {
    return new ForEvent(
        streams.stream().filter(s -> !s.isOfGoal() && s.family.event().equals(event)).toList(),
        momentsOn(Optional.of(event)),
        sequences.stream().filter(sequence -> sequence.hasStep(event)).toList(),
        waitsOn(event),
        IntStream.range(0, goods.length).filter(i -> goods[i].events().contains(event)).toArray());
  }

  Gauge gauge(int fact) {
    return gauges[fact];
  }

  /** The stream with {@code per} that a fact reads, or null if it reads none. */
  @Nullable StreamPlan keyed(int fact) {
    return keyed[fact];
  }

  /** What a new customer remembers. */
  Memory memory(Senders senders) {
    return new Memory(cells, senders);
  }

  ForEvent on(String event) {
    ForEvent own = byEvent.get(event);
    return own != null ? own : anyEvent;
  }

  /** Whether a signal of {@code event} touches anything. */
  boolean reads(String event) {
    ForEvent own = byEvent.get(event);
    return !anyEvent.moments().isEmpty()
        || (own != null && (!brief || own.decides()))
        || ABOUT_MOMENTS.contains(event);
  }

  /** What shows that moments of the rule at this place ended well. */
  GoodPlan good(int rule) {
    return goods[rule];
  }

  private static GoodPlan[] goods(Playbook playbook, List<WatchPlan> watches) {
    List<MomentRule> rules = playbook.rules();
    GoodPlan[] goods = new GoodPlan[rules.size()];
    for (MomentRule rule : rules) {
      goods[rule.index()] = new GoodPlan(playbook.care().goodOf(rule.name()), -1);
    }
    for (WatchPlan watch : watches) {
      if (watch instanceof WatchPlan.Bettering bettering) {
        int index = bettering.rule().index();
        goods[index] = new GoodPlan(goods[index].good(), watch.index());
      }
    }
    return goods;
  }

  /** Whether the playbook has a rule without naming it. */
  boolean isBuiltIn(MomentRule rule) {
    return rule.index() >= playbook.moments().size();
  }

  /** Whether a customer's time zone can change anything: some date without a time is read. */
  boolean readsZone() {
    return playbook.moments().stream()
        .map(MomentRule::trigger)
        .anyMatch(trigger ->
            trigger instanceof Trigger.Near
                || (trigger instanceof Trigger.When when && when.around().isPresent()));
  }

  Optional<MomentRule> rule(String name) {
    return Optional.ofNullable(rulesByName.get(name));
  }

  private static int waitsOf(Playbook playbook) {
    long silences =
        playbook.moments().stream()
            .filter(rule -> rule.trigger() instanceof Trigger.Silence)
            .count();
    return (int) silences + playbook.goals().size();
  }

  private static @Nullable StreamPlan[] keyed(List<StreamPlan> streams, int facts) {
    @Nullable StreamPlan[] keyed = new StreamPlan[facts];
    for (StreamPlan stream : streams) {
      if (stream.keyed) {
        stream.facts.forEach(fact -> keyed[fact.index()] = stream);
      }
    }
    return keyed;
  }

  private Set<String> events() {
    Set<String> events = new TreeSet<>();
    streams.stream().filter(s -> !s.isOfGoal()).forEach(s -> events.add(s.family.event()));
    for (Goal goal : playbook.goals()) {
      events.add(goal.starts());
      events.add(goal.attained());
    }
    for (MomentRule rule : rules) {
      switch (rule.trigger()) {
        case Trigger.When when -> when.condition().reads().events().ifPresent(events::addAll);
        case Trigger.Silence silence -> {
          events.add(silence.after());
          events.add(silence.without());
        }
        case Trigger.Sequence sequence -> sequence.steps().forEach(s -> events.add(s.event()));
        case Trigger.Becomes becomes -> {}
        case Trigger.Near near -> {}
      }
    }
    for (GoodPlan good : goods) {
      events.addAll(good.events());
    }
    return events;
  }

  /** The rules that a signal of {@code event} may trigger; without one, of events no rule names. */
  private List<WhenPlan> momentsOn(Optional<String> event) {
    List<WhenPlan> touched = new ArrayList<>();
    for (MomentRule rule : rules) {
      if (rule.trigger() instanceof Trigger.When when
          && when.condition()
              .reads()
              .events()
              .map(events -> event.isPresent() && events.contains(event.get()))
              .orElse(true)) {
        touched.add(new WhenPlan(rule, when));
      }
    }
    return List.copyOf(touched);
  }

  private List<WaitPlan> waitsOn(String event) {
    return waits.stream()
        .filter(wait ->
            switch (wait) {
              case WaitPlan.Silence silence ->
                  event.equals(silence.trigger().after())
                      || event.equals(silence.trigger().without());
              case WaitPlan.Pursuit pursuit ->
                  event.equals(pursuit.goal().starts()) || event.equals(pursuit.goal().attained());
            })
        .toList();
  }
}
