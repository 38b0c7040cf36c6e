package dev.attune.delivery;

import dev.attune.customer.Data;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What is kept of one webhook's messages.
 *
 * <pre>
 *   delivery/waiting/NAME/POSITION   a {@link Waiting}
 *   delivery/dead/NAME/POSITION      a {@link DeadLetter}
 *   delivery/lane/NAME               its {@link Standing}, written after the two
 * </pre>
 *
 * <p>Thread-safe: its lock guards all fields, and is held while a change is written.
 */
final class LaneBook {
  private static final int MOST_DEAD = 1_000;

  private final String name;
  private final Shelf shelf;
  private final TreeMap<Long, Waiting> waiting = new TreeMap<>();
  private final TreeMap<Long, DeadLetter> dead = new TreeMap<>();
  private Standing standing;

  /** Reads what is kept; a new one begins behind {@code position}. */
  LaneBook(String name, Shelf shelf, long position) {
    this.name = name;
    this.shelf = shelf;
    this.standing =
        shelf.read(standingKey()).map(Standing::of).orElseGet(() -> Standing.at(position));
    for (String key : shelf.keys(waitingPrefix())) {
      shelf.read(key).map(Waiting::of).ifPresent(each -> waiting.put(each.position(), each));
    }
    for (String key : shelf.keys(deadPrefix())) {
      shelf.read(key).map(DeadLetter::of).ifPresent(each -> dead.put(each.position(), each));
    }
  }

  /** Keeps where it begins. */
  synchronized void begin() {
    Map<String, Optional<Data>> change = new LinkedHashMap<>();
    change.put(standingKey(), Optional.of(standing.data()));
    shelf.write(change);
  }

  synchronized Standing standing() {
    return standing;
  }

  synchronized int waiting() {
    return waiting.size();
  }

  /** How many were tried and not taken. */
  synchronized long tried() {
    return waiting.values().stream().filter(each -> each.tries() > 0).count();
  }

  /** Of what was tried and not taken, what is tried again first. */
  synchronized Optional<Waiting> retry() {
    return waiting.values().stream()
        .filter(each -> each.tries() > 0)
        .min(Comparator.comparing(Waiting::next));
  }

  /** What is to be sent by now, the most overdue first. */
  synchronized List<Waiting> due(Instant now, int limit) {
    return waiting.values().stream()
        .filter(each -> !each.next().isAfter(now))
        .sorted(Comparator.comparing(Waiting::next))
        .limit(limit)
        .toList();
  }

  /** What waits of an effect that is not a withdrawal. */
  synchronized Optional<Waiting> waitingFor(String effect) {
    return waiting.values().stream()
        .filter(each -> each.effect().equals(effect) && !each.isWithdrawn())
        .findFirst();
  }

  synchronized List<DeadLetter> dead() {
    return List.copyOf(dead.descendingMap().values());
  }

  /** Begins a change of what is kept. */
  Edit edit() {
    return new Edit();
  }

  /** Takes everything away. */
  synchronized void clear() {
    Map<String, Optional<Data>> changes = new LinkedHashMap<>();
    shelf.keys(waitingPrefix()).forEach(key -> changes.put(key, Optional.empty()));
    shelf.keys(deadPrefix()).forEach(key -> changes.put(key, Optional.empty()));
    changes.put(standingKey(), Optional.empty());
    shelf.write(changes);
  }

  /** A change; nothing of it is seen before it is kept. Used by one thread. */
  final class Edit {
    private final Map<Long, Optional<Waiting>> waits = new TreeMap<>();
    private final Map<Long, Optional<DeadLetter>> deaths = new TreeMap<>();
    private final List<UnaryOperator<Standing>> standings = new ArrayList<>();

    Edit wait(Waiting each) {
      waits.put(each.position(), Optional.of(each));
      return this;
    }

    Edit forget(long position) {
      waits.put(position, Optional.empty());
      return this;
    }

    Edit bury(DeadLetter letter) {
      deaths.put(letter.position(), Optional.of(letter));
      return forget(letter.position());
    }

    Edit exhume(long position) {
      deaths.put(position, Optional.empty());
      return this;
    }

    Edit standing(UnaryOperator<Standing> change) {
      standings.add(change);
      return this;
    }

    /** Makes everything that was tried due between now and a minute from now. */
    Edit hurry(Instant now, UnaryOperator<Instant> spread) {
      synchronized (LaneBook.this) {
        for (Waiting each : waiting.values()) {
          Instant sooner = spread.apply(now);
          if (each.tries() > 0 && sooner.isBefore(each.next())) {
            waits.putIfAbsent(each.position(), Optional.of(each.at(sooner)));
          }
        }
      }
      return this;
    }

    void keep(Instant now) {
      synchronized (LaneBook.this) {
        forgetDead(now);
        Standing next = standing;
        for (UnaryOperator<Standing> change : standings) {
          next = change.apply(next);
        }
        Map<String, Optional<Data>> changes = new LinkedHashMap<>();
        waits.forEach((position, each) ->
            changes.put(waitingPrefix() + number(position), each.map(Waiting::data)));
        deaths.forEach((position, each) ->
            changes.put(deadPrefix() + number(position), each.map(DeadLetter::data)));
        if (!next.equals(standing)) {
          changes.put(standingKey(), Optional.of(next.data()));
        }
        if (!changes.isEmpty()) {
          shelf.write(changes);
        }
        waits.forEach((position, each) -> set(waiting, position, each));
        deaths.forEach((position, each) -> set(dead, position, each));
        standing = next;
      }
    }

    private void forgetDead(Instant now) {
      Collection<DeadLetter> letters = dead.values();
      int tooMany = letters.size() + deaths.size() - MOST_DEAD;
      for (DeadLetter letter : letters) {
        if (tooMany-- > 0 || letter.at().plus(DeadLetter.KEPT).isBefore(now)) {
          deaths.putIfAbsent(letter.position(), Optional.empty());
        }
      }
    }
  }

  private static <T> void set(Map<Long, T> all, long position, Optional<T> value) {
    value.ifPresentOrElse(is -> all.put(position, is), () -> all.remove(position));
  }

  private String standingKey() {
    return "delivery/lane/" + name;
  }

  private String waitingPrefix() {
    return "delivery/waiting/" + name + "/";
  }

  private String deadPrefix() {
    return "delivery/dead/" + name + "/";
  }

  /** In hexadecimal, so that keys sort as numbers do. */
  private static String number(long position) {
    String digits = Long.toHexString(position);
    return "0".repeat(16 - digits.length()) + digits;
  }
}
