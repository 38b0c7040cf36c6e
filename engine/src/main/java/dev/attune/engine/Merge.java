package dev.attune.engine;

import dev.attune.wire.StoredSignal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The signals of several stretches of timelines as one sequence in the total order, or against it,
 * read as they are asked for. Not thread-safe; close it.
 */
final class Merge implements AutoCloseable {
  private final List<Scan> scans = new ArrayList<>();
  private final Comparator<StoredSignal> order;
  private final PriorityQueue<Stretch> stretches;
  private @Nullable StoredSignal last;

  Merge(boolean backward) {
    Comparator<StoredSignal> forward = Comparator.naturalOrder();
    order = backward ? forward.reversed() : forward;
    stretches = new PriorityQueue<>((a, b) -> order.compare(a.head(), b.head()));
  }

  /** Adds what a walk over keys finds inside the interval. */
  void add(Scan scan, Interval interval) {
    scans.add(scan);
    add(new Stretch(new InOrder(scan), interval));
  }

  /** Adds signals that are not written yet. */
  void add(List<StoredSignal> signals, Interval interval) {
    if (!signals.isEmpty()) {
      add(new Stretch(signals.stream().sorted(order).iterator(), interval));
    }
  }

  private void add(Stretch stretch) {
    if (stretch.advance()) {
      stretches.add(stretch);
    }
  }

  /** The next signal, or null at the end; each place once. */
  @Nullable StoredSignal next() {
    Stretch stretch;
    while ((stretch = stretches.poll()) != null) {
      StoredSignal signal = stretch.head();
      if (stretch.advance()) {
        stretches.add(stretch);
      }
      if (last == null || last.compareTo(signal) != 0) {
        last = signal;
        return signal;
      }
    }
    return null;
  }

  @Override
  public void close() {
    scans.forEach(Scan::close);
  }

  /** Signals inside an interval, with the next one at hand. */
  private static final class Stretch {
    private final Iterator<StoredSignal> signals;
    private final Interval interval;
    private @Nullable StoredSignal head;

    Stretch(Iterator<StoredSignal> signals, Interval interval) {
      this.signals = signals;
      this.interval = interval;
    }

    boolean advance() {
      while (signals.hasNext()) {
        StoredSignal signal = signals.next();
        if (interval.contains(Timelines.place(signal))) {
          head = signal;
          return true;
        }
      }
      return false;
    }

    StoredSignal head() {
      if (head == null) {
        throw new IllegalStateException("a stretch is asked before it is advanced");
      }
      return head;
    }
  }

  /**
   * A walk over keys in the total order. Keys sort like it but for ids of one instant and rank,
   * whose bytes may sort otherwise than their letters; these few are sorted here.
   */
  private final class InOrder implements Iterator<StoredSignal> {
    private final Scan scan;
    private final List<StoredSignal> tied = new ArrayList<>();
    private @Nullable StoredSignal ahead;
    private int at;

    InOrder(Scan scan) {
      this.scan = scan;
      ahead = read();
    }

    private @Nullable StoredSignal read() {
      return scan.next() ? StoredSignal.decode(scan.value()) : null;
    }

    @Override
    public boolean hasNext() {
      return at < tied.size() || ahead != null;
    }

    @Override
    public StoredSignal next() {
      if (at == tied.size()) {
        fill();
      }
      return tied.get(at++);
    }

    private void fill() {
      tied.clear();
      at = 0;
      StoredSignal first = ahead;
      while (first != null && ahead != null && isTied(first, ahead)) {
        tied.add(ahead);
        ahead = read();
      }
      tied.sort(order);
    }

    private static boolean isTied(StoredSignal a, StoredSignal b) {
      return a.occurredAt().equals(b.occurredAt()) && a.kind().rank() == b.kind().rank();
    }
  }
}
