package dev.attune.step;

import dev.attune.customer.Signal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Signals of one kind that are still needed, in the total order: when each was, who sent it, and
 * the properties that facts read, numbers as millionths, others as they are. One thread.
 *
 * <p>Entries are named by their index, which stays the same while older ones are let go: valid are
 * {@code [first(), end())}. An entry is one row of longs: its instant; then 32 bits each for the
 * sender and the code of each value; then its numbers.
 *
 * <p>This is a handle, made when it is asked for: what it shows is the {@link Memory}'s. In its
 * cells a log has a head: first and end, 32 bits each; where in the rows the entry 0 would be; the
 * end at which its region is full, and how many rows that has. A head of zeros is an empty log.
 */
final class SignalLog {
  /** How many cells a head takes. */
  static final int HEAD = 3;

  private static final int ORIGIN = 1;
  private static final int REGION = 2;
  private static final int FEWEST_ROWS = 8;

  private final Memory memory;
  private final int head;
  private final int length;
  private final Place place;

  /** What a row holds beside instant and sender. */
  record Shape(int values, int numbers, int firstNumber, int length) {
    /** A row of an instant and a sender only. */
    static final Shape BARE = of(0, 0);

    static Shape of(int values, int numbers) {
      int firstNumber = 1 + (1 + values + 1) / 2;
      return new Shape(values, numbers, firstNumber, firstNumber + numbers);
    }
  }

  /**
   * Where a log is in a memory.
   *
   * @param head the first cell of its head
   * @param values where the object of its first column of values is; the others are behind it
   */
  record Place(int head, int values, Shape shape) {}

  SignalLog(Memory memory, Place place) {
    this.memory = memory;
    this.place = place;
    head = place.head;
    length = place.shape.length;
  }

  int first() {
    return (int) (memory.cells[head] >>> 32);
  }

  int end() {
    return (int) memory.cells[head];
  }

  int size() {
    return end() - first();
  }

  boolean isEmpty() {
    return size() == 0;
  }

  long time(int index) {
    return memory.rows[row(index)];
  }

  int sender(int index) {
    return (int) memory.rows[row(index) + 1];
  }

  long number(int column, int index) {
    return memory.rows[row(index) + place.shape.firstNumber + column];
  }

  /** The number that stands for a value; 0 stands for none. */
  int code(int column, int index) {
    int half = column + 1;
    long word = memory.rows[row(index) + 1 + (half >> 1)];
    return (int) (word >>> ((half & 1) << 5));
  }

  @Nullable Object value(int column, int index) {
    return values(column).value(code(column, index));
  }

  Values values(int column) {
    int at = place.values + column;
    return memory.objects[at] instanceof Values values ? values : begin(at);
  }

  /** Whether the next append must make room; gauges must have left what is let go by then. */
  boolean isFull() {
    return end() == limit();
  }

  /** Appends an entry; its columns are set afterwards. Returns its index. */
  int append(long time, int sender) {
    if (isFull()) {
      makeRoom();
    }
    int index = end();
    int row = row(index);
    memory.rows[row] = time;
    memory.rows[row + 1] = Integer.toUnsignedLong(sender);
    set(first(), index + 1);
    return index;
  }

  void setSender(int index, int sender) {
    int word = row(index) + 1;
    long[] rows = memory.rows;
    rows[word] = (rows[word] & 0xFFFF_FFFF_0000_0000L) | Integer.toUnsignedLong(sender);
  }

  void setNumber(int column, int index, long micros) {
    memory.rows[row(index) + place.shape.firstNumber + column] = micros;
  }

  void setValue(int column, int index, @Nullable Object value) {
    setCode(column, index, values(column).code(value));
  }

  void setCode(int column, int index, int code) {
    int half = column + 1;
    int word = row(index) + 1 + (half >> 1);
    int shift = (half & 1) << 5;
    long[] rows = memory.rows;
    rows[word] = (rows[word] & ~(0xFFFF_FFFFL << shift)) | (Integer.toUnsignedLong(code) << shift);
  }

  /** Where an entry's signal is found. */
  Signal.Address address(int index, Senders senders) {
    return new Signal.Address(senders.id(sender(index)), Instant.ofEpochMilli(time(index)));
  }

  /** Where the signal of the first entry of an instant is found, if there is one. */
  Signal.@Nullable Address at(long time, Senders senders) {
    int index = firstAfter(time - 1);
    return index < end() && time(index) == time ? address(index, senders) : null;
  }

  /** Takes one entry out; those behind it move up. For logs without cursors. */
  void remove(int index) {
    int row = row(index);
    int behind = (end() - 1 - index) * length;
    System.arraycopy(memory.rows, row + length, memory.rows, row, behind);
    set(first(), end() - 1);
  }

  void clear() {
    set(end(), end());
  }

  /** Lets go of entries at {@code until} or earlier. */
  void trim(long until) {
    set(firstAfter(until), end());
  }

  /** Index of the first entry whose time is greater than {@code time}. */
  int firstAfter(long time) {
    int low = first();
    int high = end();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (time(middle) > time) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Whether most codes stand for values that only entries let go had. */
  boolean hasStaleCodes() {
    for (int column = 0; column < place.shape.values; column++) {
      if (values(column).size() > 2 * (size() + FEWEST_ROWS)) {
        return true;
      }
    }
    return false;
  }

  /** Numbers the values anew, so that those let go are forgotten: all codes change. */
  void recode() {
    for (int column = 0; column < place.shape.values; column++) {
      Values before = values(column);
      begin(place.values + column);
      for (int i = first(); i < end(); i++) {
        setValue(column, i, before.value(code(column, i)));
      }
    }
  }

  /** Makes room for {@code count} entries at once, kept ones included. */
  void makeRoom(int count) {
    if (count <= rowsNow()) {
      settle(memory.rows, region(), rowsNow());
    } else {
      int region = memory.allocate(count * length);
      settle(memory.rows, region, count);
    }
  }

  /** Takes over what an empty log of the same shape is to hold; the other is not used any more. */
  void takeOver(SignalLog other) {
    makeRoom(other.size() + 1);
    System.arraycopy(
        other.memory.rows, other.row(other.first()), memory.rows, row(0), other.size() * length);
    set(0, other.size());
    for (int column = 0; column < place.shape.values; column++) {
      memory.objects[place.values + column] = other.values(column);
    }
  }

  /** How many longs its region has. */
  int room() {
    return rowsNow() * length;
  }

  /** Moves its region to a place in other rows; returns where that ends. */
  int move(long[] others, int to) {
    settle(others, to, rowsNow());
    return to + room();
  }

  private void makeRoom() {
    boolean crowded = size() * 2 > rowsNow();
    makeRoom(Math.max(FEWEST_ROWS, crowded ? rowsNow() * 2 : rowsNow()));
  }

  /** Puts the entries to the front of a region. */
  private void settle(long[] others, int region, int count) {
    int first = first();
    System.arraycopy(memory.rows, row(first), others, region, size() * length);
    memory.cells[head + ORIGIN] = region - (long) first * length;
    memory.cells[head + REGION] = (long) (first + count) << 32 | count;
  }

  private Values begin(int object) {
    Values values = new Values();
    memory.objects[object] = values;
    return values;
  }

  private void set(int first, int end) {
    memory.cells[head] = (long) first << 32 | end;
  }

  private int row(int index) {
    return (int) (memory.cells[head + ORIGIN] + (long) index * length);
  }

  /** The end at which its region is full. */
  private int limit() {
    return (int) (memory.cells[head + REGION] >>> 32);
  }

  private int rowsNow() {
    return (int) memory.cells[head + REGION];
  }

  private int region() {
    return row(limit() - rowsNow());
  }
}
