package dev.attune.engine;

import dev.attune.customer.Cause;
import dev.attune.customer.Change;
import dev.attune.customer.Effect;
import dev.attune.customer.Id;
import dev.attune.playbook.MomentRule;
import dev.attune.step.Moment;
import dev.attune.step.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records what was decided, exactly once, and withdraws what no longer stands (INV-008). Belongs to
 * the fold; one commit.
 */
final class Recorder {
  private final Books books;
  private final Store store;
  private final Commit commit;
  private final Step step;
  private final Instant now;
  private Instant line;
  private final Origins origins;
  private final MomentBook moments;
  private final GoalBook goals;
  private final Worth worth;
  private long sequence;
  private long recorded;
  private long withdrawn;

  Recorder(Books books, Commit commit, Step step, Instant now) {
    this.books = books;
    this.store = books.store;
    this.commit = commit;
    this.step = step;
    this.now = now;
    sequence = books.sequence;
    line = books.timelines.bases().line(step);
    origins = new Origins(books.timelines);
    moments = new MomentBook(store, books.counts);
    goals = new GoalBook(books.counts, step.playbook().zone());
    worth = books.worth;
  }

  long sequence() {
    return sequence;
  }

  long recorded() {
    return recorded;
  }

  long withdrawn() {
    return withdrawn;
  }

  /** After inputs in order. */
  void append(Id customer, List<Effect> effects, List<Moment> state) {
    for (Effect effect : effects) {
      record(customer, effect);
    }
    moments.append(commit, step, customer, effects, state);
  }

  /** Of what is about no customer. */
  void tell(Effect effect) {
    boolean late = isLate(effect);
    Outbox.tell(commit, null, new EffectRecord(effect, null, now, late, now, ++sequence), now);
    recorded++;
  }

  /**
   * After a re-fold: compares what stands with what was recorded of everybody who took part, adds
   * what is missing, and withdraws what is recorded at or behind the line and stands no longer.
   *
   * @param recordedOf whose records to compare
   * @param after the customers that there are now
   * @param point up to and at which nothing was folded anew, or null
   */
  void settle(
      Collection<Id> recordedOf, List<Folded> after, String reason, @Nullable Instant point) {
    if (!after.isEmpty()) {
      line = after.getFirst().sitting().line();
    }
    Map<Id, Map<String, Effect>> missing = new LinkedHashMap<>();
    Map<Id, List<EffectRecord>> settled = new HashMap<>();
    for (Folded folded : after) {
      Map<String, Effect> effects = new LinkedHashMap<>();
      folded.before().forEach(effect -> effects.put(effect.id(), effect));
      folded.effects().forEach(effect -> effects.put(effect.id(), effect));
      missing.put(folded.who().canonical(), effects);
      settled.put(folded.who().canonical(), new ArrayList<>());
    }
    List<Kept> kept = kept(recordedOf);
    Map<String, Id> ofMoments = ownersOfMoments(kept, missing, after);
    for (Kept each : kept) {
      EffectRecord record = each.record;
      if (point != null && !record.effect().at().isAfter(point)) {
        settled.computeIfAbsent(each.was, id -> new ArrayList<>()).add(record);
        continue;
      }
      Id found = finder(record.effect(), each.was, missing);
      Id owner = found != null ? found : owner(record.effect(), each.was, ofMoments, after);
      Effect again =
          found == null ? null : missing.getOrDefault(found, Map.of()).remove(record.effect().id());
      EffectRecord is = compared(each.was, owner, record, again, reason);
      settled.computeIfAbsent(owner, id -> new ArrayList<>()).add(is);
    }
    settleMoments(after, missing, settled);
  }

  /** A record, and under whom it was kept. */
  private record Kept(Id was, EffectRecord record) {}

  private List<Kept> kept(Collection<Id> recordedOf) {
    List<Kept> kept = new ArrayList<>();
    for (Id was : recordedOf) {
      EffectRecord.of(store, was).forEach(record -> kept.add(new Kept(was, record)));
    }
    return kept;
  }

  /** To whom moments belong, by id: what was said of a moment goes where it goes. */
  private Map<String, Id> ownersOfMoments(
      List<Kept> kept, Map<Id, Map<String, Effect>> missing, List<Folded> after) {
    Map<String, Id> owners = new HashMap<>();
    for (Kept each : kept) {
      Effect effect = each.record.effect();
      if (effect.change() instanceof Change.Opened) {
        Id found = finder(effect, each.was, missing);
        owners.put(effect.id(), found != null ? found : owner(effect, each.was, Map.of(), after));
      }
    }
    return owners;
  }

  private void settleMoments(
      List<Folded> after,
      Map<Id, Map<String, Effect>> missing,
      Map<Id, List<EffectRecord>> settled) {
    for (Folded folded : after) {
      Id customer = folded.who().canonical();
      List<EffectRecord> records = settled.getOrDefault(customer, new ArrayList<>());
      missing
          .getOrDefault(customer, Map.of())
          .values()
          .forEach(e -> records.add(record(customer, e)));
      moments.settle(commit, step, customer, records, folded.sitting().moments());
    }
  }

  private static @Nullable Id finder(Effect effect, Id was, Map<Id, Map<String, Effect>> missing) {
    Map<String, Effect> own = missing.get(was);
    if (own != null && own.containsKey(effect.id())) {
      return was;
    }
    for (Map.Entry<Id, Map<String, Effect>> each : missing.entrySet()) {
      if (each.getValue().containsKey(effect.id())) {
        return each.getKey();
      }
    }
    return null;
  }

  /**
   * To whom an effect belongs that nobody decides again: to whom its moment belongs, else to whom
   * its cause does.
   */
  private Id owner(Effect effect, Id was, Map<String, Id> ofMoments, List<Folded> after) {
    Id ofMoment =
        switch (effect.change()) {
          case Change.Renewed renewed -> ofMoments.get(renewed.moment());
          case Change.Closed closed -> ofMoments.get(closed.moment());
          case Change.Good good -> ofMoments.get(good.moment());
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
    if (ofMoment != null) {
      return ofMoment;
    }
    Cause cause = effect.cause();
    for (Folded folded : after) {
      boolean same = cause instanceof Cause.ByAdoption && folded.who().canonical().equals(was);
      if (same || origins.isOf(folded.who(), cause)) {
        return folded.who().canonical();
      }
    }
    return after.isEmpty() ? was : after.getFirst().who().canonical();
  }

  private EffectRecord compared(
      Id was, Id owner, EffectRecord record, @Nullable Effect again, String reason) {
    EffectRecord is = record;
    boolean ours = !record.effect().at().isBefore(line);
    boolean told = false;
    if (again != null && !record.stands()) {
      is = record.restored(again, isLate(again), settlesAt(again), ++sequence);
      told = true;
    } else if (again != null) {
      is = record.with(again);
    } else if (ours && record.stands()) {
      is = record.withdrawn(reason, ++sequence);
      told = true;
      withdrawn++;
    }
    if (!is.equals(record) || !owner.equals(was)) {
      if (!owner.equals(was)) {
        commit.delete(Family.EFFECTS, EffectRecord.key(was, record.effect()));
      }
      unnote(was, record);
      write(owner, is);
    }
    if (told) {
      Outbox.tell(commit, owner, is, now);
    }
    return is;
  }

  private EffectRecord record(Id customer, Effect effect) {
    EffectRecord record =
        new EffectRecord(effect, null, now, isLate(effect), settlesAt(effect), ++sequence);
    write(customer, record);
    Outbox.tell(commit, customer, record, now);
    recorded++;
    return record;
  }

  private boolean isLate(Effect effect) {
    return effect.at().plus(step.playbook().stale()).isBefore(now);
  }

  /**
   * From when something irreversible may be done for it. What time alone opened waits, for the
   * signal that contradicts it may be under way: from when it was found, not from its due instant,
   * since after a halt the signals that waited outside come only once we run again.
   */
  private Instant settlesAt(Effect effect) {
    boolean byTime = effect.cause() instanceof Cause.ByTime;
    if (!byTime || !(effect.change() instanceof Change.Opened opened)) {
      return now;
    }
    return step.playbook().rule(opened.rule()).map(MomentRule::settle).map(now::plus).orElse(now);
  }

  private void write(Id customer, EffectRecord record) {
    commit.put(Family.EFFECTS, EffectRecord.key(customer, record.effect()), record.encode());
    if (!record.stands()) {
      return;
    }
    if (record.effect().change() instanceof Change.Entered) {
      Members.note(commit, customer, record, true);
    } else if (record.effect().change() instanceof Change.Left) {
      Members.note(commit, customer, record, false);
    }
    goals.note(record.effect(), 1);
    worth.note(commit, record.effect(), true);
    AutoGrace.await(books, commit, record);
  }

  private void unnote(Id customer, EffectRecord record) {
    Change change = record.effect().change();
    if (record.stands()) {
      goals.note(record.effect(), -1);
      worth.note(commit, record.effect(), false);
    }
    if (record.stands() && (change instanceof Change.Entered || change instanceof Change.Left)) {
      Members.unnote(commit, customer, record);
    }
  }
}
