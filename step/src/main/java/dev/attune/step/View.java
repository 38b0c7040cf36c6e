package dev.attune.step;

import dev.attune.customer.Cause;
import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.customer.Origin;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import dev.attune.playbook.Scope;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The one instant being decided, as conditions see it. Mutable; one thread. */
final class View implements Scope {
  /** Where there is nothing to ask about: comparisons that read it are false or unknown. */
  private static final Signal NO_SIGNAL =
      new Signal(
          new SignalId("none", "none"),
          Origin.ATTUNE,
          null,
          "none",
          Instant.EPOCH,
          Data.EMPTY,
          new Content.Track("", Data.EMPTY));

  private final State state;
  private long at = Long.MIN_VALUE;
  private @Nullable Signal signal;
  private @Nullable Cause cause;

  View(State state) {
    this.state = state;
  }

  /** Turns to a signal. */
  void turnTo(Signal heard) {
    at = heard.occurredAt().toEpochMilli();
    signal = heard;
    cause = null;
  }

  /** Turns to an instant at which time alone matters, or at which somebody asks. */
  void turnTo(long instant) {
    at = instant;
    signal = null;
    cause = null;
  }

  /** Turns to an instant at which somebody asks in view of a signal of before. */
  void turnTo(long instant, Signal about) {
    at = instant;
    signal = about;
    cause = null;
  }

  long at() {
    return at;
  }

  boolean hasSignal() {
    return signal != null;
  }

  /** The signal as a cause; made once, when first asked for. */
  Cause signalAsCause() {
    if (cause == null) {
      cause = new Cause.BySignal(signal().id(), signal().address());
    }
    return cause;
  }

  Signal.Address address(long instant, int sender) {
    return new Signal.Address(sender(sender), Instant.ofEpochMilli(instant));
  }

  @Override
  public @Nullable Object fact(int index) {
    Memory memory = memory(index);
    return memory == null ? null : state.plan.gauge(index).value(memory, at);
  }

  @Override
  public double number(int index) {
    Memory memory = memory(index);
    return memory == null ? Double.NaN : state.plan.gauge(index).number(memory, at);
  }

  @Override
  public Map<String, Object> entries(int index) {
    StreamPlan stream = state.plan.keyed(index);
    if (stream == null) {
      throw new IllegalArgumentException("fact " + index + " has no per");
    }
    Gauge gauge = state.plan.gauge(index);
    Map<String, Object> entries = new LinkedHashMap<>();
    state
        .keyed(stream)
        .seen(gauge, at)
        .forEach((key, memory) -> {
          Object value = gauge.value(memory, at);
          if (value != null) {
            entries.put(key, value);
          }
        });
    return entries;
  }

  /** What a fact reads; null where it has an entry for each key and none is meant or seen. */
  @Nullable Memory memory(int fact) {
    StreamPlan stream = state.plan.keyed(fact);
    if (stream == null) {
      return state.memory;
    }
    List<String> per = Objects.requireNonNull(stream.family.per());
    String key = signal == null ? null : Key.of(signal, per);
    return key == null ? null : state.keyed(stream).entry(state.plan.gauge(fact), key, at);
  }

  @Override
  public @Nullable Object trait(String name) {
    return state.trait(name);
  }

  @Override
  public boolean inSegment(int index) {
    return state.holds(index);
  }

  @Override
  public Signal signal() {
    return signal == null ? NO_SIGNAL : signal;
  }

  private Id sender(int index) {
    return state.senders.id(index);
  }
}
