package dev.attune.engine;

import dev.attune.customer.Cause;
import dev.attune.customer.Change;
import dev.attune.customer.Data;
import dev.attune.customer.Effect;
import dev.attune.customer.Evidence;
import dev.attune.playbook.EventRules;
import dev.attune.step.Step;
import dev.attune.wire.BinaryReader;
import dev.attune.wire.BinaryWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Notices when an event that live rules read has stopped, and when it comes again: a rule that
 * waits for what nobody sends says so. When an event is too late is known beforehand (see {@link
 * Rhythm}), so the fold's clock wakes for it.
 *
 * <p>A halt of ours is no silence of others: after opening, everything has {@link #GRACE}. What is
 * found late, such as in an import of long ago, is told when nothing waits to be folded.
 *
 * <pre>
 *   meta   'e' event in UTF-8  ->  effect text, since long, last long: it has stopped
 * </pre>
 *
 * <p>Belongs to the fold; {@link #stopped} is for any thread.
 */
final class EventWatch {
  /** How long senders have, after a start, to send what they held back. */
  static final Duration GRACE = Duration.ofHours(1);

  private static final byte[] PREFIX = {'e'};

  private final Books books;
  private final long heardFrom;
  private final Map<String, Stop> stops = new HashMap<>();
  private Map<String, List<String>> rules = Map.of();
  private int version = -1;
  private volatile List<StoppedEvent> stopped = List.of();

  /** That an event has stopped, under the effect that told it. */
  private record Stop(String effect, Instant since, Instant last) {}

  EventWatch(Books books, Instant opened) {
    this.books = books;
    heardFrom = opened.plus(GRACE).toEpochMilli();
    load();
  }

  /** Reads what the last commit left. */
  void load() {
    stops.clear();
    version = -1;
    try (Scan scan = books.store.scan(Family.META, PREFIX)) {
      while (scan.next()) {
        byte[] key = scan.key();
        BinaryReader in = new BinaryReader(scan.value());
        stops.put(
            Keys.text(key, PREFIX.length, key.length),
            new Stop(
                in.readText(),
                Instant.ofEpochMilli(in.readLong()),
                Instant.ofEpochMilli(in.readLong())));
      }
    }
    show();
  }

  /** The events that have stopped, by name. */
  List<StoppedEvent> stopped() {
    return stopped;
  }

  /**
   * Notices what has stopped and what came again; false if nothing did.
   *
   * @param folded tells whether everything that came before an instant is folded
   * @param idle tells whether nothing waits to be folded
   */
  boolean turn(Instant now, Predicate<Instant> folded, BooleanSupplier idle) {
    if (version != books.steps.current().version()) {
      show();
    }
    List<String> changed = new ArrayList<>();
    for (String event : rules.keySet()) {
      long due = dueAt(event);
      boolean again = stops.containsKey(event) && due > now.toEpochMilli();
      if (again || (!stops.containsKey(event) && hasStopped(due, now, folded, idle))) {
        changed.add(event);
      }
    }
    List<String> forgotten =
        stops.keySet().stream().filter(event -> !rules.containsKey(event)).toList();
    if (changed.isEmpty() && forgotten.isEmpty()) {
      return false;
    }
    write(changed, forgotten, now);
    return true;
  }

  private boolean hasStopped(
      long due, Instant now, Predicate<Instant> folded, BooleanSupplier idle) {
    if (Math.max(due, heardFrom) > now.toEpochMilli()) {
      return false;
    }
    Instant since = Instant.ofEpochMilli(due);
    return isLate(since, now)
        ? idle.getAsBoolean()
        : folded.test(Instant.ofEpochMilli(Math.max(due, heardFrom)));
  }

  /** When an event has been silent for too long. */
  private long dueAt(String event) {
    Rhythm rhythm = books.catalogue.rhythm(event);
    return rhythm == null ? Rhythm.NEVER : rhythm.dueAt();
  }

  private void write(List<String> changed, List<String> forgotten, Instant now) {
    Map<String, Stop> is = new HashMap<>(stops);
    long sequence = books.sequence;
    try (Commit commit = books.store.commit()) {
      for (String event : changed) {
        Stop stop = is.remove(event);
        Effect effect = stop == null ? stop(event) : resume(event, stop);
        if (stop == null) {
          is.put(event, new Stop(effect.id(), effect.at(), last(effect)));
        }
        keep(commit, event, is.get(event));
        Outbox.tell(commit, null, record(effect, null, now, ++sequence), now);
      }
      for (String event : forgotten) {
        Stop stop = is.remove(event);
        keep(commit, event, null);
        if (stop != null) {
          Effect told = stop(event, stop.since, stop.last);
          Outbox.tell(commit, null, record(told, "adoption", now, ++sequence), now);
        }
      }
      Meta.reach(commit, books.position, sequence);
      commit.write();
    }
    books.effects.addAndGet(sequence - books.sequence);
    books.sequence = sequence;
    stops.clear();
    stops.putAll(is);
    show();
  }

  private static Instant last(Effect effect) {
    return effect.cause() instanceof Cause.ByEvent by ? by.last() : effect.at();
  }

  private Effect stop(String event) {
    Rhythm rhythm = books.catalogue.rhythm(event);
    Instant last = Instant.ofEpochMilli(rhythm == null ? 0 : rhythm.last());
    return stop(event, Instant.ofEpochMilli(dueAt(event)), last);
  }

  private Effect stop(String event, Instant since, Instant last) {
    return Effect.of(new Cause.ByEvent(since, last), new Change.Stopped(event), evidence(event));
  }

  private Effect resume(String event, Stop stop) {
    Rhythm rhythm = books.catalogue.rhythm(event);
    Instant at = rhythm == null ? stop.since : Instant.ofEpochMilli(rhythm.last());
    return Effect.of(
        new Cause.ByEvent(at, stop.last), new Change.Resumed(event, stop.effect), evidence(event));
  }

  private Evidence evidence(String event) {
    Data values =
        Data.of(
            "event",
            event,
            "meanGapSeconds",
            meanGap(event).toMillis() / 1_000.0,
            "rules",
            rules.getOrDefault(event, List.of()));
    return new Evidence(books.steps.current().version(), values, List.of(), 0);
  }

  private Duration meanGap(String event) {
    Rhythm rhythm = books.catalogue.rhythm(event);
    return rhythm == null ? Duration.ZERO : rhythm.meanGap();
  }

  private EffectRecord record(
      Effect effect, @Nullable String withdrawn, Instant now, long sequence) {
    return new EffectRecord(effect, withdrawn, now, isLate(effect.at(), now), now, sequence);
  }

  private boolean isLate(Instant at, Instant now) {
    return at.plus(books.steps.current().playbook().stale()).isBefore(now);
  }

  private static void keep(Commit commit, String event, @Nullable Stop stop) {
    byte[] text = event.getBytes(StandardCharsets.UTF_8);
    byte[] key =
        new BinaryWriter(text.length + 1)
            .writeRaw(PREFIX, 0, 1)
            .writeRaw(text, 0, text.length)
            .toBytes();
    if (stop == null) {
      commit.delete(Family.META, key);
    } else {
      commit.put(
          Family.META,
          key,
          new BinaryWriter(64)
              .writeText(stop.effect)
              .writeLong(stop.since.toEpochMilli())
              .writeLong(stop.last.toEpochMilli())
              .toBytes());
    }
  }

  private void show() {
    Step step = books.steps.current();
    if (version != step.version()) {
      version = step.version();
      rules = EventRules.of(step.playbook());
    }
    List<StoppedEvent> all = new ArrayList<>();
    new TreeMap<>(stops)
        .forEach((event, stop) ->
            all.add(
                new StoppedEvent(
                    event,
                    stop.last,
                    stop.since,
                    meanGap(event),
                    rules.getOrDefault(event, List.of()))));
    stopped = List.copyOf(all);
  }
}
