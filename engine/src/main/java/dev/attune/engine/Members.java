package dev.attune.engine;

import dev.attune.customer.Id;
import dev.attune.playbook.Segment;
import dev.attune.wire.BinaryReader;
import dev.attune.wire.BinaryWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Who is in which segment, and who entered and left.
 *
 * <pre>
 *   members       segment 0x00 id (canonical)  ->  since, instant
 *   transitions   segment 0x00 instant(at) effect(16 bytes) id (canonical)  ->  byte (1 entered, 0 left), foundAt
 *                 instant
 * </pre>
 */
final class Members {
  private Members() {}

  /**
   * Brings the rows of a customer from {@code was} to {@code is}; returns the segments they are in.
   */
  static List<String> update(
      Commit commit, Counts counts, Id customer, List<String> was, Map<String, Instant> is) {
    for (String segment : was) {
      if (!is.containsKey(segment)) {
        commit.delete(Family.MEMBERS, key(segment, customer));
        counts.add(Counts.SEGMENT + segment, -1);
      }
    }
    is.forEach((segment, since) -> {
      commit.put(
          Family.MEMBERS,
          key(segment, customer),
          Keys.instant(new BinaryWriter(Long.BYTES), since).toBytes());
      if (!was.contains(segment)) {
        counts.add(Counts.SEGMENT + segment, 1);
      }
    });
    return new ArrayList<>(is.keySet());
  }

  /** Those of some segments in which a customer has a row. */
  static List<String> of(Source source, Id customer, List<Segment> segments) {
    List<String> in = new ArrayList<>();
    for (Segment segment : segments) {
      if (source.get(Family.MEMBERS, key(segment.name(), customer)) != null) {
        in.add(segment.name());
      }
    }
    return in;
  }

  /** Adds a row that is not there. */
  static void add(Commit commit, Counts counts, Id customer, String segment, Instant since) {
    commit.put(
        Family.MEMBERS,
        key(segment, customer),
        Keys.instant(new BinaryWriter(Long.BYTES), since).toBytes());
    counts.add(Counts.SEGMENT + segment, 1);
  }

  static byte[] prefix(String segment) {
    return Keys.textThen(new BinaryWriter(32), segment).toBytes();
  }

  static byte[] key(String segment, Id customer) {
    byte[] id = Keys.id(customer);
    return Keys.textThen(new BinaryWriter(64), segment).writeRaw(id, 0, id.length).toBytes();
  }

  static Member read(byte[] key, byte[] value) {
    Id customer = Keys.readId(key, Keys.end(key, 0) + 1, key.length);
    return new Member(customer, Keys.instant(new BinaryReader(value).readLong()));
  }

  /** Notes that a customer entered or left. */
  static void note(Commit commit, Id customer, EffectRecord record, boolean entered) {
    BinaryWriter value = new BinaryWriter(16).writeByte(entered ? 1 : 0);
    commit.put(
        Family.TRANSITIONS,
        transitionKey(customer, record),
        Keys.instant(value, record.foundAt()).toBytes());
  }

  /** Takes a note back. */
  static void unnote(Commit commit, Id customer, EffectRecord record) {
    commit.delete(Family.TRANSITIONS, transitionKey(customer, record));
  }

  private static byte[] transitionKey(Id customer, EffectRecord record) {
    BinaryWriter key = Keys.textThen(new BinaryWriter(64), record.effect().change().rule());
    Keys.effect(Keys.instant(key, record.effect().at()), record.effect().id());
    byte[] id = Keys.id(customer);
    return key.writeRaw(id, 0, id.length).toBytes();
  }

  static Transition readTransition(byte[] key, byte[] value) {
    int end = Keys.end(key, 0);
    BinaryReader in = new BinaryReader(key, end + 1, key.length - end - 1);
    Instant at = Keys.instant(in.readLong());
    int effect = in.position();
    Id customer = Keys.readId(key, effect + 16, key.length);
    BinaryReader told = new BinaryReader(value);
    boolean entered = told.readByte() == 1;
    return new Transition(
        Keys.text(key, 0, end),
        customer,
        entered,
        at,
        Keys.instant(told.readLong()),
        HexFormat.of().formatHex(key, effect, effect + 16));
  }
}
