package dev.attune.engine;

import dev.attune.customer.Change;
import dev.attune.customer.Change.Ending;
import dev.attune.customer.Effect;
import dev.attune.customer.Id;
import dev.attune.playbook.MomentRule;
import dev.attune.step.Moment;
import dev.attune.step.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings the desk's rows of one customer to what was decided. Belongs to the fold.
 *
 * <p>What a row says comes from the effects that stand; who looks after a moment, and until when it
 * is open, from the customer's state where the state still knows it.
 */
final class MomentBook {
  private static final Duration USUAL_EXPIRES = Duration.ofDays(7);

  private final Source source;
  private final Counts counts;

  MomentBook(Source source, Counts counts) {
    this.source = source;
    this.counts = counts;
  }

  /** After inputs in order: adds to what is there. */
  void append(Commit commit, Step step, Id customer, List<Effect> effects, List<Moment> state) {
    Map<String, MomentRow> was = new HashMap<>();
    Map<String, MomentRow> is = new LinkedHashMap<>();
    for (Effect effect : effects) {
      switch (effect.change()) {
        case Change.Opened opened -> is.put(effect.id(), opened(step, customer, effect));
        case Change.Renewed renewed -> renew(renewed.moment(), was, is);
        case Change.Closed closed -> close(closed, effect.at(), was, is);
        case Change.Good good -> {}
        case Change.Entered entered -> {}
        case Change.Left left -> {}
        case Change.SetAside aside -> {}
        case Change.LeftOut left -> {}
        case Change.Attained attained -> {}
        case Change.Missed missed -> {}
        case Change.Stopped stopped -> {}
        case Change.Resumed resumed -> {}
        case Change.Gathered gathered -> {}
      }
    }
    for (Moment moment : state) {
      MomentRow row = current(moment.id(), was, is);
      if (row != null) {
        is.put(moment.id(), asStated(row, moment));
      }
    }
    is.forEach((id, row) -> write(commit, was.get(id), row));
  }

  /** After a re-fold: what the customer's records say, all of them. */
  void settle(
      Commit commit, Step step, Id customer, List<EffectRecord> records, List<Moment> state) {
    Map<String, Moment> known = new HashMap<>();
    state.forEach(moment -> known.put(moment.id(), moment));
    Map<String, List<EffectRecord>> ofMoment = new HashMap<>();
    for (EffectRecord record : records) {
      String moment = momentOf(record.effect().change());
      if (moment != null && record.stands()) {
        ofMoment.computeIfAbsent(moment, id -> new ArrayList<>()).add(record);
      }
    }
    for (EffectRecord record : records) {
      if (record.effect().change() instanceof Change.Opened) {
        String id = record.effect().id();
        MomentRow was = read(id);
        MomentRow is =
            record.stands()
                ? standing(step, customer, record, ofMoment.getOrDefault(id, List.of()), was)
                : withdrawn(step, customer, record, was);
        Moment stated = known.get(id);
        if (record.stands() && stated != null) {
          is = asStated(is, stated);
        }
        if (!is.equals(was)) {
          write(commit, was, is);
        }
      }
    }
  }

  /** The row of a moment, or null. */
  @Nullable MomentRow read(String id) {
    byte[] value = source.get(Family.MOMENTS, MomentRow.key(id));
    return value == null ? null : MomentRow.decode(id, value);
  }

  private static @Nullable String momentOf(Change change) {
    return switch (change) {
      case Change.Renewed renewed -> renewed.moment();
      case Change.Closed closed -> closed.moment();
      case Change.Good good -> null;
      case Change.Opened opened -> null;
      case Change.Entered entered -> null;
      case Change.Left left -> null;
      case Change.SetAside aside -> null;
      case Change.LeftOut left -> null;
      case Change.Attained attained -> null;
      case Change.Missed missed -> null;
      case Change.Stopped stopped -> null;
      case Change.Resumed resumed -> null;
      case Change.Gathered gathered -> null;
    };
  }

  private static MomentRow opened(Step step, Id customer, Effect effect) {
    String rule = effect.change().rule();
    Duration expires = step.playbook().rule(rule).map(MomentRule::expires).orElse(USUAL_EXPIRES);
    return new MomentRow(
        effect.id(),
        customer,
        rule,
        effect.at(),
        effect.at().plus(expires),
        1,
        null,
        null,
        null,
        null,
        false);
  }

  private static MomentRow standing(
      Step step,
      Id customer,
      EffectRecord record,
      List<EffectRecord> about,
      @Nullable MomentRow was) {
    MomentRow row = opened(step, customer, record.effect());
    int triggers = 1;
    Instant closedAt = null;
    Ending ending = null;
    for (EffectRecord each : about) {
      if (each.effect().change() instanceof Change.Closed closed) {
        closedAt = each.effect().at();
        ending = closed.ending();
      } else {
        triggers++;
      }
    }
    return new MomentRow(
        row.id(),
        customer,
        row.rule(),
        row.openedAt(),
        was == null ? row.expires() : was.expires(),
        triggers,
        was == null ? null : was.takenBy(),
        closedAt,
        ending,
        null,
        was != null && was.acted());
  }

  private static MomentRow withdrawn(
      Step step, Id customer, EffectRecord record, @Nullable MomentRow was) {
    MomentRow row = was == null ? opened(step, customer, record.effect()) : was;
    boolean acted =
        row.acted()
            || row.takenBy() != null
            || row.ending() == Ending.CLOSED
            || row.ending() == Ending.DISMISSED;
    return new MomentRow(
        row.id(),
        customer,
        row.rule(),
        row.openedAt(),
        row.expires(),
        row.triggers(),
        row.takenBy(),
        acted ? row.closedAt() : null,
        acted ? row.ending() : null,
        record.withdrawn(),
        acted);
  }

  private void renew(String id, Map<String, MomentRow> was, Map<String, MomentRow> is) {
    MomentRow row = current(id, was, is);
    if (row != null) {
      is.put(
          id,
          new MomentRow(
              id,
              row.customer(),
              row.rule(),
              row.openedAt(),
              row.expires(),
              row.triggers() + 1,
              row.takenBy(),
              row.closedAt(),
              row.ending(),
              row.withdrawn(),
              row.acted()));
    }
  }

  private void close(
      Change.Closed closed, Instant at, Map<String, MomentRow> was, Map<String, MomentRow> is) {
    MomentRow row = current(closed.moment(), was, is);
    if (row != null) {
      is.put(closed.moment(), closed(row, at, closed.ending()));
    }
  }

  private static MomentRow closed(MomentRow row, @Nullable Instant at, @Nullable Ending ending) {
    return new MomentRow(
        row.id(),
        row.customer(),
        row.rule(),
        row.openedAt(),
        row.expires(),
        row.triggers(),
        row.takenBy(),
        at,
        ending,
        row.withdrawn(),
        row.acted());
  }

  /** The row with what the customer's state says of the moment. */
  private static MomentRow asStated(MomentRow row, Moment moment) {
    Moment.Closing closing = moment.closing();
    return new MomentRow(
        row.id(),
        row.customer(),
        row.rule(),
        row.openedAt(),
        moment.expires(),
        moment.triggers(),
        moment.takenBy(),
        closing == null ? null : closing.at(),
        closing == null ? null : closing.ending(),
        row.withdrawn(),
        row.acted() || moment.takenBy() != null);
  }

  private @Nullable MomentRow current(
      String id, Map<String, MomentRow> was, Map<String, MomentRow> is) {
    MomentRow row = is.get(id);
    if (row != null) {
      return row;
    }
    MomentRow read = read(id);
    if (read != null) {
      was.put(id, read);
    }
    return read;
  }

  private void write(Commit commit, @Nullable MomentRow was, MomentRow is) {
    if (!is.equals(was)) {
      Desk.update(commit, counts, was, is);
    }
  }
}
