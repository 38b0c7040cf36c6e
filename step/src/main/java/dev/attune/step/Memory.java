package dev.attune.step;

import org.jspecify.annotations.Nullable;

/**
 * What gauges remember: cells and objects, where the plan gave each its own, and the logs of the
 * signals that windows still count. A customer has one, and one more for each key of a stream with
 * {@code per}. Mutable; belongs to one {@link State}.
 */
final class Memory {
  private static final @Nullable Object[] NO_OBJECTS = {};

  final long[] cells;
  final @Nullable Object[] objects;
  final SignalLog[] logs;
  final Senders senders;

  Memory(Cells cells, int logs, Senders senders) {
    this.cells = new long[cells.numberCount()];
    this.objects = cells.objectCount() == 0 ? NO_OBJECTS : new Object[cells.objectCount()];
    this.logs = new SignalLog[logs];
    this.senders = senders;
  }
}
