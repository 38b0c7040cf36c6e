package dev.attune.step;

import dev.attune.customer.Data;
import dev.attune.customer.Effect;
import dev.attune.customer.Signal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A customer's state, opened: everything a step remembers of one customer under one plan. Mutable;
 * belongs to one {@link Sitting} and its thread. Instants are milliseconds since 1970 here.
 */
final class State {
  /** Stands for an earliest instant that must be looked for again. */
  private static final long STALE = Long.MIN_VALUE;

  final Plan plan;
  final Senders senders;
  final Map<String, Trait> traits = new LinkedHashMap<>();

  /** Where watches, gauges and waits keep what they need at every signal: see {@link Plan}. */
  final Memory memory;

  /** For each stream of the plan with {@code per}: what is remembered of each key; else null. */
  final @Nullable Keyed[] keyed;

  private final long[] cells;

  final MomentList moments;

  /** Nothing is said of what was before: the plan's line, or a later one of this customer. */
  long from;

  /** What was before they were heard, if that is gone; only while they are folded anew. */
  @Nullable Begun begun;

  /** As given at the start: a re-fold begins with the same. */
  List<Moment> carried = List.of();

  /** Whether time has passed the instant from which this playbook version decides. */
  boolean crossedLine;

  @Nullable String zone;
  int limit = Step.DEFAULT_LIMIT;
  boolean setAside;

  /** The effects decided since they were last taken, in order; null if there are none. */
  @Nullable List<Effect> decided;

  /** Whether they object to being served, by their newest word on it. */
  boolean objects;

  /** The last signal heard; its instant is {@link Long#MIN_VALUE} before the first. */
  long lastAt = Long.MIN_VALUE;

  int lastRank;
  String lastMessageId = "";

  /** The last instant at which time alone mattered. */
  long lastDue = Long.MIN_VALUE;

  private long watchesDue;
  private long waitsDue;

  /** A trait, and the signal that stated it. */
  record Trait(Object value, long at, int sender) {}

  /**
   * Since when watches held that are seen to hold at an instant.
   *
   * @param until that instant
   */
  record Begun(long until, Map<Integer, Long> since) {}

  State(Plan plan) {
    this(plan, new Senders());
  }

  /** One of a customer whose ids are numbered already. */
  State(Plan plan, Senders senders) {
    this.plan = plan;
    this.senders = senders;
    from = plan.from;
    memory = plan.memory(senders);
    cells = memory.cells;
    moments = new MomentList(plan, cells);
    keyed = new Keyed[plan.streams.size()];
    begin();
  }

  /** Back to no facts, no segments and nothing awaited. Moments, traits and the clock stay. */
  void forgetSignals() {
    memory.forget();
    begin();
    moments.set(List.copyOf(moments.all()));
  }

  private void begin() {
    for (int i = 0; i < keyed.length; i++) {
      StreamPlan stream = plan.streams.get(i);
      keyed[i] = stream.keyed ? new Keyed(stream, senders) : null;
    }
    watchesDue = Gauge.NEVER;
    waitsDue = Gauge.NEVER;
  }

  /** Whether a watch holds. */
  boolean holds(int watch) {
    return (cells[plan.heldCell + (watch >> 6)] >>> watch & 1) != 0;
  }

  /** Turns a watch. */
  void turn(int watch, boolean holds, long at) {
    long bit = 1L << watch;
    int word = plan.heldCell + (watch >> 6);
    cells[word] = holds ? cells[word] | bit : cells[word] & ~bit;
    cells[plan.sinceCell + watch] = begun == null ? at : since(begun, watch, at);
  }

  private static long since(Begun begun, int watch, long at) {
    return at < begun.until ? begun.since.getOrDefault(watch, at) : at;
  }

  /** Since when a watch holds, or does not. */
  long since(int watch) {
    return cells[plan.sinceCell + watch];
  }

  /** When time alone may next turn a watch. */
  long next(int watch) {
    return cells[plan.nextCell + watch];
  }

  void setNext(int watch, long next) {
    long before = next(watch);
    cells[plan.nextCell + watch] = next;
    watchesDue = earliest(watchesDue, before, next);
  }

  /** What a stream with {@code per} remembers of each key. */
  Keyed keyed(StreamPlan stream) {
    return Objects.requireNonNull(keyed[stream.index]);
  }

  /** The signals of a silence, or that opened a goal, still waiting, oldest first. */
  SignalLog waits(int wait) {
    return memory.log(plan.waitLog + wait);
  }

  /** The signals that are steps of a sequence and not too old. */
  SignalLog steps(int sequence) {
    return memory.log(plan.stepLog + sequence);
  }

  /** Notes that the oldest wait of its kind may be another. */
  void noteWait(int wait) {
    SignalLog waiting = waits(wait);
    long before = cells[plan.waitCell + wait];
    long due =
        waiting.isEmpty()
            ? Gauge.NEVER
            : waiting.time(waiting.first()) + plan.waits.get(wait).millis();
    cells[plan.waitCell + wait] = due;
    waitsDue = earliest(waitsDue, before, due);
  }

  /** When the oldest wait of its kind ends. */
  long waitDue(int wait) {
    return cells[plan.waitCell + wait];
  }

  /** The next instant at which time alone matters. */
  long nextDue() {
    if (watchesDue == STALE) {
      watchesDue = smallest(plan.nextCell, plan.watches.size());
    }
    if (waitsDue == STALE) {
      waitsDue = smallest(plan.waitCell, plan.waits.size());
    }
    long due = Math.min(Math.min(watchesDue, waitsDue), moments.due());
    return crossedLine ? due : Math.min(due, from);
  }

  /** The latest instant this state has decided about. */
  long clock() {
    return Math.max(lastAt, lastDue);
  }

  /** Whether a signal may still be heard, or comes too late for this state. */
  boolean inOrder(Signal signal) {
    long at = signal.occurredAt().toEpochMilli();
    if (at < lastDue || at < lastAt) {
      return false;
    }
    int rank = signal.content().kind().rank();
    if (at > lastAt || rank > lastRank) {
      return true;
    }
    return rank == lastRank && signal.id().messageId().compareTo(lastMessageId) > 0;
  }

  @Nullable Object trait(String name) {
    Trait trait = traits.get(name);
    return trait == null ? null : trait.value();
  }

  @Nullable Object traitAt(List<String> path) {
    Object value = trait(path.getFirst());
    return path.size() == 1
        ? value
        : value instanceof Data data ? data.at(path.subList(1, path.size())) : null;
  }

  /** The customer's zone: as a trait, else as their device last said, else the playbook's. */
  ZoneId zoneId() {
    ZoneId stated = trait("timezone") instanceof String name ? zoneNamed(name) : null;
    if (stated != null) {
      return stated;
    }
    ZoneId seen = zone == null ? null : zoneNamed(zone);
    return seen == null ? plan.playbook.zone() : seen;
  }

  private static @Nullable ZoneId zoneNamed(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      return null; // what a sender wrote need not be a zone; the next best one holds
    }
  }

  /**
   * The earliest of several instants after one of them moved from {@code before} to {@code now}.
   */
  private static long earliest(long known, long before, long now) {
    if (known == STALE || now <= known) {
      return known == STALE ? STALE : now;
    }
    return before == known ? STALE : known;
  }

  private long smallest(int first, int count) {
    long smallest = Gauge.NEVER;
    for (int i = first; i < first + count; i++) {
      smallest = Math.min(smallest, cells[i]);
    }
    return smallest;
  }
}
