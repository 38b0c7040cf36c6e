package dev.attune.search;

import dev.attune.customer.Id;
import dev.attune.customer.Named;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;

/**
 * Finds customers by what people type. Somebody who came, or got a name, a moment ago is found at
 * once: the newest changes are looked at one by one until the index has them, which is within a
 * second. An exact id is answered without the index.
 *
 * <p>Lies in a directory of its own that may be deleted at any time while nobody uses it: it is
 * made anew from the feed, and until then whoever is not in it yet is found by their ids. Build,
 * {@link #start}, {@link #close}; thread-safe.
 */
public final class Search implements AutoCloseable {
  /** Nobody looks further down a list: they type more. */
  public static final int MOST = 500;

  /** So many of those who changed last are looked at one by one. */
  private static final int NEWEST = 256;

  /** Some of those whom the index knows may be called otherwise by now. */
  private static final int SPARE = 16;

  private final Feed feed;
  private final Feeding feeding;

  /** Over a directory, which need not be there. */
  public Search(Path directory, Feed feed) {
    this.feed = feed;
    feeding = new Feeding(feed, new Shelf(directory));
  }

  /** Begins to bring the index to what the feed says. */
  public void start() {
    feeding.start();
  }

  /** Whether everybody is found. */
  public Status status() {
    return feeding.status();
  }

  /** The feed's number up to which the index knows everything. */
  long shown() {
    Index index = feeding.current();
    return index == null ? -1 : index.shown();
  }

  /** Makes the index anew in the background; the present one answers until then. */
  public void makeAnew() {
    feeding.makeAnew();
  }

  /** Whether an index is asked for, or being made. */
  public boolean isBeingMade() {
    return feeding.isMaking();
  }

  /**
   * Finds customers.
   *
   * @param brand if only customers of one brand are wanted
   * @param offset how many of the best to leave out, from 0
   * @param limit at least 1; with {@code offset} at most {@link #MOST}
   */
  public Results find(Wanted wanted, Optional<String> brand, int offset, int limit) {
    if (offset < 0 || limit < 1 || offset + limit > MOST) {
      throw new IllegalArgumentException(
          "offset %d and limit %d must be at most %d together".formatted(offset, limit, MOST));
    }
    Set<Id> candidates = new LinkedHashSet<>(idsIn(wanted));
    Query query = IndexQuery.of(wanted, brand);
    @Nullable Index index = feeding.current();
    candidates.addAll(feed.fresh(index == null ? 0 : index.shown(), NEWEST));
    candidates.addAll(indexed(query, offset + limit + 1 + SPARE));
    Map<Id, Match> matches = new LinkedHashMap<>();
    for (Named who : feed.of(candidates)) {
      if (brand.isEmpty() || who.tag().isOf(brand.get())) {
        Matching.of(wanted, who).ifPresent(match -> matches.put(who.id(), match));
      }
    }
    List<Match> ordered = matches.values().stream().sorted(Match.ORDER).toList();
    int until = Math.min(ordered.size(), offset + limit);
    List<Match> page = offset >= until ? List.of() : ordered.subList(offset, until);
    return new Results(page, ordered.size() > offset + limit, feeding.status());
  }

  /** What the text is, read as an id. */
  private static List<Id> idsIn(Wanted wanted) {
    List<Id> ids = new ArrayList<>();
    try {
      ids.add(Id.parse(wanted.text()));
      ids.add(Id.user(wanted.text()));
      ids.add(Id.anonymous(wanted.text()));
    } catch (IllegalArgumentException e) {
      // It holds a character that no id has.
      return List.copyOf(ids);
    }
    return ids;
  }

  private List<Id> indexed(Query query, int most) {
    for (int attempt = 0; attempt < 3; attempt++) {
      Index index = feeding.current();
      if (index == null) {
        return List.of();
      }
      try {
        return index.find(query, most);
      } catch (AlreadyClosedException e) {
        // Another took its place just now: ask that one.
        assert attempt >= 0;
      } catch (IOException e) {
        feeding.damaged(index, e);
      }
    }
    return List.of();
  }

  /** Stops; what the index knows is written. */
  @Override
  public void close() {
    feeding.close();
  }
}
