package dev.attune.audit;

import dev.attune.audit.AuditEntry.DamagedEntry;
import dev.attune.audit.AuditEntry.Head;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the chain, and holds it against its key. Thread-safe. */
public final class AuditTrail {
  /** What one piece holds at most. */
  static final int PIECE = 256;

  /** By which a chain says that it goes on under another key. */
  static final String KEY_CHANGED = "audit-key-changed";

  private static final int MANY = 1_000;

  private final AuditStore store;
  private final AuditKey key;

  /** Reads what is in {@code store}. */
  public AuditTrail(AuditStore store, AuditKey key) {
    this.store = store;
    this.key = key;
  }

  /** How the chain is. */
  public sealed interface Verdict {
    /** Every entry fits, up to this one. */
    record Whole(Head head) implements Verdict {}

    /**
     * Something was changed, left out, added or cut off.
     *
     * @param sequence the number of the first entry that does not fit
     */
    record Broken(long sequence, String reason) implements Verdict {}
  }

  /**
   * Reads everything and compares.
   *
   * @param known a head that was written down before, such as in a log: it must be in the chain
   */
  public Verdict verify(Optional<Head> known) {
    store.settle();
    Check check = new Check(key, known.orElse(Head.NONE));
    try {
      each(check);
    } catch (DamagedEntry e) {
      return check.damaged(e);
    }
    return check.verdict();
  }

  /** Tells every entry, in order. */
  public void each(Consumer<AuditEntry> told) {
    store.settle();
    List<Long> pieces = store.pieces(0, MANY);
    while (!pieces.isEmpty()) {
      pieces.forEach(first -> entries(first).forEach(told));
      pieces = store.pieces(pieces.getLast(), MANY);
    }
  }

  /** Waits until all that was written can be read. */
  public void settle() {
    store.settle();
  }

  /** The entries with these numbers, both included. */
  public List<AuditEntry> between(long from, long to) {
    List<AuditEntry> found = new ArrayList<>();
    // A piece that begins before may reach into it.
    List<Long> pieces = store.pieces(Math.max(0, from - PIECE), MANY);
    while (!pieces.isEmpty() && pieces.getFirst() <= to) {
      for (long first : pieces) {
        if (first <= to) {
          entries(first).stream()
              .filter(entry -> entry.sequence() >= from && entry.sequence() <= to)
              .forEach(found::add);
        }
      }
      pieces = store.pieces(pieces.getLast(), MANY);
    }
    return found;
  }

  /** The end of the chain. */
  public Head head() {
    store.settle();
    long known = 0;
    long step = 1;
    // Where the last piece is: by longer and longer steps, then by shorter and shorter ones.
    for (boolean grows = true; step > 0; ) {
      List<Long> behind = store.pieces(known + step - 1, 1);
      if (!behind.isEmpty()) {
        known = behind.getFirst();
        step = grows ? step * 2 : step;
      } else {
        grows = false;
        step /= 2;
      }
    }
    return known == 0 ? Head.NONE : entries(known).getLast().head();
  }

  private List<AuditEntry> entries(long first) {
    String lines =
        store
            .piece(first)
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
            .orElseThrow(() -> new DamagedEntry("piece " + first + " is gone"));
    return lines.lines().map(AuditEntry::read).toList();
  }

  /** Holds one entry after the other against the one before. */
  private static final class Check implements Consumer<AuditEntry> {
    private final AuditKey key;
    private final Head known;
    private Head head = Head.NONE;
    private long broken;
    private String reason = "";

    Check(AuditKey key, Head known) {
      this.key = key;
      this.known = known;
    }

    @Override
    public void accept(AuditEntry entry) {
      boolean fits = entry.fits(head, key);
      if (!fits && broken == 0) {
        broken = head.sequence() + 1;
        reason =
            entry.sequence() == broken
                ? "it is not as it was written, or was written under another key"
                : "it is missing; entry " + entry.sequence() + " comes next";
      } else if (fits && broken > 0 && entry.act().what().equals(KEY_CHANGED)) {
        reason += "; from entry " + entry.sequence() + " on the key was changed, and fits";
      }
      head = entry.head();
      if (broken == 0 && head.sequence() == known.sequence() && !head.equals(known)) {
        broken = head.sequence();
        reason = "it is another than the one that was known";
      }
    }

    Verdict damaged(DamagedEntry e) {
      return broken > 0
          ? new Verdict.Broken(broken, reason)
          : new Verdict.Broken(head.sequence() + 1, "it cannot be read: " + e.getMessage());
    }

    Verdict verdict() {
      if (broken > 0) {
        return new Verdict.Broken(broken, reason);
      }
      if (known.sequence() > head.sequence()) {
        return new Verdict.Broken(
            head.sequence() + 1, "the end was cut off: entry " + known.sequence() + " was known");
      }
      return new Verdict.Whole(head);
    }
  }
}
