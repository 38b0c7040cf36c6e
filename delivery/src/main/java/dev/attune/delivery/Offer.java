package dev.attune.delivery;

import dev.attune.customer.Data;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * A moment that a person was offered: it takes some of their attention until it is over or somebody
 * else's.
 *
 * @param told the ways in which they were told, or which are given up
 * @param tries how often telling them failed
 * @param next when to try again
 */
record Offer(String moment, Instant since, Set<String> told, int tries, Instant next) {
  /** Then the page alone shows it. */
  static final int MOST_TRIES = 6;

  private static final Duration FIRST = Duration.ofSeconds(5);

  Offer {
    told = Set.copyOf(told);
  }

  static Offer of(String moment, Instant now) {
    return new Offer(moment, now, Set.of(), 0, now);
  }

  Offer told(String way) {
    Set<String> more = new TreeSet<>(told);
    more.add(way);
    return new Offer(moment, since, more, tries, next);
  }

  /** Later by twice as much each time: 5 s to 160 s. */
  Offer failed(Instant now) {
    return new Offer(moment, since, told, tries + 1, now.plus(FIRST.multipliedBy(1L << tries)));
  }

  boolean isGivenUp() {
    return tries >= MOST_TRIES;
  }

  Data data() {
    return new Data.Builder()
        .put("moment", moment)
        .put("since", since.toString())
        .put("told", told.stream().sorted().toList())
        .put("tries", tries)
        .put("next", next.toString())
        .build();
  }

  static Offer of(Data data) {
    return new Offer(
        Kept.text(data, "moment"),
        Kept.instant(data, "since"),
        Kept.texts(data, "told"),
        (int) Kept.number(data, "tries"),
        Kept.instant(data, "next"));
  }
}
