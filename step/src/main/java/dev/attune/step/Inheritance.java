package dev.attune.step;

import dev.attune.playbook.Playbook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a state under one plan is the same under another, worked out once. What cannot be
 * taken over is missing; of watches it is found out anew. Immutable.
 */
final class Inheritance {
  private final Plan after;
  private final boolean isPossible;

  /**
   * For each stream, wait, sequence, watch and fact of the plan after: its like before, or null.
   */
  private final @Nullable StreamPlan[] streams;

  private final @Nullable WaitPlan[] waits;
  private final @Nullable SequencePlan[] sequences;
  private final @Nullable WatchPlan[] watches;
  private final List<Total> totals = new ArrayList<>();

  private final List<StreamPlan> missing;
  private final List<WatchPlan> fresh;

  /** A fact's total, as it is kept before and after. */
  private record Total(Gauge.Total before, Gauge.Total after) {}

  Inheritance(Plan before, Plan after) {
    this.after = after;
    Playbook was = before.playbook;
    Playbook is = after.playbook;
    waits = new WaitPlan[after.waits.size()];
    match(before.waits, Definition::of, after.waits, Definition::of, waits);
    sequences = new SequencePlan[after.sequences.size()];
    match(before.sequences, Definition::of, after.sequences, Definition::of, sequences);
    watches = new WatchPlan[after.watches.size()];
    match(before.watches, before.definitions::of, after.watches, after.definitions::of, watches);
    streams = new StreamPlan[after.streams.size()];
    match(
        before.streams,
        s -> Definition.family(s.family, was),
        after.streams,
        s -> Definition.family(s.family, is),
        streams);
    List<StreamPlan> none = new ArrayList<>();
    for (StreamPlan stream : after.streams) {
      StreamPlan known = streams[stream.index];
      if (known == null || !holdsAll(known, was, stream, is)) {
        streams[stream.index] = null;
        none.add(stream);
      } else if (!stream.keyed) {
        match(known, was, stream, is);
      }
    }
    missing = List.copyOf(none);
    fresh = after.watches.stream().filter(watch -> watches[watch.index()] == null).toList();
    isPossible =
        Definition.ground(was).equals(Definition.ground(is))
            && isFull(waits)
            && isFull(sequences)
            && missing.stream().noneMatch(StreamPlan::isOfGoal);
  }

  /** Whether all that is missing is facts that can be counted by themselves. */
  boolean isPossible() {
    return isPossible;
  }

  /** The streams of which nothing is known. */
  List<StreamPlan> missing() {
    return missing;
  }

  /** The watches of which it must be found out whether they hold. */
  List<WatchPlan> fresh() {
    return fresh;
  }

  /** What is remembered, under the plan after; {@code state} is not to be used any more. */
  State of(State state) {
    State next = new State(after, state.senders);
    next.limit = state.limit;
    next.zone = state.zone;
    next.objects = state.objects;
    next.traits.putAll(state.traits);
    next.lastAt = state.lastAt;
    next.lastRank = state.lastRank;
    next.lastMessageId = state.lastMessageId;
    next.lastDue = state.lastDue;
    for (int i = 0; i < streams.length; i++) {
      StreamPlan known = streams[i];
      if (known != null) {
        take(known, state, after.streams.get(i), next);
      }
    }
    takeTotals(state, next);
    for (int i = 0; i < waits.length; i++) {
      WaitPlan known = waits[i];
      if (known != null) {
        next.waits(i).takeOver(state.waits(known.index()));
        next.noteWait(i);
      }
    }
    for (int i = 0; i < sequences.length; i++) {
      SequencePlan known = sequences[i];
      if (known != null) {
        next.steps(i).takeOver(state.steps(known.index()));
      }
    }
    for (int i = 0; i < watches.length; i++) {
      WatchPlan known = watches[i];
      if (known != null) {
        takeWatch(known.index(), state, i, next);
      }
    }
    return next;
  }

  private static void takeWatch(int known, State state, int watch, State next) {
    if (state.holds(known)) {
      next.turn(watch, true, state.since(known));
    }
    next.setNext(watch, state.next(known));
  }

  private static void take(StreamPlan known, State state, StreamPlan stream, State next) {
    if (stream.keyed) {
      next.keyed[stream.index] = state.keyed(known);
    } else if (stream.retention > 0) {
      SignalLog log = known.log(state.memory);
      if (known.columns.equals(stream.columns)) {
        stream.log(next.memory).takeOver(log);
      } else {
        copy(log, known, stream.log(next.memory), stream);
      }
    }
  }

  /** The entries with fewer properties. */
  private static void copy(SignalLog log, StreamPlan known, SignalLog copy, StreamPlan stream) {
    copy.makeRoom(log.size() + 1);
    for (int i = log.first(); i < log.end(); i++) {
      int index = copy.append(log.time(i), log.sender(i));
      for (StreamPlan.Column column : stream.columns) {
        int from = column(known, column);
        if (column.number()) {
          copy.setNumber(column.index(), index, log.number(from, i));
        } else {
          copy.setValue(column.index(), index, log.value(from, i));
        }
      }
    }
  }

  private void takeTotals(State state, State next) {
    if (totals.isEmpty()) {
      return;
    }
    Encoder out = new Encoder();
    totals.forEach(total -> total.before.write(state.memory, out));
    Decoder in = new Decoder(out.toBytes());
    totals.forEach(total -> total.after.read(next.memory, in));
  }

  /** Finds the totals of a stream in the one that holds them all. */
  private void match(StreamPlan known, Playbook was, StreamPlan stream, Playbook is) {
    for (Gauge.Total total : stream.totals) {
      String definition = Definition.of(total.fact(), is);
      known.totals.stream()
          .filter(other -> Definition.of(other.fact(), was).equals(definition))
          .findFirst()
          .ifPresent(other -> totals.add(new Total(other, total)));
    }
  }

  /** Whether all that {@code stream} remembers is in what {@code known} does. */
  private static boolean holdsAll(StreamPlan known, Playbook was, StreamPlan stream, Playbook is) {
    List<String> facts = known.facts.stream().map(fact -> Definition.of(fact, was)).toList();
    if (stream.keyed) {
      return facts.equals(stream.facts.stream().map(fact -> Definition.of(fact, is)).toList());
    }
    return stream.retention <= known.retention
        && stream.columns.stream().allMatch(column -> column(known, column) >= 0)
        && stream.totals.stream()
            .allMatch(total -> facts.contains(Definition.of(total.fact(), is)));
  }

  private static int column(StreamPlan known, StreamPlan.Column wanted) {
    return known.columns.stream()
        .filter(c -> c.number() == wanted.number() && c.path().equals(wanted.path()))
        .mapToInt(StreamPlan.Column::index)
        .findFirst()
        .orElse(-1);
  }

  private static <T> void match(
      List<T> before,
      Function<T, String> was,
      List<T> after,
      Function<T, String> is,
      @Nullable T[] into) {
    Map<String, T> known = new HashMap<>();
    before.forEach(rule -> known.putIfAbsent(was.apply(rule), rule));
    for (int i = 0; i < into.length; i++) {
      into[i] = known.get(is.apply(after.get(i)));
    }
  }

  private static boolean isFull(@Nullable Object[] likes) {
    for (Object like : likes) {
      if (like == null) {
        return false;
      }
    }
    return true;
  }
}
