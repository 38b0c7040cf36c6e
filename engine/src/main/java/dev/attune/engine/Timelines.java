package dev.attune.engine;

import dev.attune.customer.Content;
import dev.attune.customer.Id;
import dev.attune.customer.Kind;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import dev.attune.wire.BinaryWriter;
import dev.attune.wire.StoredSignal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each id sent, by time. A signal is kept under the id its sender used and never moves: who
 * that id is, {@link Links} says.
 *
 * <pre>
 *   timelines   id 0x00 instant(occurredAt) rank(1 byte) messageId 0x00 source  ->  {@link StoredSignal}
 * </pre>
 *
 * <p>Belongs to the thread that made it. Signals that were {@linkplain #add added} are found before
 * they are committed.
 */
final class Timelines {
  private static final List<StoredSignal> NONE = List.of();

  /** With rank -1, a place before every signal of its instant. */
  private static final SignalId NOBODY = new SignalId("-", "-");

  private final Source source;
  private final Map<Id, List<StoredSignal>> fresh = new HashMap<>();
  private final Bases bases;

  Timelines(Source source) {
    this.source = source;
    bases = new Bases(source);
  }

  /** What signals meant that are removed. */
  Bases bases() {
    return bases;
  }

  /** The key of a signal. */
  static byte[] key(StoredSignal signal) {
    return key(signal.sender(), signal.occurredAt(), signal.kind(), signal.id());
  }

  private static byte[] key(Id sender, Instant at, Kind kind, SignalId id) {
    BinaryWriter key = new BinaryWriter(64);
    Keys.instant(Keys.idThen(key, sender), at).writeByte(kind.rank());
    Keys.textThen(key, id.messageId());
    byte[] source = id.source().getBytes(StandardCharsets.UTF_8);
    return key.writeRaw(source, 0, source.length).toBytes();
  }

  /** The beginning of every key of an id. */
  static byte[] prefix(Id id) {
    return Keys.idThen(new BinaryWriter(32), id).toBytes();
  }

  /** Whether the signal is there already. */
  boolean has(StoredSignal signal) {
    for (StoredSignal other : fresh.getOrDefault(signal.sender(), NONE)) {
      if (other.compareTo(signal) == 0) {
        return true;
      }
    }
    return source.get(Family.TIMELINES, key(signal)) != null;
  }

  /** Adds a signal that the next commit will hold. */
  void add(StoredSignal signal) {
    fresh.computeIfAbsent(signal.sender(), id -> new ArrayList<>(2)).add(signal);
  }

  /** Forgets what was added; it is committed. */
  void committed() {
    fresh.clear();
    bases.committed();
  }

  /** The signals of a customer in the total order; close it. */
  Merge of(Identity who) {
    return of(who, null);
  }

  /** The signals of a customer behind {@code after}, if that is given; close it. */
  Merge of(Identity who, @Nullable Instant after) {
    Place from = after == null ? null : new Place(after.plusMillis(1), -1, NOBODY);
    Merge merge = new Merge(false);
    for (Identity.Member member : who.members()) {
      for (Interval interval : member.intervals()) {
        Interval rest = behind(interval, from);
        if (rest != null) {
          merge.add(scan(member.id(), rest, false), rest);
          merge.add(fresh.getOrDefault(member.id(), NONE), rest);
        }
      }
    }
    return merge;
  }

  private static @Nullable Interval behind(Interval interval, @Nullable Place from) {
    Place begin = interval.from();
    if (from == null || (begin != null && begin.compareTo(from) >= 0)) {
      return interval;
    }
    Place end = interval.until();
    return end != null && end.compareTo(from) <= 0 ? null : new Interval(from, end);
  }

  /** The signals of a customer before {@code until}, newest first; close it. */
  Merge newestOf(Identity who, @Nullable Place until) {
    Merge merge = new Merge(true);
    for (Identity.Member member : who.members()) {
      for (Interval interval : member.intervals()) {
        Interval cut = cut(interval, until);
        if (cut != null) {
          merge.add(scan(member.id(), cut, true), cut);
        }
      }
    }
    return merge;
  }

  private static @Nullable Interval cut(Interval interval, @Nullable Place until) {
    Place end = interval.until();
    if (until == null || (end != null && end.compareTo(until) <= 0)) {
      return interval;
    }
    Place from = interval.from();
    return from != null && from.compareTo(until) >= 0 ? null : new Interval(from, until);
  }

  /** Whether the id sent anything in the interval, removed or not. */
  boolean hasAny(Id id, Interval interval) {
    if (!bases.of(id, interval).isEmpty()) {
      return true;
    }
    for (StoredSignal signal : fresh.getOrDefault(id, NONE)) {
      if (interval.contains(place(signal))) {
        return true;
      }
    }
    try (Scan scan = scan(id, interval, false)) {
      while (scan.next()) {
        if (interval.contains(place(StoredSignal.decode(scan.value())))) {
          return true;
        }
      }
    }
    return false;
  }

  /** The first signal behind {@code after} that sights the device under the user. */
  @Nullable Place firstSighting(String device, String user, Place after) {
    Id id = Id.user(user);
    Place first = bases.sighting(device, id, after);
    if (first != null) {
      return first;
    }
    try (Scan scan = scan(id, new Interval(after, null), false)) {
      while (first == null && scan.next()) {
        StoredSignal signal = StoredSignal.decode(scan.value());
        first = place(signal).compareTo(after) > 0 && sights(signal, device) ? place(signal) : null;
      }
    }
    for (StoredSignal signal : fresh.getOrDefault(id, NONE)) {
      Place place = place(signal);
      boolean earlier = first == null || place.compareTo(first) < 0;
      if (earlier && place.compareTo(after) > 0 && sights(signal, device)) {
        first = place;
      }
    }
    return first;
  }

  private static boolean sights(StoredSignal signal, String device) {
    if (signal.kind() == Kind.ALIAS) {
      return Links.sights(signal.signal(), device);
    }
    return signal.kind() != Kind.CORRECTED
        && signal.userId() != null
        && device.equals(signal.anonymousId());
  }

  /** Whether a customer has a signal before {@code line}, removed or not. */
  boolean hasBefore(Identity who, Instant line) {
    if (bases.of(who) != null) {
      return true;
    }
    try (Merge timeline = of(who)) {
      StoredSignal first = timeline.next();
      return first != null && first.occurredAt().isBefore(line);
    }
  }

  /** The device that a signal sights under its user, or null. */
  static @Nullable String sighted(StoredSignal signal) {
    if (signal.userId() == null || signal.kind() == Kind.CORRECTED) {
      return null;
    }
    return signal.kind() == Kind.ALIAS
            && signal.signal().content() instanceof Content.Alias(String previous)
        ? previous
        : signal.anonymousId();
  }

  /** The signals at an address. */
  List<StoredSignal> at(Signal.Address address) {
    List<StoredSignal> signals = new ArrayList<>();
    BinaryWriter key = Keys.idThen(new BinaryWriter(64), address.sender());
    byte[] from = Keys.instant(key, address.at()).toBytes();
    try (Scan scan = source.scan(Family.TIMELINES, from)) {
      while (scan.next()) {
        signals.add(StoredSignal.decode(scan.value()));
      }
    }
    return signals;
  }

  /** Where the signals at an address stand, in order; those that were added are among them. */
  List<Place> placesAt(Signal.Address address) {
    List<Place> places = new ArrayList<>();
    at(address).forEach(signal -> places.add(place(signal)));
    for (StoredSignal signal : fresh.getOrDefault(address.sender(), NONE)) {
      if (signal.occurredAt().equals(address.at())) {
        places.add(place(signal));
      }
    }
    Collections.sort(places);
    return places;
  }

  /** Keys that may lie in the interval: it is cut by instants, the rest is for the caller. */
  private Scan scan(Id id, Interval interval, boolean backward) {
    byte[] prefix = prefix(id);
    Place from = interval.from();
    Place until = interval.until();
    byte[] low = from == null ? prefix : bound(prefix, from.at());
    byte[] high = until == null ? Keys.behind(prefix) : bound(prefix, until.at().plusMillis(1));
    return backward
        ? source.backward(Family.TIMELINES, low, high)
        : source.scan(Family.TIMELINES, low, high);
  }

  /** The first key of an id at or behind an instant. */
  static byte[] bound(Id id, Instant at) {
    return bound(prefix(id), at);
  }

  private static byte[] bound(byte[] prefix, Instant at) {
    BinaryWriter key = new BinaryWriter(prefix.length + Long.BYTES);
    return Keys.instant(key.writeRaw(prefix, 0, prefix.length), at).toBytes();
  }

  /** Where a stored signal stands. */
  static Place place(StoredSignal signal) {
    return new Place(signal.occurredAt(), signal.kind().rank(), signal.id());
  }
}
