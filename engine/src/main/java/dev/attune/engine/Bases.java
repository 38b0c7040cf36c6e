package dev.attune.engine;

import dev.attune.customer.Id;
import dev.attune.customer.SignalId;
import dev.attune.step.Step;
import dev.attune.step.Summary;
import dev.attune.wire.BinaryReader;
import dev.attune.wire.BinaryWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What signals meant that are removed, kept like them: under the id that sent them, where it never
 * moves. Each stands at the place of the newest signal that it stands for, and belongs to whom that
 * place does; who that is, {@link Links} says.
 *
 * <pre>
 *   bases   id 0x00 instant rank(1 byte) messageId 0x00 source
 *             ->  the last sightings: varint × (device text, instant long, rank byte, messageId text, source text)
 *                 summary: the rest, see {@link Summary}
 * </pre>
 *
 * <p>Belongs to the thread that made it. What was put is found before it is committed.
 */
final class Bases {
  private final Source source;
  private final Map<Id, NavigableMap<Place, Base>> fresh = new HashMap<>();
  private volatile @Nullable Horizon horizon;

  /**
   * What the signals of one stretch meant.
   *
   * @param place of the newest of them
   * @param sightings of a user: where each device was last sighted under them
   */
  record Base(Place place, Summary summary, Map<String, Place> sightings) {}

  Bases(Source source) {
    this.source = source;
    load();
  }

  /** Reads what the last commit left. */
  void load() {
    fresh.clear();
    horizon = Horizon.of(source);
  }

  /** How far back everything is known, or null: from the beginning. */
  @Nullable Horizon horizon() {
    return horizon;
  }

  /** The horizon has moved, and that is committed. */
  void move(Horizon to) {
    horizon = to;
  }

  /** The instant from which the effects of a customer who is folded anew are said. */
  Instant line(Step step) {
    return horizon == null || horizon.line().isBefore(step.from()) ? step.from() : horizon.line();
  }

  /** What a customer begins with, or null: with nothing. */
  @Nullable Summary of(Identity who) {
    List<Summary> parts = new ArrayList<>();
    for (Identity.Member member : who.members()) {
      for (Interval interval : member.intervals()) {
        of(member.id(), interval).forEach(base -> parts.add(base.summary()));
      }
    }
    return parts.isEmpty() ? null : Summary.join(parts);
  }

  /** Those of an id in an interval, by place. */
  List<Base> of(Id id, Interval interval) {
    List<Base> found = new ArrayList<>();
    for (Base base : all(id).values()) {
      if (interval.contains(base.place())) {
        found.add(base);
      }
    }
    return found;
  }

  /** The last sighting of the device under the user before the cut, if it is behind a place. */
  @Nullable Place sighting(String device, Id user, Place after) {
    Place last = null;
    for (Base base : all(user).values()) {
      Place sighting = base.sightings().get(device);
      last = sighting == null ? last : sighting;
    }
    return last != null && last.compareTo(after) > 0 ? last : null;
  }

  private NavigableMap<Place, Base> all(Id id) {
    if (horizon == null) {
      return new TreeMap<>();
    }
    NavigableMap<Place, Base> changed = fresh.get(id);
    if (changed != null) {
      return changed;
    }
    NavigableMap<Place, Base> all = new TreeMap<>();
    byte[] prefix = Timelines.prefix(id);
    try (Scan scan = source.scan(Family.BASES, prefix)) {
      while (scan.next()) {
        Base base = read(scan.key(), scan.value());
        all.put(base.place(), base);
      }
    }
    return all;
  }

  /** Puts {@code base} where those were that it takes up. */
  void replace(Commit commit, Id id, List<Base> were, Base base) {
    NavigableMap<Place, Base> all = all(id);
    for (Base was : were) {
      all.remove(was.place());
      commit.delete(Family.BASES, key(id, was.place()));
    }
    all.put(base.place(), base);
    commit.put(Family.BASES, key(id, base.place()), value(base));
    fresh.put(id, all);
  }

  /** Forgets what was put; it is committed. */
  void committed() {
    fresh.clear();
  }

  private static byte[] key(Id id, Place place) {
    BinaryWriter key = Keys.idThen(new BinaryWriter(64), id);
    Keys.instant(key, place.at()).writeByte(place.rank());
    Keys.textThen(key, place.signal().messageId());
    byte[] from = place.signal().source().getBytes(StandardCharsets.UTF_8);
    return key.writeRaw(from, 0, from.length).toBytes();
  }

  private static byte[] value(Base base) {
    byte[] summary = base.summary().bytes();
    BinaryWriter out = new BinaryWriter(summary.length + 64);
    out.writeVarint(base.sightings().size());
    base.sightings()
        .forEach((device, place) ->
            out.writeText(device)
                .writeLong(place.at().toEpochMilli())
                .writeByte(place.rank())
                .writeText(place.signal().messageId())
                .writeText(place.signal().source()));
    return out.writeRaw(summary, 0, summary.length).toBytes();
  }

  /** Reads one as it is kept. */
  static Base read(byte[] key, byte[] value) {
    int at = Keys.end(key, 0) + 1;
    Instant instant = Keys.instant(new BinaryReader(key).skip(at).readLong());
    int rank = key[at + Long.BYTES];
    int text = at + Long.BYTES + 1;
    int end = Keys.end(key, text);
    SignalId id = new SignalId(Keys.text(key, end + 1, key.length), Keys.text(key, text, end));
    BinaryReader in = new BinaryReader(value);
    Map<String, Place> sightings = new TreeMap<>();
    for (int left = in.readCount(); left > 0; left--) {
      String device = in.readText();
      Instant seen = Instant.ofEpochMilli(in.readLong());
      int rankOfSeen = in.readByte();
      String messageId = in.readText();
      sightings.put(device, new Place(seen, rankOfSeen, new SignalId(in.readText(), messageId)));
    }
    byte[] summary = new byte[in.remaining()];
    System.arraycopy(value, in.position(), summary, 0, summary.length);
    return new Base(new Place(instant, rank, id), Summary.of(summary), sightings);
  }
}
