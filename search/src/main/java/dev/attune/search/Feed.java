package dev.attune.search;

import dev.attune.customer.Id;
import dev.attune.customer.Named;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where the index learns of customers: all of them at any time, and then who came, went, or is
 * called otherwise, by numbers without gaps. Thread-safe.
 *
 * <p>It is asked how somebody stands now, not how they stood when something changed: to hear of a
 * change twice, or of several at once, makes no difference.
 */
public interface Feed {
  /**
   * Which changes are kept, by number. If there are none, {@code oldest} is one more than {@code
   * last}.
   *
   * @param last the newest that no crash takes back
   */
  record Kept(long oldest, long last) {}

  /** One number, and whom to look at again: by ids that are, or were, canonical. */
  record Changed(long number, List<Id> ids) {
    public Changed {
      ids = List.copyOf(ids);
    }
  }

  /**
   * Some of all customers.
   *
   * @param next asks for those who follow; nothing if these are the last
   */
  record Some(List<Named> customers, Optional<String> next) {
    public Some {
      customers = List.copyOf(customers);
    }
  }

  /** What is kept now. */
  Kept kept();

  /**
   * Changes behind {@code number} that no crash takes back, oldest first; at most {@code limit}.
   */
  List<Changed> after(long number, int limit);

  /** Whom changes behind {@code number} are about, the newest first; at most {@code most}. */
  List<Id> fresh(long number, int most);

  /** Waits until {@link #after} has something, but no longer than {@code most}. */
  void await(long number, Duration most) throws InterruptedException;

  /** Changes up to {@code number} are needed no more. */
  void pass(long number);

  /** The customers for whom any of {@code ids} is an address, as they stand; each once. */
  List<Named> of(Collection<Id> ids);

  /** Every customer, as they stand, in the order of their ids. */
  Some all(Optional<String> cursor, int limit);

  /** How many customers there are. */
  long customers();
}
