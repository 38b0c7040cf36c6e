package dev.attune.testkit;

import static dev.attune.testkit.NaiveMoments.isOf;
import static dev.attune.testkit.NaiveMoments.key;
import static dev.attune.testkit.NaiveMoments.with;

import dev.attune.customer.Cause;
import dev.attune.customer.Change;
import dev.attune.customer.Change.Ending;
import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Effect;
import dev.attune.customer.Signal;
import dev.attune.playbook.Condition;
import dev.attune.playbook.Fact;
import dev.attune.playbook.Goal;
import dev.attune.playbook.Good;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.MomentRule.Around;
import dev.attune.playbook.MomentRule.Trigger;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.Reads.Sensitivity;
import dev.attune.playbook.Scope;
import dev.attune.playbook.Segment;
import dev.attune.step.Moment;
import dev.attune.testkit.Recount.Standing;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One customer, counted anew at every instant. */
final class RecountedCustomer implements Scope {
  private final Playbook playbook;
  private final int version;
  private final Instant from;
  private final List<Signal> heard = new ArrayList<>();
  private final NaiveFacts facts;
  private final NaiveGoals goals = new NaiveGoals(heard);
  private final Map<String, Object> traits = new LinkedHashMap<>();
  private final Map<String, Signal> statedBy = new HashMap<>();
  private final Map<String, Boolean> holds = new HashMap<>();
  private final Map<String, Cause> turned = new HashMap<>();
  private final List<Standing> said = new ArrayList<>();
  private final List<Moment> moments;
  private final NaiveGoods goods;
  private final boolean carries;
  private Instant now = Instant.MIN;
  private @Nullable Signal deciding;
  private @Nullable String deviceZone;
  private boolean crossed;
  private boolean objects;

  RecountedCustomer(Playbook playbook, int version, Instant from, List<Moment> carried) {
    this.playbook = playbook;
    this.version = version;
    this.from = from;
    facts = new NaiveFacts(playbook, heard);
    moments = new ArrayList<>(carried);
    goods = new NaiveGoods(playbook, from, moments, this::say);
    carries = !carried.isEmpty();
  }

  /** When an open moment expires next after {@code after}. */
  @Nullable Instant nextExpiry(Instant after) {
    return moments.stream()
        .filter(Moment::isOpen)
        .map(Moment::expires)
        .filter(expires -> expires.isAfter(after))
        .min(Instant::compareTo)
        .orElse(null);
  }

  /** Time reaches an instant, before any signal of that instant. */
  void pass(Instant instant) {
    now = instant;
    deciding = null;
    for (Moment moment : List.copyOf(moments)) {
      if (moment.isOpen() && !moment.expires().isAfter(now)) {
        close(moment, new Cause.ByTime(now, moment.origin()), Ending.EXPIRED);
      }
    }
    if (heard.isEmpty()) {
      cross();
      return;
    }
    playbook.goals().forEach(goal -> said(goals.changes(goal, now, null)));
    tryEverything();
    for (MomentRule rule : playbook.moments()) {
      if (rule.trigger() instanceof Trigger.Silence silence) {
        brokenOff(rule, silence).forEach((key, cause) -> trigger(rule, key, cause));
      }
    }
    cross();
  }

  /** A signal of the present instant. */
  void hear(Signal signal) {
    deciding = signal;
    goods.by(signal, this);
    objects = NaiveMoments.objects(signal, objects);
    moments.stream()
        .filter(each -> objects && each.isOpen())
        .toList()
        .forEach(each -> close(each, bySignal(signal), Ending.OBJECTED));
    heard.add(signal);
    note(signal);
    sayLeftOut(signal);
    playbook.goals().forEach(goal -> said(goals.changes(goal, now, signal)));
    tryEverything();
    for (MomentRule rule : playbook.rules()) {
      String key = key(rule, signal);
      if (rule.per() != null && key == null) {
        continue;
      }
      if (NaiveMoments.isSaid(rule, signal)) {
        open(rule, key, bySignal(signal));
        continue;
      }
      if (signal.origin().isHearsay() && !playbook.moments().contains(rule)) {
        continue;
      }
      tryRule(rule, key, signal);
    }
    if (signal.content() instanceof Content.Handled handled) {
      handle(handled, bySignal(signal));
    }
    if (signal.content() instanceof Content.Gesture gesture) {
      keep(gesture, bySignal(signal));
    }
  }

  private void tryRule(MomentRule rule, @Nullable String key, Signal signal) {
    switch (rule.trigger()) {
      case Trigger.When when -> {
        boolean near = when.around().map(this::isNear).orElse(true);
        if (near && when.condition().test(this).holds()) {
          trigger(rule, key, bySignal(signal));
        }
      }
      case Trigger.Silence silence -> {
        if (signal.event().equals(silence.without())) {
          reasonGone(rule, key, bySignal(signal));
        }
      }
      case Trigger.Sequence sequence -> {
        if (NaiveSequences.isComplete(rule, sequence, heard)) {
          trigger(rule, key, bySignal(signal));
        }
      }
      case Trigger.Becomes becomes -> {}
      case Trigger.Near near -> {}
    }
  }

  /** A promise that is delivered, or undone, is at risk no more. */
  private void keep(Content.Gesture gesture, Cause cause) {
    if (deciding != null && deciding.origin().isHearsay()) {
      return;
    }
    String state = String.valueOf(gesture.properties().text("state"));
    String id = gesture.properties().text("gesture");
    if (id != null && (state.equals("delivered") || state.equals("undone"))) {
      playbook.rule("promise-at-risk").ifPresent(rule -> reasonGone(rule, id, cause));
    }
    if (!now.isBefore(from)) {
      goods.gesture(gesture, cause, holds);
    }
  }

  private void sayLeftOut(Signal signal) {
    for (Fact fact : playbook.facts()) {
      Object value = NaiveFacts.leftOut(fact, signal);
      if (value != null) {
        say(bySignal(signal), new Change.LeftOut(fact.name(), value.toString()));
      }
    }
  }

  Recount.Outcome outcome(Instant at) {
    now = at;
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    playbook.facts().stream()
        .filter(Fact::declared)
        .forEach(fact ->
            values.put(
                fact.name(), fact.isMap() ? facts.entries(fact, at) : facts.value(fact, at)));
    List<String> segments =
        playbook.segments().stream()
            .map(Segment::name)
            .filter(name -> holds.getOrDefault("segment " + name, false))
            .toList();
    return new Recount.Outcome(
        List.copyOf(said),
        values,
        playbook.goals().stream().map(goal -> goals.standing(goal, at)).toList(),
        segments,
        List.copyOf(moments));
  }

  @Override
  public @Nullable Object fact(int index) {
    Fact fact = playbook.facts().get(index);
    if (!fact.isMap()) {
      return facts.value(fact, now);
    }
    String key =
        deciding == null ? null : NaiveKeys.of(deciding, Objects.requireNonNull(fact.per()));
    return facts.entry(fact, key, now);
  }

  @Override
  public Map<String, Object> entries(int index) {
    return facts.entries(playbook.facts().get(index), now);
  }

  @Override
  public double number(int index) {
    return fact(index) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  @Override
  public @Nullable Object trait(String name) {
    return traits.get(name);
  }

  @Override
  public boolean inSegment(int index) {
    return holds.getOrDefault("segment " + playbook.segments().get(index).name(), false);
  }

  @Override
  public Signal signal() {
    return Objects.requireNonNull(deciding, "a condition over time reads a signal");
  }

  private void note(Signal signal) {
    Object zone = signal.context().get("timezone");
    deviceZone = zone instanceof String text ? text : deviceZone;
    if (!(signal.content() instanceof Content.Identify(Data stated))) {
      return;
    }
    stated.forEach((name, value) -> {
      if (signal.origin().isHearsay() && playbook.protectedTraits().contains(name)) {
        return;
      }
      if (value instanceof Data.Nothing) {
        traits.remove(name);
      } else if (!value.equals(traits.put(name, value))) {
        statedBy.put(name, signal);
      }
    });
  }

  private void tryEverything() {
    turned.clear();
    for (Segment segment : playbook.segments()) {
      String name = segment.name();
      boolean now = segment.condition().test(this).holds();
      if (turns("segment " + name, now)) {
        Cause cause = causeOf(segment.condition());
        turned.put(name, cause);
        say(cause, now ? new Change.Entered(name) : new Change.Left(name));
      }
    }
    for (MomentRule rule : playbook.moments()) {
      switch (rule.trigger()) {
        case Trigger.Becomes(Condition condition) ->
            track(rule, condition.test(this).holds(), () -> causeOf(condition));
        case Trigger.Near(Around around) -> track(rule, isNear(around), () -> causeOf(around));
        case Trigger.When when -> {}
        case Trigger.Silence silence -> {}
        case Trigger.Sequence sequence -> {}
      }
    }
    for (MomentRule rule : playbook.rules()) {
      if (playbook.care().goodOf(rule.name()) instanceof Good.Became(Condition is, var within)) {
        boolean holds = is.test(this).holds();
        if (turns(NaiveGoods.watch(rule), holds) && holds) {
          goods.all(rule, causeOf(is));
        }
      }
    }
  }

  private void track(MomentRule rule, boolean now, Supplier<Cause> cause) {
    if (!turns("moment " + rule.name(), now)) {
      return;
    }
    if (now) {
      trigger(rule, null, cause.get());
    } else {
      reasonGone(rule, null, cause.get());
    }
  }

  private boolean turns(String watch, boolean now) {
    Boolean before = holds.put(watch, now);
    return now != (before != null && before);
  }

  private boolean isNear(Around around) {
    return NaiveDates.of(around, dateOf(around), zone())
        .map(edges -> edges.hold(now))
        .orElse(false);
  }

  private @Nullable Object dateOf(Around around) {
    Object value = traits.get(around.trait().getFirst());
    return around.trait().size() == 1
        ? value
        : value instanceof Data data
            ? data.at(around.trait().subList(1, around.trait().size()))
            : null;
  }

  private ZoneId zone() {
    return NaiveDates.zone(traits.get("timezone"))
        .or(() -> NaiveDates.zone(deviceZone))
        .orElse(playbook.zone());
  }

  /** The waits of a silence that end just now, if their answer never came; one for each key. */
  private Map<@Nullable String, Cause> brokenOff(MomentRule rule, Trigger.Silence silence) {
    Instant set = now.minus(silence.length());
    Map<@Nullable String, Cause> broken = new LinkedHashMap<>();
    for (int i = 0; i < heard.size(); i++) {
      Signal waiting = heard.get(i);
      String key = key(rule, waiting);
      boolean hasPart = rule.per() == null || key != null;
      if (hasPart && waiting.event().equals(silence.after()) && waiting.occurredAt().equals(set)) {
        boolean answered =
            heard.subList(i + 1, heard.size()).stream()
                .filter(later -> Objects.equals(key(rule, later), key))
                .anyMatch(later -> later.event().equals(silence.without()));
        if (!answered) {
          broken.putIfAbsent(key, new Cause.ByTime(now, waiting.address()));
        }
      }
    }
    return broken;
  }

  private void trigger(MomentRule rule, @Nullable String key, Cause cause) {
    boolean isOpen = moments.stream().anyMatch(each -> each.isOpen() && isOf(each, rule, key));
    boolean rests =
        moments.stream()
            .filter(moment -> isOf(moment, rule, key))
            .map(Moment::closing)
            .filter(Objects::nonNull)
            .anyMatch(closing -> closing.at().plus(rule.againAfter()).isAfter(now));
    if (isOpen || !rests) {
      open(rule, key, cause);
    }
  }

  private void open(MomentRule rule, @Nullable String key, Cause cause) {
    if (now.isBefore(from) || objects) {
      return;
    }
    for (int i = 0; i < moments.size(); i++) {
      Moment open = moments.get(i);
      if (open.isOpen() && isOf(open, rule, key)) {
        say(cause, new Change.Renewed(rule.name(), open.id()));
        moments.set(i, with(open, open.triggers() + 1, now, open.takenBy(), null));
        return;
      }
    }
    Change opened = new Change.Opened(rule.name(), key);
    say(cause, opened);
    Instant expires = now.plus(rule.expires());
    String id = Effect.id(cause, opened);
    List<Moment.Await> itself = List.of(new Moment.Await(null, now));
    moments.add(new Moment(id, rule.name(), key, cause, expires, 1, now, null, null, itself));
    goods.already(rule, cause, holds);
  }

  private void reasonGone(MomentRule rule, @Nullable String key, Cause cause) {
    for (Moment moment : List.copyOf(moments)) {
      if (moment.isOpen() && isOf(moment, rule, key)) {
        close(moment, cause, Ending.REASON_GONE);
      }
    }
  }

  private void handle(Content.Handled handled, Cause cause) {
    for (int i = 0; i < moments.size(); i++) {
      Moment moment = moments.get(i);
      if (now.isBefore(from) || !moment.isOpen() || !moment.id().equals(handled.moment())) {
        continue;
      }
      switch (handled.act()) {
        case TAKE ->
            moments.set(
                i, with(moment, moment.triggers(), moment.lastTrigger(), handled.by(), null));
        case HAND_OVER ->
            moments.set(i, with(moment, moment.triggers(), moment.lastTrigger(), null, null));
        case CLOSE -> close(moment, cause, Ending.CLOSED);
        case DISMISS -> close(moment, cause, Ending.DISMISSED);
      }
    }
  }

  private void cross() {
    if (crossed || now.isBefore(from) || !carries) {
      return;
    }
    crossed = true;
    for (Moment moment : List.copyOf(moments)) {
      Optional<MomentRule> rule = playbook.rule(moment.rule());
      Cause cause = new Cause.ByAdoption(from, version);
      if (moment.isOpen() && objects) {
        close(moment, cause, Ending.OBJECTED);
      } else if (moment.isOpen() && rule.isEmpty()) {
        close(moment, cause, Ending.RULE_REMOVED);
      } else if (moment.isOpen() && rule.map(NaiveMoments::isTracked).orElse(false)) {
        if (!holds.getOrDefault("moment " + moment.rule(), false)) {
          close(moment, cause, Ending.REASON_GONE);
        }
      }
    }
  }

  private void close(Moment moment, Cause cause, Ending ending) {
    if (now.isBefore(from)) {
      return;
    }
    say(cause, new Change.Closed(moment.rule(), moment.id(), ending));
    moments.set(
        moments.indexOf(moment),
        with(
            moment,
            moment.triggers(),
            moment.lastTrigger(),
            moment.takenBy(),
            new Moment.Closing(now, ending)));
  }

  /** The first signal that leaves a window just now; else the cause of a segment that turned. */
  private Cause causeOf(Condition condition) {
    if (deciding != null) {
      return bySignal(deciding);
    }
    for (Sensitivity sensitivity : condition.reads().facts()) {
      Fact fact = playbook.facts().get(sensitivity.fact());
      for (Goal goal : playbook.goals()) {
        boolean reads = fact.kind().readsGoal() && fact.event().equals(goal.name());
        List<Standing> missed = reads ? goals.changes(goal, now, null) : List.of();
        if (!missed.isEmpty()) {
          return missed.getFirst().cause();
        }
      }
      Signal.Address turnedAt = facts.turnedAt(fact, now);
      if (turnedAt != null) {
        return new Cause.ByTime(now, turnedAt);
      }
    }
    for (int segment : new TreeSet<>(condition.reads().segments())) {
      Cause cause = turned.get(playbook.segments().get(segment).name());
      if (cause != null) {
        return cause;
      }
    }
    throw new IllegalStateException("nothing explains why this turned at " + now);
  }

  private Cause causeOf(Around around) {
    if (deciding != null) {
      return bySignal(deciding);
    }
    Signal stated = Objects.requireNonNull(statedBy.get(around.trait().getFirst()));
    return new Cause.ByTime(now, stated.address());
  }

  private static Cause bySignal(Signal signal) {
    return new Cause.BySignal(signal.id(), signal.address());
  }

  private void said(List<Standing> changes) {
    changes.forEach(change -> say(change.cause(), change.change()));
  }

  private void say(Cause cause, Change change) {
    if (!cause.at().isBefore(from)) {
      said.add(new Standing(cause, change));
    }
  }
}
