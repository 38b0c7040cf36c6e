package dev.attune.delivery;

import dev.attune.customer.Change;
import dev.attune.customer.Data;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A feed in memory, with a small language to tell things. */
final class MemoryFeed implements Feed {
  private final InstantSource clock;
  private final List<Told> all = new ArrayList<>();
  private final Set<String> over = new HashSet<>();
  private long forgotten;

  MemoryFeed(InstantSource clock) {
    this.clock = clock;
  }

  /** A moment opened by a signal, just now. */
  Told opens(String moment) {
    return tell(moment, new Change.Opened("third-contact"), false, false, clock.instant());
  }

  /** A moment opened by time, which may yet be contradicted. */
  Told opensByTime(String moment, Duration settle) {
    return tell(
        moment, new Change.Opened("gone-quiet"), false, false, clock.instant().plus(settle));
  }

  Told opensLate(String moment) {
    return tell(moment, new Change.Opened("third-contact"), false, true, null);
  }

  Told closes(String moment) {
    over(moment);
    return tell(
        moment + "c",
        new Change.Closed("third-contact", moment, Change.Ending.CLOSED),
        false,
        false,
        clock.instant());
  }

  Told withdraws(Told told) {
    over(told.effect());
    return tell(told.effect(), told.change(), true, told.foundLate(), clock.instant());
  }

  Told enters(String effect, String segment) {
    return tell(effect, new Change.Entered(segment), false, false, clock.instant());
  }

  /** A moment ends without a word, as far as this feed has told. */
  synchronized void over(String moment) {
    over.add(moment);
  }

  /** Forgets all but the newest so many. */
  synchronized void forgetAllBut(int newest) {
    forgotten = (long) all.size() - newest;
  }

  private synchronized Told tell(
      String effect, Change change, boolean withdrawn, boolean late, @Nullable Instant settlesAt) {
    Data data = Data.of("id", effect, "kind", Interest.kind(change));
    Told told =
        new Told(
            all.size() + 1L,
            effect,
            change,
            withdrawn,
            late,
            clock.instant(),
            settlesAt,
            () -> data);
    all.add(told);
    notifyAll();
    return told;
  }

  @Override
  public synchronized long last() {
    return all.size();
  }

  @Override
  public synchronized long oldest() {
    return forgotten + 1;
  }

  @Override
  public synchronized List<Told> after(long position, int limit) {
    return all.stream().skip(Math.max(position, forgotten)).limit(limit).toList();
  }

  @Override
  public synchronized boolean await(long position, Duration most) throws InterruptedException {
    if (all.size() <= position) {
      TimeUnit.MILLISECONDS.timedWait(this, most.toMillis());
    }
    return all.size() > position;
  }

  @Override
  public synchronized boolean mayAct(Told opened) {
    Instant settlesAt = opened.settlesAt();
    return !over.contains(opened.effect())
        && settlesAt != null
        && !clock.instant().isBefore(settlesAt);
  }
}
