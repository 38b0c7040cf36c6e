package dev.attune.engine;

import dev.attune.care.Allowance;
import dev.attune.care.Offer;
import dev.attune.customer.Change;
import dev.attune.engine.Choice.What;
import dev.attune.engine.Deciding.Place;
import dev.attune.engine.Due.Task;
import dev.attune.playbook.Care;
import dev.attune.playbook.Option;
import dev.attune.playbook.Playbook;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Grace that Attune gives by itself: for a moment that is open and stands, was found in time and
 * has settled, the best of its options that are for it and within its budget; once. Belongs to the
 * fold.
 */
final class AutoGrace {
  /** The setting that stops it: {@value #OFF}; anything else, or none, does not. */
  static final String SETTING = "grace/auto";

  static final String OFF = "off";

  private final Books books;

  AutoGrace(Books books) {
    this.books = books;
  }

  /** Looks at a moment again once it has settled, if something may be given in it. */
  static void await(Books books, Commit commit, EffectRecord record) {
    if (record.effect().change() instanceof Change.Opened opened && !record.late()) {
      Care care = books.steps.current().playbook().care();
      if (care.trust().auto().isPresent()
          && care.optionsOf(opened.rule()).stream().anyMatch(Option::auto)) {
        Task task = new Task(record.settlesAt(), Due.What.AUTO, record.effect().id());
        books.due.set(commit, task);
      }
    }
  }

  /** The id of what is given by itself in a moment: there is one at most. */
  static String gesture(String moment) {
    return "auto-" + moment;
  }

  /**
   * A choice for a moment, with the place at which it is decided.
   *
   * @param place where it is within the budget
   */
  record Chosen(Choice choice, Place place) {}

  /** What is to be given in a moment now, or null. */
  @Nullable Chosen choose(String moment, Deciding deciding, Instant now) {
    byte[] value = books.store.get(Family.MOMENTS, MomentRow.key(moment));
    if (value == null || isOff()) {
      return null;
    }
    MomentRow row = MomentRow.decode(moment, value);
    Playbook playbook = books.steps.current().playbook();
    if (!mayAct(row, now) || playbook.care().optionsOf(row.rule()).isEmpty()) {
      return null;
    }
    Chooser by = Chooser.auto(playbook.zone(), allowance(playbook.zone(), now));
    Place place = deciding.look(row.customer(), Optional.of(moment), by, now);
    return deciding.offers(place).stream()
        .filter(Offer::isWithin)
        .findFirst()
        .map(offer -> {
          What what = new What.Listed(offer.option().name());
          Choice choice =
              new Choice(
                  gesture(moment),
                  row.customer(),
                  what,
                  Optional.of(moment),
                  by,
                  now,
                  Optional.empty());
          return new Chosen(choice, place);
        })
        .orElse(null);
  }

  private boolean mayAct(MomentRow row, Instant now) {
    byte[] value =
        books.store.get(Family.EFFECTS, EffectRecord.key(row.customer(), row.openedAt(), row.id()));
    if (value == null) {
      return false;
    }
    EffectRecord record = EffectRecord.decode(value);
    return row.state() == MomentView.State.OPEN
        && row.withdrawn() == null
        // Behind a long stop, what is due to be given may come before what is due to be closed.
        && now.isBefore(row.expires())
        && record.stands()
        && !record.late()
        && !now.isBefore(record.settlesAt());
  }

  private boolean isOff() {
    byte[] value = books.store.get(Family.SETTINGS, SETTING.getBytes(StandardCharsets.UTF_8));
    return value != null && new String(value, StandardCharsets.UTF_8).equals(OFF);
  }

  private Allowance allowance(ZoneId zone, Instant now) {
    Instant day = now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    List<Allowance.Dated> course = books.steps.budgets(Optional.empty(), Optional.empty(), day);
    return Allowance.at(now, course, zone);
  }
}
