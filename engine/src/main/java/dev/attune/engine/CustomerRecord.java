package dev.attune.engine;

import dev.attune.step.Customer;
import dev.attune.step.Step;
import dev.attune.wire.BinaryReader;
import dev.attune.wire.BinaryReader.DamagedBytes;
import dev.attune.wire.BinaryWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered of one customer between inputs.
 *
 * <pre>
 *   customers   id (canonical)  ->  version   byte    2; 1 had no since
 *                                   flags     byte    1: set aside, 2: could not be folded, 4: has {@link Points}
 *                                   timerAt   long    when a timer stands in {@link Timers}; the highest: none
 *                                   limit     varint  of signals in a window, before they are set aside
 *                                   since     varint  how many signals were heard since the last point
 *                                   segments  varint  how many, each a text: those with a row in {@link Members}
 *                                   state     the rest: see {@link Customer}
 * </pre>
 */
record CustomerRecord(
    Customer customer,
    long timerAt,
    int limit,
    int since,
    boolean hasPoints,
    boolean setAside,
    boolean troubled,
    List<String> segments) {
  /** No timer stands. */
  static final long NO_TIMER = Long.MAX_VALUE;

  private static final int VERSION = 2;
  private static final int SET_ASIDE = 1;
  private static final int TROUBLED = 2;
  private static final int POINTS = 4;

  /** A customer never heard from. */
  static CustomerRecord start(Step step) {
    return new CustomerRecord(
        step.start(), NO_TIMER, Step.DEFAULT_LIMIT, 0, false, false, false, List.of());
  }

  /** The same with another beginning: the points that it had are of no use any more. */
  CustomerRecord withBeginning(Customer other) {
    return new CustomerRecord(other, timerAt, limit, 0, false, setAside, troubled, segments);
  }

  CustomerRecord withTimer(long at) {
    return new CustomerRecord(customer, at, limit, since, hasPoints, setAside, troubled, segments);
  }

  CustomerRecord withLimit(int other) {
    return new CustomerRecord(
        customer, timerAt, other, since, hasPoints, setAside, troubled, segments);
  }

  /** The same, with rows in these segments. */
  CustomerRecord withSegments(List<String> in) {
    return new CustomerRecord(customer, timerAt, limit, since, hasPoints, setAside, troubled, in);
  }

  CustomerRecord withPoints(int heardSince, boolean any) {
    return new CustomerRecord(
        customer, timerAt, limit, heardSince, any, setAside, troubled, segments);
  }

  /** As they were, to be folded when there is a next time. */
  CustomerRecord inTrouble() {
    return new CustomerRecord(customer, timerAt, limit, since, hasPoints, setAside, true, segments);
  }

  byte[] encode() {
    byte[] state = customer.bytes();
    BinaryWriter out = new BinaryWriter(state.length + 64);
    int flags = (setAside ? SET_ASIDE : 0) | (troubled ? TROUBLED : 0) | (hasPoints ? POINTS : 0);
    out.writeByte(VERSION).writeByte(flags).writeLong(timerAt).writeVarint(limit);
    out.writeVarint(since).writeVarint(segments.size());
    segments.forEach(out::writeText);
    return out.writeRaw(state, 0, state.length).toBytes();
  }

  /** The limit alone, without the rest. */
  static int limit(byte[] bytes) {
    return new BinaryReader(bytes).skip(2 + Long.BYTES).readCount();
  }

  static CustomerRecord decode(byte[] bytes) {
    BinaryReader in = new BinaryReader(bytes);
    int version = in.readByte();
    if (version < 1 || version > VERSION) {
      throw new DamagedBytes("customer has version %d, expected %d".formatted(version, VERSION));
    }
    int flags = in.readByte();
    long timerAt = in.readLong();
    int limit = in.readCount();
    int since = version == 1 ? 0 : in.readCount();
    int count = in.readCount();
    List<String> segments = count == 0 ? List.of() : new ArrayList<>();
    for (int i = 0; i < count; i++) {
      segments.add(in.readText());
    }
    byte[] state = new byte[in.remaining()];
    System.arraycopy(bytes, in.position(), state, 0, state.length);
    return new CustomerRecord(
        Customer.of(state),
        timerAt,
        limit,
        since,
        (flags & POINTS) != 0,
        (flags & SET_ASIDE) != 0,
        (flags & TROUBLED) != 0,
        segments);
  }
}
