package dev.attune.server;

import dev.attune.customer.Change;
import dev.attune.customer.Content;
import dev.attune.customer.Id;
import dev.attune.customer.Kind;
import dev.attune.customer.Signal;
import dev.attune.engine.Engine;
import dev.attune.engine.Page;
import dev.attune.engine.RecordedEffect;
import dev.attune.wire.StoredSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The newest of what a customer did and of what came of it: enough for a page, however long their
 * past is.
 *
 * @param signals newest first
 * @param isAll whether there are no older ones
 * @param effects that stand, newest first
 */
record Recent(List<StoredSignal> signals, boolean isAll, List<RecordedEffect> effects) {
  private static final int MOST_SIGNALS = 2_000;
  private static final int PIECE = 500;
  private static final int QUOTES = 4;

  Recent {
    signals = List.copyOf(signals);
    effects = List.copyOf(effects);
  }

  static Recent of(Engine engine, Id id) {
    List<StoredSignal> signals = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<StoredSignal> page = engine.timeline(id, cursor, PIECE);
      signals.addAll(page.items());
      cursor = page.next();
    } while (cursor.isPresent() && signals.size() < MOST_SIGNALS);
    List<RecordedEffect> effects =
        engine.outlet().of(id, Optional.empty(), PIECE).items().stream()
            .filter(each -> each.withdrawn() == null)
            .toList();
    return new Recent(signals, cursor.isEmpty(), effects);
  }

  List<Instant> instants() {
    return signals.stream().map(StoredSignal::occurredAt).toList();
  }

  /** When they were first heard of, if all is here. */
  Optional<Instant> first() {
    return isAll && !signals.isEmpty()
        ? Optional.of(signals.getLast().occurredAt())
        : Optional.empty();
  }

  /** What they said last. */
  List<Signal> said() {
    return signals.stream()
        .filter(each -> each.kind() == Kind.FEEDBACK)
        .limit(QUOTES)
        .map(StoredSignal::signal)
        .toList();
  }

  /** Their newest word on each purpose. */
  Map<Content.Consent.Purpose, Signal> consents() {
    Map<Content.Consent.Purpose, Signal> consents = new EnumMap<>(Content.Consent.Purpose.class);
    for (StoredSignal each : signals) {
      if (each.kind() == Kind.CONSENT && each.signal().content() instanceof Content.Consent word) {
        consents.putIfAbsent(word.purpose(), each.signal());
      }
    }
    return consents;
  }

  /** How a goal went, newest first: when, and whether it was attained. */
  List<RecordedEffect> tries(String goal) {
    return effects.stream()
        .filter(each ->
            switch (each.effect().change()) {
              case Change.Attained attained -> attained.rule().equals(goal);
              case Change.Missed missed -> missed.rule().equals(goal);
              default -> false;
            })
        .toList();
  }
}
