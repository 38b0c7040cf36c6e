package dev.attune.step;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Signal;
import dev.attune.playbook.Fact;
import dev.attune.step.Summary.Kept;
import dev.attune.step.Summary.Told;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sums up what the signals of one stretch of one id's timeline mean to facts without a window, and
 * to traits, before they are removed: begun by {@link Step#summing}. It hears each on its own, in
 * the total order, and decides nothing. What goals and segments meant is a matter of all ids of a
 * customer: see {@link Standing}. Not thread-safe; single use.
 */
public final class Summing {
  private final Plan plan;
  private final View view;
  private final long cut;
  private final int limit;
  private final @Nullable Summary before;

  /** What each fact without a window says, by its index; null where another says it before. */
  private final @Nullable String[] definitions;

  private @Nullable Summary summary;

  /**
   * Begins with a summary of what came before.
   *
   * @param limit how many things a fact may remember: one that must remember more begins anew
   */
  Summing(Plan plan, @Nullable Summary before, Instant cut, int limit) {
    this.plan = plan;
    this.before = before;
    this.cut = cut.toEpochMilli();
    this.limit = limit;
    view = new View(new State(plan));
    definitions = definitions(plan);
    summary = before == null ? null : begun(before.last);
  }

  /** Takes in a signal that is to be removed. */
  public void hear(Signal signal) {
    Mark mark = Mark.of(signal);
    Summary into = summary == null ? begun(mark) : summary;
    summary = into;
    into.last = mark;
    if (signal.content() instanceof Content.Identify(Data traits)) {
      StatedTraits.note(into.traits, traits, mark);
      if (!signal.origin().isHearsay()) {
        StatedTraits.note(into.trusted, traits, mark);
      }
    }
    String zone = signal.context().text("timezone");
    if (zone != null) {
      into.zone = new Told<>(zone, mark);
    }
    if (signal.content() instanceof Content.Raised raised) {
      into.limit = new Told<>(raised.limit(), mark);
    }
    Boolean objects = Objecting.word(signal);
    if (objects != null) {
      into.objects = new Told<>(objects, mark);
    }
    view.turnTo(signal);
    for (StreamPlan stream : plan.on(signal.event()).streams()) {
      count(stream, signal, mark, into);
    }
  }

  /** The summary, or nothing if there was nothing to sum up. */
  public Optional<Summary> summary() {
    return Optional.ofNullable(summary);
  }

  private static @Nullable String[] definitions(Plan plan) {
    @Nullable String[] definitions = new String[plan.playbook.facts().size()];
    Set<String> known = new HashSet<>();
    for (StreamPlan stream : plan.streams) {
      for (Gauge.Total total : stream.totals) {
        String definition = Definition.of(total.fact(), plan.playbook);
        boolean isFirst = !stream.isOfGoal() && known.add(definition);
        definitions[total.fact().index()] = isFirst ? definition : null;
      }
    }
    return definitions;
  }

  /** The facts that the playbook has, as they were; those it has no more are forgotten. */
  private Summary begun(Mark last) {
    Summary begun = new Summary(cut, last);
    for (String definition : definitions) {
      if (definition != null) {
        Kept was = before == null ? null : before.facts.get(definition);
        long from = before == null ? Long.MIN_VALUE : was == null ? before.cut : was.from();
        begun.facts.put(definition, new Kept(from, was == null ? new TreeMap<>() : was.byKey()));
      }
    }
    if (before != null) {
      begun.traits = before.traits;
      begun.trusted = before.trusted;
      begun.zone = before.zone;
      begun.limit = before.limit;
      begun.objects = before.objects;
    }
    return begun;
  }

  private void count(StreamPlan stream, Signal signal, Mark mark, Summary into) {
    boolean counts = stream.where == null || stream.where.test(view).holds();
    List<String> per = stream.family.per();
    String key = per == null ? "" : Key.of(signal, per);
    if (!counts || key == null) {
      return;
    }
    for (Gauge.Total total : stream.totals) {
      Fact fact = total.fact();
      @Nullable Object value =
          fact.of() == null ? null : signal.content().properties().at(fact.of());
      boolean isNumber = StreamPlan.isNumber(fact.kind());
      long micros = isNumber ? Micros.of(value) : Micros.ABSENT;
      @Nullable Object scalar = isNumber ? null : Counting.scalar(value);
      boolean isThere =
          fact.of() == null
              || (isNumber
                  ? micros != Micros.ABSENT && micros != Micros.TOO_LARGE
                  : scalar != null);
      if (isThere) {
        long day = total instanceof Streak streak ? streak.dayOf(mark.at()) : 0;
        enter(fact, key, into, lifetime -> lifetime.enter(fact.kind(), mark, micros, scalar, day));
      }
    }
  }

  private void enter(Fact fact, String key, Summary into, Consumer<Lifetime> entering) {
    String definition = definitions[fact.index()];
    Kept kept = definition == null ? null : into.facts.get(definition);
    if (definition == null || kept == null) {
      return;
    }
    Lifetime lifetime = kept.byKey().computeIfAbsent(key, name -> new Lifetime());
    entering.accept(lifetime);
    if (lifetime.size() > limit || kept.byKey().size() > limit) {
      into.facts.remove(definition); // too much for one person: it begins anew behind the cut
    }
  }
}
