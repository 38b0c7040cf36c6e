package dev.attune.step;

import dev.attune.customer.Data;
import dev.attune.customer.Signal;
import dev.attune.playbook.Fact;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A customer's state, opened: everything a step remembers of one customer under one plan. Mutable;
 * belongs to one {@link Sitting} and its thread. Instants are milliseconds since 1970 here.
 */
final class State {
  final Plan plan;
  final Senders senders = new Senders();
  final Map<String, Trait> traits = new LinkedHashMap<>();
  final StreamLog[] logs;
  final Gauge[] gauges;

  /** For each watch: whether it holds, since when, and when time alone may next turn it. */
  final boolean[] held;

  final long[] since;
  final long[] next;

  /** For each silence of the plan: the signals still waiting for their answer, oldest first. */
  final List<Deque<Wait>> waits = new ArrayList<>();

  /** Open ones, and closed ones that still keep others from opening. */
  List<Moment> moments = new ArrayList<>();

  /** As given at the start: a re-fold begins with the same. */
  List<Moment> carried = List.of();

  /** Whether time has passed the instant from which this playbook version decides. */
  boolean crossedLine;

  @Nullable String zone;
  int limit = Step.DEFAULT_LIMIT;
  boolean setAside;

  /** The last signal heard; its instant is {@link Long#MIN_VALUE} before the first. */
  long lastAt = Long.MIN_VALUE;

  int lastRank;
  String lastMessageId = "";

  /** The last instant at which time alone mattered. */
  long lastDue = Long.MIN_VALUE;

  /** A trait, and the signal that stated it. */
  record Trait(Object value, long at, int sender) {}

  /** A signal that waits for its answer. */
  record Wait(long at, int sender) {}

  State(Plan plan) {
    this.plan = plan;
    logs = new StreamLog[plan.streams.size()];
    gauges = new Gauge[plan.playbook.facts().size()];
    int watches = plan.watches.size();
    held = new boolean[watches];
    since = new long[watches];
    next = new long[watches];
    plan.silences.forEach(silence -> waits.add(new ArrayDeque<>(1)));
    forgetSignals();
  }

  /** Back to no facts, no segments and nothing awaited. Moments, traits and the clock stay. */
  void forgetSignals() {
    for (StreamPlan stream : plan.streams) {
      StreamLog log = new StreamLog(stream);
      logs[stream.index()] = log;
      for (Fact fact : stream.facts()) {
        gauges[fact.index()] = fact.within() == null ? new Tally(fact) : new Window(fact, log);
      }
    }
    Arrays.fill(held, false);
    Arrays.fill(next, Gauge.NEVER);
    waits.forEach(Deque::clear);
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
}
