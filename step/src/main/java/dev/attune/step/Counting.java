package dev.attune.step;

import dev.attune.customer.Change;
import dev.attune.customer.Signal;
import dev.attune.playbook.Fact;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts signals, and the ends of goals, in the streams that facts read. Mutable; one thread. */
final class Counting {
  private final State state;
  private final View view;
  private final Watches watches;
  private final Effects effects;

  Counting(State state, View view, Watches watches, Effects effects) {
    this.state = state;
    this.view = view;
    this.watches = watches;
    this.effects = effects;
  }

  void count(StreamPlan stream, Signal signal, int sender) {
    if (stream.where != null && !stream.where.test(view).holds()) {
      return;
    }
    Memory memory = state.memory;
    if (stream.keyed) {
      String key = Key.of(signal, Objects.requireNonNull(stream.family.per()));
      if (key == null) {
        return;
      }
      memory = state.keyed(stream).count(key, view.at());
    }
    if (stream.retention > 0) {
      append(stream, memory, signal, sender);
    }
    for (int i = 0; i < stream.totals.size(); i++) {
      total(stream.totals.get(i), memory, signal, sender);
    }
    watches.stir(stream.watches);
  }

  /** Counts the end of an instance of a goal, at this instant. */
  void countEnd(WaitPlan.Pursuit pursuit, boolean attained, int sender) {
    long micros = attained ? Micros.of(1L) : 0;
    for (StreamPlan stream : pursuit.ended()) {
      boolean counts =
          switch (stream.family.kind()) {
            case ATTAINED -> attained;
            case MISSED -> !attained;
            default -> true; // a rate reads both
          };
      if (!counts) {
        continue;
      }
      if (stream.retention > 0) {
        SignalLog log = room(stream, state.memory);
        int index = log.append(view.at(), sender);
        if (!stream.columns.isEmpty()) {
          log.setNumber(0, index, micros);
        }
      }
      for (Gauge.Total total : stream.totals) {
        total.enter(state.memory, view.at(), sender, micros, null);
      }
      watches.stir(stream.watches);
    }
  }

  boolean isTooMuch(StreamPlan stream) {
    if (stream.keyed) {
      return state.keyed(stream).isTooMuch(state.limit, view.at());
    }
    SignalLog log = stream.log(state.memory);
    if (log.size() > state.limit
        && log.end() - log.firstAfter(view.at() - stream.retention) > state.limit) {
      return true;
    }
    for (int i = 0; i < stream.totals.size(); i++) {
      if (stream.totals.get(i).size(state.memory) > state.limit) {
        return true;
      }
    }
    return false;
  }

  private void append(StreamPlan stream, Memory memory, Signal signal, int sender) {
    SignalLog log = room(stream, memory);
    int index = log.append(view.at(), sender);
    for (int i = 0; i < stream.columns.size(); i++) {
      StreamPlan.Column column = stream.columns.get(i);
      Object value = signal.content().properties().at(column.path());
      if (column.number()) {
        long micros = Micros.of(value);
        if (micros == Micros.TOO_LARGE) {
          leaveOut(stream, column, value);
          micros = Micros.ABSENT;
        }
        log.setNumber(column.index(), index, micros);
      } else {
        log.setValue(column.index(), index, scalar(value));
      }
    }
  }

  private SignalLog room(StreamPlan stream, Memory memory) {
    SignalLog log = stream.log(memory);
    if (log.isFull()) {
      stream.letGo(memory, view.at());
    }
    return log;
  }

  private void total(Gauge.Total total, Memory memory, Signal signal, int sender) {
    Fact fact = total.fact();
    if (fact.of() == null) {
      total.enter(memory, view.at(), sender, Micros.ABSENT, null);
      return;
    }
    @Nullable Object value = signal.content().properties().at(fact.of());
    if (StreamPlan.isNumber(fact.kind())) {
      long micros = Micros.of(value);
      if (micros == Micros.TOO_LARGE) {
        leaveOut(fact, value);
      } else if (micros != Micros.ABSENT) {
        total.enter(memory, view.at(), sender, micros, null);
      }
      return;
    }
    @Nullable Object scalar = scalar(value);
    if (scalar != null) {
      total.enter(memory, view.at(), sender, Micros.ABSENT, scalar);
    }
  }

  private void leaveOut(StreamPlan stream, StreamPlan.Column column, @Nullable Object value) {
    for (Fact fact : stream.facts) {
      if (fact.within() != null
          && StreamPlan.isNumber(fact.kind())
          && column.path().equals(fact.of())) {
        leaveOut(fact, value);
      }
    }
  }

  private void leaveOut(Fact fact, @Nullable Object value) {
    if (view.at() >= state.from) {
      Change change = new Change.LeftOut(fact.name(), String.valueOf(value));
      effects.add(view.signalAsCause(), change);
    }
  }

  /** What distinct and latest may hold: text, truth or number; 1 and 1.0 are one number. */
  static @Nullable Object scalar(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Double real when real == StrictMath.rint(real) && StrictMath.abs(real) < 1e15 ->
          real.longValue();
      case String text -> text;
      case Long whole -> whole;
      case Double real -> real;
      case Boolean flag -> flag;
      default -> null;
    };
  }
}
