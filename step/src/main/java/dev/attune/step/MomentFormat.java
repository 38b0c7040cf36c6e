package dev.attune.step;

import dev.attune.customer.Cause;
import dev.attune.customer.Change.Ending;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a list of moments.
 *
 * <pre>
 *   count × (id text, rule text, cause, expires whole, triggers count, last trigger whole,
 *            taken by optional text, flags raw: 1 closed, 2 has a key, 4 awaits good;
 *            if closed: at whole, ending text; if it has a key: key text;
 *            if it awaits: count × (gesture optional text, since whole))
 *   cause: 0 by signal: source text, message id text, sender id, at whole
 *          1 by time: at whole, sender id, set at whole
 *          2 by adoption: at whole, version count
 * </pre>
 */
final class MomentFormat {
  private static final int CLOSED = 1;
  private static final int KEYED = 2;
  private static final int AWAITS = 4;
  private static final int BY_SIGNAL = 0;
  private static final int BY_TIME = 1;
  private static final int BY_ADOPTION = 2;

  private MomentFormat() {}

  static void write(List<Moment> moments, Encoder out) {
    out.count(moments.size());
    for (Moment moment : moments) {
      out.text(moment.id());
      out.text(moment.rule());
      writeCause(moment.cause(), out);
      out.whole(moment.expires().toEpochMilli());
      out.count(moment.triggers());
      out.whole(moment.lastTrigger().toEpochMilli());
      out.optionalText(moment.takenBy());
      Moment.Closing closing = moment.closing();
      out.raw(
          (closing == null ? 0 : CLOSED)
              | (moment.key() == null ? 0 : KEYED)
              | (moment.awaits().isEmpty() ? 0 : AWAITS));
      if (closing != null) {
        out.whole(closing.at().toEpochMilli());
        out.text(closing.ending().name());
      }
      if (moment.key() != null) {
        out.text(moment.key());
      }
      if (!moment.awaits().isEmpty()) {
        out.count(moment.awaits().size());
        for (Moment.Await await : moment.awaits()) {
          out.optionalText(await.gesture());
          out.whole(await.since().toEpochMilli());
        }
      }
    }
  }

  static List<Moment> read(Decoder in) {
    int size = in.size();
    List<Moment> moments = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      moments.add(read(in, in.text(), in.text()));
    }
    return moments;
  }

  private static Moment read(Decoder in, String id, String rule) {
    Cause cause = readCause(in);
    Instant expires = instant(in);
    int triggers = in.size();
    Instant lastTrigger = instant(in);
    String takenBy = in.optionalText();
    int flags = in.raw();
    Moment.Closing closing =
        (flags & CLOSED) == 0 ? null : new Moment.Closing(instant(in), Ending.valueOf(in.text()));
    String key = (flags & KEYED) == 0 ? null : in.text();
    List<Moment.Await> awaits = (flags & AWAITS) == 0 ? List.of() : readAwaits(in);
    return new Moment(
        id, rule, key, cause, expires, triggers, lastTrigger, takenBy, closing, awaits);
  }

  private static List<Moment.Await> readAwaits(Decoder in) {
    int size = in.size();
    List<Moment.Await> awaits = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      awaits.add(new Moment.Await(in.optionalText(), instant(in)));
    }
    return awaits;
  }

  private static void writeCause(Cause cause, Encoder out) {
    switch (cause) {
      case Cause.BySignal(SignalId signal, Signal.Address address) -> {
        out.raw(BY_SIGNAL);
        out.text(signal.source());
        out.text(signal.messageId());
        CustomerFormat.writeId(address.sender(), out);
        out.whole(address.at().toEpochMilli());
      }
      case Cause.ByTime(Instant at, Signal.Address setBy) -> {
        out.raw(BY_TIME);
        out.whole(at.toEpochMilli());
        CustomerFormat.writeId(setBy.sender(), out);
        out.whole(setBy.at().toEpochMilli());
      }
      case Cause.ByAdoption(Instant at, int version) -> {
        out.raw(BY_ADOPTION);
        out.whole(at.toEpochMilli());
        out.count(version);
      }
      case Cause.ByEvent by ->
          throw new IllegalStateException("an event that stops opens no moment: " + by);
    }
  }

  private static Cause readCause(Decoder in) {
    int kind = in.raw();
    return switch (kind) {
      case BY_SIGNAL ->
          new Cause.BySignal(
              new SignalId(in.text(), in.text()),
              new Signal.Address(CustomerFormat.readId(in), instant(in)));
      case BY_TIME ->
          new Cause.ByTime(instant(in), new Signal.Address(CustomerFormat.readId(in), instant(in)));
      case BY_ADOPTION -> new Cause.ByAdoption(instant(in), in.size());
      default -> throw new IllegalStateException("damaged customer state: cause " + kind);
    };
  }

  private static Instant instant(Decoder in) {
    return Instant.ofEpochMilli(in.whole());
  }
}
