package dev.attune.step;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What gauges remember: cells and objects, where the plan gave each its own, and the rows of the
 * signals that windows still count, of all logs in one array. A customer has one, and one more for
 * each key of a stream with {@code per}. Mutable; belongs to one {@link State}.
 */
final class Memory {
  private static final @Nullable Object[] NO_OBJECTS = {};
  private static final long[] NO_ROWS = {};
  private static final int FEWEST = 64;

  final long[] cells;
  final @Nullable Object[] objects;
  final Senders senders;

  /** Where logs have their rows, each in a region of its own. */
  long[] rows = NO_ROWS;

  private final Cells plan;
  private final List<SignalLog.Place> places;
  private int used;

  Memory(Cells cells, Senders senders) {
    plan = cells;
    this.cells = cells.fresh();
    objects = cells.objectCount() == 0 ? NO_OBJECTS : new Object[cells.objectCount()];
    this.senders = senders;
    places = cells.logs();
  }

  /** A log by its number. */
  SignalLog log(int number) {
    return new SignalLog(this, places.get(number));
  }

  /** Back to what a new customer has. */
  void forget() {
    System.arraycopy(plan.fresh(), 0, cells, 0, cells.length);
    Arrays.fill(objects, null);
    used = 0;
  }

  /** Makes room for so many longs of rows in all, if that many are expected. */
  void reserve(int length) {
    if (length > rows.length) {
      move(length);
    }
  }

  /** The begin of a new region of rows; others may move. */
  int allocate(int length) {
    if (used + length > rows.length) {
      int kept = 0;
      for (int i = 0; i < places.size(); i++) {
        kept += log(i).room();
      }
      move(Math.max(FEWEST, kept + length + (kept + length) / 4));
    }
    int first = used;
    used += length;
    return first;
  }

  /** Moves every region to the front of a new array, so that what was given up is free again. */
  private void move(int length) {
    long[] roomy = new long[length];
    used = 0;
    for (int i = 0; i < places.size(); i++) {
      used = log(i).move(roomy, used);
    }
    rows = roomy;
  }
}
