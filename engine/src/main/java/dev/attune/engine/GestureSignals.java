package dev.attune.engine;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.customer.Origin;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import dev.attune.engine.GestureView.State;
import dev.attune.wire.StoredSignal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The signals that gestures are to their customers (INV-001): one for each state, all with the
 * gesture's id as the property {@code gesture}. The first carries {@code chosen: true}, and the
 * gesture's id as its message id; every further one that id, its number of two digits, and the
 * state, with dots between: so they are in their order even where they are of one instant.
 */
final class GestureSignals {
  /** What a signal says of a promise whose time is over. */
  private static final String LATE = "late";

  private GestureSignals() {}

  /** Somebody chose it. */
  static StoredSignal chosen(GestureView gesture, Instant now) {
    Data.Builder properties = properties(gesture, word(gesture.state()));
    properties.put("chosen", true);
    return signal(gesture, gesture.id(), gesture.choice().at(), properties.build(), now);
  }

  /** It went into another state. */
  static StoredSignal turned(GestureView gesture, Instant at, Instant now) {
    String state = word(gesture.state());
    Data properties = properties(gesture, state).build();
    return signal(gesture, messageId(gesture, state), at, properties, now);
  }

  /** It is promised, and late by now. */
  static StoredSignal late(GestureView gesture, Instant at, Instant now) {
    return signal(gesture, messageId(gesture, LATE), at, properties(gesture, LATE).build(), now);
  }

  private static String messageId(GestureView gesture, String state) {
    int number = gesture.course().size() - 1 + (gesture.late() ? 1 : 0);
    return "%s.%02d.%s".formatted(gesture.id(), number, state);
  }

  private static Data.Builder properties(GestureView gesture, String state) {
    Data.Builder properties =
        new Data.Builder()
            .put("gesture", gesture.id())
            .put("state", state)
            .put("title", gesture.title())
            .put("cost", number(gesture.cost()));
    gesture.kind().ifPresent(kind -> properties.put("kind", kind));
    gesture.choice().by().team().ifPresent(team -> properties.put("team", team));
    return properties;
  }

  private static Object number(BigDecimal amount) {
    return amount.stripTrailingZeros().scale() <= 0
        ? (Object) amount.longValue()
        : (Object) amount.doubleValue();
  }

  private static StoredSignal signal(
      GestureView gesture, String messageId, Instant at, Data properties, Instant now) {
    Choice choice = gesture.choice();
    Id customer = choice.customer();
    Optional<String> user = Optional.of(customer.value()).filter(value -> customer.isUser());
    Content content =
        new Content.Gesture(
            choice.what().option(), choice.moment().orElse(null), choice.by().name(), properties);
    Signal signal =
        new Signal(
            new SignalId(Gestures.SOURCE, messageId),
            choice.by().isAuto() ? Origin.ATTUNE : Origin.STAFF,
            user.orElse(null),
            user.isPresent() ? null : customer.value(),
            at,
            Data.EMPTY,
            content);
    return StoredSignal.of(signal, now);
  }

  private static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
