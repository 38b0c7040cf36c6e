package dev.attune.audit;

import dev.attune.audit.AuditEntry.Head;
import dev.attune.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Adds to the chain. {@link #write} comes back once the act is kept, so that nothing is done that
 * is not in the audit.
 *
 * <p>Who writes at the same time is written together: the first takes everybody's acts along, in
 * one piece, while the others wait. So as many as want to can write, for the cost of a few syncs.
 *
 * <p>Thread-safe. The head belongs to who holds the lock; after a failure it is read anew, since
 * what failed may have been kept all the same.
 */
public final class AuditLog {
  private static final System.Logger LOG = System.getLogger(AuditLog.class.getName());

  private final AuditStore store;
  private final AuditKey key;
  private final InstantSource clock;
  private final ReentrantLock writing = new ReentrantLock();
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private @Nullable Head head;

  /** An act on its way; what became of it is set and read under the lock. */
  private static final class Waiting {
    final Act act;
    boolean written;
    @Nullable RuntimeException failure;

    Waiting(Act act) {
      this.act = act;
    }
  }

  /** Adds to what is in {@code store}. */
  public AuditLog(AuditStore store, AuditKey key, InstantSource clock) {
    this.store = store;
    this.key = key;
    this.clock = clock;
  }

  /**
   * Keeps an act. Throws what the store throws if it could not be kept, or that is not known; then
   * it must not be done.
   */
  public void write(Act act) {
    Waiting mine = new Waiting(act);
    waiting.add(mine);
    writing.lock();
    try {
      while (!mine.written && mine.failure == null) {
        writeSome();
      }
      if (mine.failure != null) {
        throw mine.failure;
      }
    } finally {
      writing.unlock();
    }
  }

  /** The end of the chain. */
  public Head head() {
    writing.lock();
    try {
      return known();
    } finally {
      writing.unlock();
    }
  }

  private void writeSome() {
    List<Waiting> some = new ArrayList<>();
    for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
      some.add(next);
      if (some.size() == AuditTrail.PIECE) {
        break;
      }
    }
    try {
      append(some.stream().map(each -> each.act).toList());
      some.forEach(each -> each.written = true);
    } catch (RuntimeException e) {
      head = null;
      some.forEach(each -> each.failure = e);
    }
  }

  private void append(List<Act> acts) {
    Head at = known();
    long first = at.sequence() + 1;
    StringBuilder lines = new StringBuilder();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    for (Act act : acts) {
      AuditEntry entry = AuditEntry.behind(at, now, act, key);
      lines.append(new String(Json.write(entry.data()), StandardCharsets.UTF_8));
      lines.append('\n');
      at = entry.head();
    }
    store.append(first, lines.toString().getBytes(StandardCharsets.UTF_8));
    head = at;
  }

  private Head known() {
    Head at = head;
    if (at == null) {
      at = new AuditTrail(store, key).head();
      head = at;
      checkKey(at);
    }
    return head == null ? at : head;
  }

  /** A chain whose end is of another key goes on, and says so where it changed. */
  private void checkKey(Head at) {
    if (at.sequence() == 0) {
      return;
    }
    List<AuditEntry> last =
        new AuditTrail(store, key).between(Math.max(1, at.sequence() - 1), at.sequence());
    Head before = last.size() == 1 ? Head.NONE : last.getFirst().head();
    if (!last.getLast().fits(before, key)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "the audit was kept under another key up to entry {0}; put that key back to verify it",
          Long.toString(at.sequence()));
      append(
          List.of(
              new Act("nobody", "", AuditTrail.KEY_CHANGED, Optional.empty(), Optional.empty())));
    }
  }
}
