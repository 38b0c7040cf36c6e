package dev.attune.engine;

import dev.attune.customer.Cause;
import dev.attune.customer.Change;
import dev.attune.customer.Data;
import dev.attune.customer.Effect;
import dev.attune.customer.Evidence;
import dev.attune.customer.Id;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.Segment;
import dev.attune.step.Step;
import dev.attune.wire.Skim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings everybody to a version that was adopted, some in each commit, in the order of their ids;
 * after any end of the process it goes on behind the last that was done. At its end one effect
 * tells of each segment that the version began, changed or ended, not one of each customer. Belongs
 * to the fold.
 */
final class Sweeping {
  private static final int REFOLDS_A_COMMIT = 250;

  /** Most are brought quietly, which is less than to fold a signal. */
  private static final int LOOKS_A_SIGNAL = 4;

  /** So long nothing else is folded, at most. */
  private static final long NANOS_A_COMMIT = Duration.ofMillis(50).toNanos();

  /** So many are read before they are brought: their timelines lie side by side. */
  private static final int TOGETHER = 64;

  private static final byte[] END = {(byte) 0xFF};

  private final Books books;
  private final Skim skim = new Skim();

  private record Row(Id id, CustomerRecord record) {}

  Sweeping(Books books) {
    this.books = books;
  }

  /** Begins: forgets who is in what the version changes, and notes how many were. */
  static Meta.Sweep begin(Commit commit, Counts counts, Playbook was, Version version) {
    Map<String, Long> before = new TreeMap<>();
    version
        .begun()
        .forEach((name, begun) -> {
          if (begun.equals(version.from())) {
            before.put(name, 0L);
          }
        });
    for (Segment segment : was.segments()) {
      String name = segment.name();
      if (before.containsKey(name) || !version.begun().containsKey(name)) {
        before.put(name, counts.get(Counts.SEGMENT + name));
        commit.deleteAll(Family.MEMBERS, Members.prefix(name));
        counts.set(Counts.SEGMENT + name, 0);
      }
    }
    Meta.Sweep sweep = new Meta.Sweep(0, new byte[0], before);
    Meta.sweep(commit, sweep);
    return sweep;
  }

  /** Some more of them; writes the commit. */
  void some(FoldCommit commit) {
    Meta.Sweep sweep = books.sweep;
    if (sweep == null) {
      return;
    }
    Meta.Sweep next = some(commit, sweep);
    Meta.sweep(commit.commit(), next);
    if (next == null) {
      new TreeMap<>(sweep.before()).forEach((name, before) -> tell(commit, name, before));
    }
    commit.write(books.position);
    books.sweep = next;
  }

  private Meta.@Nullable Sweep some(FoldCommit commit, Meta.Sweep sweep) {
    long until = System.nanoTime() + NANOS_A_COMMIT;
    int most = LOOKS_A_SIGNAL * books.foldSignals;
    int refolds = 0;
    int looked = 0;
    byte[] last = sweep.last();
    try (Scan scan = books.store.scan(Family.CUSTOMERS, last, END)) {
      boolean isAhead = scan.next();
      if (isAhead && Arrays.equals(scan.key(), last)) {
        isAhead = scan.next();
      }
      while (isAhead) {
        boolean isLong = System.nanoTime() > until;
        if (isLong || refolds >= REFOLDS_A_COMMIT || looked >= most) {
          return sweep.upTo(last, looked);
        }
        List<Row> rows = new ArrayList<>(TOGETHER);
        while (isAhead && rows.size() < TOGETHER) {
          last = scan.key();
          rows.add(new Row(Keys.readId(last), CustomerRecord.decode(scan.value())));
          isAhead = scan.next();
        }
        looked += rows.size();
        refolds += bring(commit, sweep, rows);
      }
    }
    return null;
  }

  /** Brings some who follow each other; returns how many had to be folded anew. */
  private int bring(FoldCommit commit, Meta.Sweep sweep, List<Row> rows) {
    int refolds = 0;
    try (Past past = past(rows)) {
      for (Row row : rows) {
        if (commit.isForeign(row.record) && !commit.sweep(row.id, row.record, sweep, past)) {
          refolds++;
        }
      }
    }
    return refolds;
  }

  private @Nullable Past past(List<Row> rows) {
    return books.steps.needsPast()
        ? new Past(books, skim, rows.getFirst().id, rows.getLast().id)
        : null;
  }

  private void tell(FoldCommit commit, String segment, long before) {
    long members = books.counts.get(Counts.SEGMENT + segment);
    if (members == 0 && before == 0) {
      return;
    }
    Step step = books.steps.current();
    Data.Builder values = new Data.Builder();
    step.playbook().segments().stream()
        .filter(each -> each.name().equals(segment))
        .forEach(each -> values.put("segments." + segment, each.condition().text()));
    commit.tell(
        Effect.of(
            new Cause.ByAdoption(step.from(), step.version()),
            new Change.Gathered(segment, members, before),
            new Evidence(step.version(), values.build(), List.of(), 0)));
  }
}
