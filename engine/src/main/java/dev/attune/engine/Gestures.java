package dev.attune.engine;

import dev.attune.customer.Id;
import dev.attune.customer.Kind;
import dev.attune.customer.SignalId;
import dev.attune.wire.BinaryReader;
import dev.attune.wire.BinaryWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gestures by id, and in the orders in which people look at them. Reads.
 *
 * <pre>
 *   gestures   1 id                                   ->  {@link GestureFormat}
 *              2 instant(at) id                       ->  nothing: all that were booked, or undone
 *              3 giver 0x00 instant(at) id            ->  nothing: those of one giver
 *              4 moment(16 bytes) instant(at) id      ->  nothing: those of one moment
 *              5 customer id 0x00 instant(at) id      ->  cost text, option text: those that count, by the id they were
 *                                                         chosen for
 *              6 instant(asked at) id                 ->  nothing: what is asked of others
 *              7 id                                   ->  whether good came: see {@link Worth}
 *              8 giver 0x00 instant(at) id            ->  nothing: those of one giver that are open
 *              9 team 0x00 instant(at) id             ->  nothing: open tasks of one team
 *              10 asker 0x00 instant(asked at) id     ->  nothing: what one asked of others, whatever became of it
 * </pre>
 */
final class Gestures {
  static final int ROW = 1;
  static final int ALL = 2;
  static final int OF_GIVER = 3;
  static final int OF_MOMENT = 4;
  static final int OF_CUSTOMER = 5;
  static final int ASKED = 6;
  static final int OPEN = 8;
  static final int TASKS = 9;
  static final int ASKED_BY = 10;

  /** The source of the signals that gestures are. */
  static final String SOURCE = "grace";

  private final Source source;

  Gestures(Source source) {
    this.source = source;
  }

  /**
   * A gesture that counts, as the budget of its customer needs it.
   *
   * @param place of its first signal
   */
  record Given(Place place, BigDecimal cost, String option) {}

  @Nullable GestureView get(String id) {
    byte[] value = source.get(Family.GESTURES, row(id));
    return value == null ? null : GestureFormat.decode(value);
  }

  /** What counts that was given under an id behind an instant. */
  List<Given> given(Id customer, Instant after) {
    byte[] prefix = ofCustomer(customer);
    byte[] from = at(prefix, after.plusMillis(1));
    List<Given> given = new ArrayList<>();
    try (Scan scan = source.scan(Family.GESTURES, from, Keys.behind(prefix))) {
      while (scan.next()) {
        byte[] key = scan.key();
        BinaryReader in = new BinaryReader(scan.value());
        given.add(
            new Given(
                place(instant(key, prefix.length), id(key, prefix.length + Long.BYTES)),
                new BigDecimal(in.readText()),
                in.readText()));
      }
    }
    return given;
  }

  /** A page of one order, newest first. */
  Page<GestureView> page(byte[] prefix, Optional<String> cursor, int limit) {
    return Paging.page(
        source.backward(Family.GESTURES, prefix, Paging.until(cursor, Keys.behind(prefix))),
        limit,
        (key, value) -> Optional.ofNullable(get(id(key, prefix.length + Long.BYTES))));
  }

  /** Those of one order from an instant on, oldest first, at most so many. */
  List<GestureView> since(byte[] prefix, Instant from, int most) {
    List<GestureView> since = new ArrayList<>();
    try (Scan scan = source.scan(Family.GESTURES, at(prefix, from), Keys.behind(prefix))) {
      while (since.size() < most && scan.next()) {
        GestureView gesture = get(id(scan.key(), prefix.length + Long.BYTES));
        if (gesture != null) {
          since.add(gesture);
        }
      }
    }
    return since;
  }

  /** Those of one order from an instant on, newest first, at most so many. */
  List<GestureView> newest(byte[] prefix, Instant from, int most) {
    List<GestureView> newest = new ArrayList<>();
    try (Scan scan = source.backward(Family.GESTURES, at(prefix, from), Keys.behind(prefix))) {
      while (newest.size() < most && scan.next()) {
        GestureView gesture = get(id(scan.key(), prefix.length + Long.BYTES));
        if (gesture != null) {
          newest.add(gesture);
        }
      }
    }
    return newest;
  }

  /** Where a gesture stands in its timeline. */
  static Place place(Instant at, String id) {
    return new Place(at, Kind.GESTURE.rank(), new SignalId(SOURCE, id));
  }

  static byte[] row(String id) {
    byte[] text = id.getBytes(StandardCharsets.UTF_8);
    return new BinaryWriter(text.length + 1)
        .writeByte(ROW)
        .writeRaw(text, 0, text.length)
        .toBytes();
  }

  static byte[] all() {
    return new byte[] {ALL};
  }

  static byte[] asked() {
    return new byte[] {ASKED};
  }

  static byte[] ofGiver(Chooser by) {
    return ofGiver(giver(by));
  }

  /** A giver's name in keys. */
  static String giver(Chooser by) {
    return by.isAuto() ? "" : by.name();
  }

  /** Those of a giver; the empty name is Attune itself. */
  static byte[] ofGiver(String name) {
    return Keys.textThen(new BinaryWriter(64).writeByte(OF_GIVER), name).toBytes();
  }

  static byte[] open(String giver) {
    return Keys.textThen(new BinaryWriter(64).writeByte(OPEN), giver).toBytes();
  }

  static byte[] askedBy(String asker) {
    return Keys.textThen(new BinaryWriter(64).writeByte(ASKED_BY), asker).toBytes();
  }

  static byte[] tasks(String team) {
    return Keys.textThen(new BinaryWriter(64).writeByte(TASKS), team).toBytes();
  }

  static byte[] ofMoment(String moment) {
    return Keys.effect(new BinaryWriter(32).writeByte(OF_MOMENT), moment).toBytes();
  }

  static byte[] ofCustomer(Id customer) {
    return Keys.idThen(new BinaryWriter(64).writeByte(OF_CUSTOMER), customer).toBytes();
  }

  /** A key of one order. */
  static byte[] key(byte[] prefix, Instant at, String id) {
    byte[] text = id.getBytes(StandardCharsets.UTF_8);
    BinaryWriter key = new BinaryWriter(prefix.length + Long.BYTES + text.length);
    Keys.instant(key.writeRaw(prefix, 0, prefix.length), at);
    return key.writeRaw(text, 0, text.length).toBytes();
  }

  private static byte[] at(byte[] prefix, Instant at) {
    return key(prefix, at, "");
  }

  private static Instant instant(byte[] key, int offset) {
    return Keys.instant(new BinaryReader(key).skip(offset).readLong());
  }

  private static String id(byte[] key, int offset) {
    return Keys.text(key, offset, key.length);
  }
}
