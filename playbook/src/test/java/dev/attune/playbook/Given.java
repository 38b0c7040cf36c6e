package dev.attune.playbook;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Origin;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a condition finds, told by hand. Facts and segments are those of {@link Written}. */
final class Given implements Scope {
  static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

  private final Map<Integer, Object> facts = new HashMap<>();
  private final Map<String, Object> traits = new HashMap<>();
  private final Set<Integer> segments = new HashSet<>();
  private @Nullable Signal signal;

  /** Somebody of whom nothing is known. */
  static Given nothing() {
    return new Given();
  }

  Given fact(String name, Object value) {
    facts.put(Written.fact(name), value);
    return this;
  }

  Given fact(int index, Object value) {
    facts.put(index, value);
    return this;
  }

  /** Somebody of whom one fact has these entries. */
  static Given entries(int fact, Map<String, Object> entries) {
    Given given = new Given();
    given.facts.put(fact, entries);
    return given;
  }

  Given trait(String name, Object value) {
    Data stated = Data.of(name, value);
    Object known = stated.get(name);
    if (known != null) {
      traits.put(name, known);
    }
    return this;
  }

  Given in(String segment) {
    segments.add(Written.segment(segment));
    return this;
  }

  /** They did something. */
  Given did(String event, Object... properties) {
    return heard(new Content.Track(event, Data.of(properties)));
  }

  Given heard(Content content) {
    return heard(content, Data.EMPTY);
  }

  Given heard(Content content, Data context) {
    SignalId id = new SignalId("shop", "1");
    signal = new Signal(id, Origin.SERVER, "ada", null, NOON, context, content);
    return this;
  }

  @Override
  public @Nullable Object fact(int index) {
    return facts.get(index);
  }

  @Override
  public double number(int index) {
    return facts.get(index) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  @Override
  public Map<String, Object> entries(int index) {
    return facts.get(index) instanceof Map<?, ?> entries
        ? entries.entrySet().stream()
            .collect(Collectors.toMap(e -> e.getKey().toString(), e -> (Object) e.getValue()))
        : Map.of();
  }

  @Override
  public @Nullable Object trait(String name) {
    return traits.get(name);
  }

  @Override
  public boolean inSegment(int index) {
    return segments.contains(index);
  }

  @Override
  public Signal signal() {
    if (signal == null) {
      throw new IllegalStateException("time is being decided");
    }
    return signal;
  }
}
