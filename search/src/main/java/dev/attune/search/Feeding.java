package dev.attune.search;

import dev.attune.customer.Id;
import dev.attune.customer.Named;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The thread that brings indexes to what the feed says, and makes one anew where there is none that
 * can be used, or when asked. While one is made anew, the one before it goes on answering and
 * hearing of changes; without one, the new one answers with what is in it so far.
 *
 * <p>The position in the feed is part of every commit of an index: what a crash takes back is heard
 * again.
 */
final class Feeding implements AutoCloseable {
  private static final Duration LONGEST_WAIT = Duration.ofMillis(100);
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final long COMMIT_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long REFRESH_NANOS = Duration.ofMillis(500).toNanos();
  private static final int CHANGES_AT_ONCE = 64;
  private static final int CUSTOMERS_AT_ONCE = 2_000;
  private static final int COMMIT_AFTER = 100_000;

  private final Feed feed;
  private final Shelf shelf;
  private final Thread thread;
  private volatile @Nullable Index current;
  private volatile boolean whole;
  private volatile boolean anew;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile String trouble = "";
  private volatile long done;
  private volatile @Nullable Making making;
  private long lastCommit = System.nanoTime();

  /** An index that is being made anew, and how far that is. */
  private static final class Making {
    private final Index index;
    private Optional<String> next = Optional.empty();
    private boolean hasAll;
    private long customers;
    private long lastRefresh = System.nanoTime();

    Making(Index index) {
      this.index = index;
    }
  }

  Feeding(Feed feed, Shelf shelf) {
    this.feed = feed;
    this.shelf = shelf;
    thread = Thread.ofPlatform().name("attune-search").daemon().unstarted(this::feedUntilClosed);
  }

  void start() {
    thread.start();
  }

  /** The index that answers, or null. */
  @Nullable Index current() {
    return current;
  }

  Status status() {
    long all = feed.customers();
    Status.State state =
        current == null ? Status.State.ABSENT : whole ? Status.State.COMPLETE : Status.State.MAKING;
    long in = state == Status.State.COMPLETE ? all : Math.min(done, all);
    return new Status(state, in, all, trouble);
  }

  /** Whether an index is asked for, or being made. */
  boolean isMaking() {
    return anew || making != null;
  }

  /** Asks for an index made anew. */
  void makeAnew() {
    anew = true;
  }

  /** An index turned out to be damaged while it was read: another is made. */
  void damaged(Index index, IOException cause) {
    if (index.equals(current) && trouble.isEmpty()) {
      trouble = String.valueOf(cause.getMessage());
      System.getLogger(Feeding.class.getName())
          .log(System.Logger.Level.ERROR, "the index cannot be read and is made anew", cause);
      anew = true;
    }
  }

  private void feedUntilClosed() {
    while (closing.getCount() > 0) {
      try {
        turn();
        trouble = "";
      } catch (InterruptedException e) {
        closing.countDown();
      } catch (IOException | RuntimeException e) {
        // The one place of this thread that catches everything; it begins again from a commit.
        recover(e);
      }
    }
    try {
      end();
    } catch (IOException | RuntimeException e) {
      System.getLogger(Feeding.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "the index was not written to its end; it is heard again",
              e);
    }
  }

  private void turn() throws IOException, InterruptedException {
    Index index = current;
    if (index == null) {
      open();
      return;
    }
    if (anew && making == null) {
      making = new Making(shelf.create(feed.kept().last()));
      anew = false;
    }
    feed(index);
    if (making == null) {
      commitNowAndThen(index);
      feed.await(index.position(), LONGEST_WAIT);
    } else {
      make(making, index);
    }
  }

  private void open() throws IOException {
    Feed.Kept kept = feed.kept();
    Index found = shelf.open().orElse(null);
    if (found != null && goesOn(found.position(), kept)) {
      feed(found);
      whole = true;
      current = found;
      return;
    }
    if (found != null) {
      found.close();
      shelf.delete(found.path());
    }
    Index made = shelf.create(kept.last());
    making = new Making(made);
    whole = false;
    done = 0;
    anew = false;
    current = made;
  }

  /** Whether nothing behind a position was forgotten, or taken back. */
  private static boolean goesOn(long position, Feed.Kept kept) {
    return position >= kept.oldest() - 1 && position <= kept.last();
  }

  /** Brings an index to some more of what changed. */
  private void feed(Index index) throws IOException {
    List<Feed.Changed> changes = feed.after(index.position(), CHANGES_AT_ONCE);
    if (changes.isEmpty()) {
      return;
    }
    if (changes.getFirst().number() != index.position() + 1) {
      anew = true; // it slept for longer than changes are kept
    }
    Set<Id> ids = new LinkedHashSet<>();
    changes.forEach(change -> ids.addAll(change.ids()));
    bring(index, new ArrayList<>(ids));
    index.moveTo(changes.getLast().number());
    index.refresh();
  }

  private void bring(Index index, List<Id> ids) throws IOException {
    for (int i = 0; i < ids.size(); i += CUSTOMERS_AT_ONCE) {
      List<Id> some = ids.subList(i, Math.min(ids.size(), i + CUSTOMERS_AT_ONCE));
      List<Named> customers = feed.of(some);
      Set<Id> gone = new LinkedHashSet<>(some);
      customers.forEach(each -> gone.remove(each.id()));
      index.remove(gone);
      index.put(customers);
    }
  }

  /** Puts some more of all customers in; when all are, the index takes the place of the other. */
  private void make(Making made, Index other) throws IOException {
    if (!made.hasAll) {
      Feed.Some some = feed.all(made.next, CUSTOMERS_AT_ONCE);
      made.index.put(some.customers());
      made.next = some.next();
      made.hasAll = some.next().isEmpty();
      made.customers += some.customers().size();
      done = made.customers;
      if (System.nanoTime() - made.lastRefresh > REFRESH_NANOS) {
        made.index.refresh();
        made.lastRefresh = System.nanoTime();
      }
    }
    if (other != made.index) {
      feed(made.index);
    }
    if (made.hasAll && made.index.position() >= other.position()) {
      commit(made.index);
      made.index.refresh();
      current = made.index;
      whole = true;
      making = null;
      if (other != made.index) {
        other.close();
        shelf.delete(other.path());
      }
    }
  }

  private void commitNowAndThen(Index index) throws IOException {
    boolean isTime = System.nanoTime() - lastCommit > COMMIT_NANOS;
    if (index.unwritten() > COMMIT_AFTER || (index.unwritten() > 0 && isTime)) {
      commit(index);
    }
  }

  private void commit(Index index) throws IOException {
    index.commit(true);
    feed.pass(index.position());
    lastCommit = System.nanoTime();
  }

  private void recover(Exception cause) {
    String why = String.valueOf(cause.getMessage());
    if (!why.equals(trouble)) {
      System.getLogger(Feeding.class.getName())
          .log(System.Logger.Level.ERROR, "the index stands still and tries again", cause);
    }
    trouble = why;
    letGo();
    try {
      boolean ended = closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
      assert ended || closing.getCount() > 0;
    } catch (InterruptedException e) {
      closing.countDown();
    }
  }

  /** Closes everything as it was committed. */
  private void letGo() {
    List<Index> open = new ArrayList<>();
    Optional.ofNullable(current).ifPresent(open::add);
    Optional.ofNullable(making).map(each -> each.index).ifPresent(open::add);
    current = null;
    making = null;
    for (Index each : new LinkedHashSet<>(open)) {
      try {
        each.close();
      } catch (IOException | RuntimeException e) {
        System.getLogger(Feeding.class.getName())
            .log(System.Logger.Level.DEBUG, "an index did not close well", e);
      }
    }
  }

  private void end() throws IOException {
    Index index = current;
    try {
      if (index != null && whole && index.unwritten() > 0) {
        commit(index);
      }
    } finally {
      letGo();
    }
  }

  /** Ends the thread; what it knows is written. */
  @Override
  public void close() {
    // Not interrupted: that would close files under the library's hands.
    closing.countDown();
    try {
      if (thread.getState() != Thread.State.NEW) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
