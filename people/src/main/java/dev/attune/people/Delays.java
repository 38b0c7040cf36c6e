package dev.attune.people;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes guessing slow: after a few wrong tries in a row, each further one has to wait twice as long
 * as the one before, up to a bound. The bound is short where others could bring it about for
 * somebody (an account), long where only the guesser does (an address).
 *
 * <p>A try counts as wrong from its beginning, so that many at once gain nothing; {@link #forget}
 * and {@link #takeBack} undo that. Wrong tries are forgotten an hour after the last. At most
 * {@value #MOST} names are told apart, those tried longest ago are forgotten first.
 *
 * <p>Thread-safe: guarded by its own lock. Pure but for that: the time is told.
 */
final class Delays {
  static final int FREE = 5;
  static final int MOST = 20_000;

  private static final Duration FORGET = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 20;

  private final Duration longest;
  private final Map<String, Tries> tries =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
          return size() > MOST;
        }
      };

  private record Tries(int wrong, Instant last) {}

  /** No try has to wait longer than {@code longest}. */
  Delays(Duration longest) {
    this.longest = longest;
  }

  /** How long a try has to wait yet; nothing if it may be made. */
  synchronized Optional<Duration> wait(String who, Instant now) {
    Tries before = known(who, now);
    Duration left = Duration.between(now, before.last().plus(delay(before.wrong())));
    return left.isPositive() ? Optional.of(left) : Optional.empty();
  }

  /** Counts a try. */
  synchronized void count(String who, Instant now) {
    tries.put(who, new Tries(known(who, now).wrong() + 1, now));
  }

  /** Forgets what was wrong: the right one came. */
  synchronized void forget(String who) {
    tries.remove(who);
  }

  /** Counts one try less: it was not wrong, which says nothing of the others. */
  synchronized void takeBack(String who) {
    tries.computeIfPresent(
        who,
        (name, before) ->
            before.wrong() <= 1 ? null : new Tries(before.wrong() - 1, before.last()));
  }

  private Tries known(String who, Instant now) {
    Tries before = tries.get(who);
    boolean isOld = before != null && before.last().plus(FORGET).isBefore(now);
    return before == null || isOld ? new Tries(0, now) : before;
  }

  private Duration delay(int wrong) {
    if (wrong < FREE) {
      return Duration.ZERO;
    }
    Duration doubled = Duration.ofSeconds(1L << Math.min(wrong - FREE, MOST_DOUBLINGS));
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }
}
