package dev.attune.engine;

import dev.attune.customer.Id;
import dev.attune.engine.Points.Point;
import dev.attune.wire.BinaryReader.DamagedBytes;
import dev.attune.wire.StoredSignal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Looks whether a data directory is whole: every record can be read, and records agree. */
final class Verification {
  /** More would say nothing new. */
  private static final int MOST = 100;

  private static final byte[] END = {(byte) 0xFF, (byte) 0xFF};

  private final DataDirectory directory;
  private final Consumer<String> progress;
  private final long least;
  private final List<String> problems = new ArrayList<>();

  /**
   * Of one directory.
   *
   * @param least the position to which its journal came at least
   */
  Verification(DataDirectory directory, Consumer<String> progress, long least) {
    this.directory = directory;
    this.progress = progress;
    this.least = least;
  }

  List<String> run() {
    EngineConfig config = EngineConfig.usual();
    try (Memory memory = new Memory(config)) {
      try (Store store = new Store(directory.store(), memory)) {
        look("store files", store::verify);
        look("timelines", () -> timelines(store));
        look("what is left of removed signals", () -> bases(store));
        look("customers and timers", () -> customers(store));
        look("points", () -> points(store));
        look("effects", () -> effects(store));
        look("moments", () -> moments(store));
        look("gestures", () -> new GestureCheck(store, this::problem).run());
        look("segments", () -> members(store));
        look("refused messages", () -> rejects(store));
        look("changes of names", () -> each(store, Family.NAMES, NameBook::read));
        look("versions of the playbook", () -> Steps.check(Meta.versions(store)));
        long position = Meta.reached(store).position();
        look("journal", () -> journal(config, memory, position));
      } catch (StoreFailure e) {
        problem("store: " + e.getMessage());
      }
    }
    return problems;
  }

  private void look(String what, Runnable look) {
    progress.accept(what);
    try {
      look.run();
    } catch (StoreFailure | DamagedBytes | EngineException e) {
      problem(what + ": " + e.getMessage());
    }
  }

  private void problem(String problem) {
    if (problems.size() < MOST) {
      problems.add(problem);
    }
  }

  private void each(Store store, Family family, Look look) {
    try (Scan scan = store.scan(family, new byte[0], END)) {
      while (scan.next()) {
        byte[] key = scan.key();
        try {
          look.at(key, scan.value());
        } catch (RuntimeException e) {
          problem(
              "%s, key %s: %s"
                  .formatted(family.word(), HexFormat.of().formatHex(key), e.getMessage()));
        }
      }
    }
  }

  @FunctionalInterface
  private interface Look {
    void at(byte[] key, byte[] value);
  }

  private void timelines(Store store) {
    each(
        store,
        Family.TIMELINES,
        (key, value) -> {
          StoredSignal signal = StoredSignal.decode(value);
          signal.signal();
          if (!Arrays.equals(key, Timelines.key(signal))) {
            problem("timelines: %s is kept under another's key".formatted(signal));
          }
        });
  }

  private void bases(Store store) {
    Horizon horizon = Horizon.of(store);
    each(
        store,
        Family.BASES,
        (key, value) -> {
          Bases.Base base = Bases.read(key, value);
          Instant cut = base.summary().cut();
          if (horizon == null || cut.isAfter(horizon.cut())) {
            problem("bases: one stands for signals that are not to be removed yet");
          } else if (!base.place().at().isBefore(cut)) {
            problem("bases: one stands for a signal behind its cut");
          }
        });
  }

  private void customers(Store store) {
    Steps steps = new Steps(Meta.versions(store));
    boolean isSwept = Meta.sweep(store) == null;
    long[] count = {0};
    each(
        store,
        Family.CUSTOMERS,
        (key, value) -> {
          Id id = Keys.readId(key);
          CustomerRecord record = CustomerRecord.decode(value);
          count[0]++;
          boolean timed = record.timerAt() != CustomerRecord.NO_TIMER;
          if (timed && store.get(Family.TIMERS, Timers.key(record.timerAt(), id)) == null) {
            problem("customers: a timer is missing for a customer due at " + record.timerAt());
          }
          for (String segment : segments(steps, isSwept, record)) {
            if (store.get(Family.MEMBERS, Members.key(segment, id)) == null) {
              problem("members: a customer in %s has no row there".formatted(segment));
            }
          }
        });
    long stated = new Counts(store).get(Counts.CUSTOMERS);
    if (stated != count[0]) {
      problem("customers: there are %d, counted were %d".formatted(count[0], stated));
    }
    each(store, Family.TIMERS, (key, value) -> Timers.read(key));
  }

  /** The segments in which a customer must have a row. */
  private static Collection<String> segments(Steps steps, boolean isSwept, CustomerRecord record) {
    if (record.customer().version() == steps.current().version()) {
      return record.segments();
    }
    return steps
        .open(record.customer())
        .filter(heir -> isSwept && !record.troubled())
        .<Collection<String>>map(heir -> heir.sitting().segments().keySet())
        .orElse(List.of());
  }

  private void points(Store store) {
    Steps steps = new Steps(Meta.versions(store));
    each(
        store,
        Family.POINTS,
        (key, value) -> {
          byte[] customer = store.get(Family.CUSTOMERS, Keys.id(Points.customer(key)));
          CustomerRecord record = customer == null ? null : CustomerRecord.decode(customer);
          Point point = Points.read(key, value);
          if (record == null || !record.hasPoints()) {
            problem("points: one stands for a customer who has none");
          } else if (point.customer().version() != record.customer().version()) {
            problem("points: one is of another version than its customer");
          } else if (!Hearing.isBefore(
              steps.of(record.customer().version()).open(point.customer()),
              point.at().plusMillis(1))) {
            problem("points: one knows of what came after it");
          }
        });
  }

  private void effects(Store store) {
    long newest = Meta.reached(store).sequence();
    each(
        store,
        Family.EFFECTS,
        (key, value) -> {
          EffectRecord record = EffectRecord.decode(value);
          if (record.sequence() > newest) {
            problem(
                "effects: %d is newer than the newest, %d".formatted(record.sequence(), newest));
          }
        });
  }

  private void moments(Store store) {
    Map<String, Long> opened = new HashMap<>();
    each(
        store,
        Family.MOMENTS,
        (key, value) -> {
          String id = HexFormat.of().formatHex(key);
          MomentRow row = MomentRow.decode(id, value);
          byte[] effect = EffectRecord.key(row.customer(), row.openedAt(), id);
          if (store.get(Family.EFFECTS, effect) == null) {
            problem("moments: %s was opened by no effect".formatted(id));
          }
          if (Desk.stands(row)) {
            opened.merge(Desk.opened(row), 1L, Long::sum);
          }
        });
    counted(store, Counts.OPENED, opened);
    each(
        store,
        Family.DESK,
        (key, value) -> {
          if (store.get(Family.MOMENTS, MomentRow.key(Desk.moment(key))) == null) {
            problem("desk: there is no moment " + Desk.moment(key));
          }
        });
  }

  private void members(Store store) {
    Map<String, Long> sizes = new HashMap<>();
    each(
        store,
        Family.MEMBERS,
        (key, value) -> {
          Member member = Members.read(key, value);
          sizes.merge(Counts.SEGMENT + Keys.text(key, 0, Keys.end(key, 0)), 1L, Long::sum);
          if (store.get(Family.CUSTOMERS, Keys.id(member.customer())) == null) {
            problem("members: a row stands for a customer who is not there");
          }
        });
    counted(store, Counts.SEGMENT, sizes);
    each(store, Family.TRANSITIONS, Members::readTransition);
  }

  /** Whether the numbers kept under names that begin so are what was found. */
  private void counted(Store store, String names, Map<String, Long> found) {
    Map<String, Long> kept = new HashMap<>();
    new Counts(store).all(names).forEach((name, count) -> kept.put(names + name, count));
    found.keySet().forEach(name -> kept.putIfAbsent(name, 0L));
    kept.forEach((name, count) -> {
      long there = found.getOrDefault(name, 0L);
      if (there != count) {
        problem("counts: of %s there are %d, counted were %d".formatted(name, there, count));
      }
    });
  }

  private void rejects(Store store) {
    each(store, Family.REJECTS, RejectLane::read);
  }

  private void journal(EngineConfig config, Memory memory, long position) {
    try (Journal journal =
        new Journal(directory.journal(), config, memory, InstantSource.system(), 0)) {
      long at = journal.beginning() - 1;
      List<Journal.Positioned> entries = journal.read(at, config.foldSignals());
      while (!entries.isEmpty()) {
        for (Journal.Positioned entry : entries) {
          if (entry.position() != at + 1) {
            problem(
                "journal: entries %d to %d are missing".formatted(at + 1, entry.position() - 1));
          }
          at = entry.position();
          readable(entry);
        }
        entries = journal.read(at, config.foldSignals());
      }
      if (at < position && at > 0) {
        problem("journal: ends at %d, %d is folded".formatted(at, position));
      }
      if (Math.max(at, position) < least) {
        problem("journal: ends at %d, it should come to %d".formatted(at, least));
      }
    }
  }

  private void readable(Journal.Positioned entry) {
    try {
      entry.read();
    } catch (DamagedBytes e) {
      problem("journal entry %d: %s".formatted(entry.position(), e.getMessage()));
    }
  }
}
