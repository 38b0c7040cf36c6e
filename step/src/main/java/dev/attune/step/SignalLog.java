package dev.attune.step;

import dev.attune.customer.Signal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Signals of one kind that are still needed, in the total order: when each was, who sent it, and
 * the properties that facts read, numbers as millionths, others as they are. Mutable; one thread.
 *
 * <p>Entries are named by their index, which stays the same while older ones are let go: valid are
 * {@code [first(), end())}. An entry is one row of longs: its instant; then 32 bits each for the
 * sender and the code of each value; then its numbers.
 */
final class SignalLog {
  private static final int FEWEST_ROWS = 8;
  private static final long[] NO_ROWS = {};
  private static final Values[] NO_VALUES = {};

  private final Shape shape;
  private final Values[] values;
  private long[] rows = NO_ROWS;
  private int offset;
  private int first;
  private int end;

  /** What a row holds beside instant and sender. */
  record Shape(int values, int numbers, int firstNumber, int length) {
    /** A row of an instant and a sender only. */
    static final Shape BARE = of(0, 0);

    static Shape of(int values, int numbers) {
      int firstNumber = 1 + (1 + values + 1) / 2;
      return new Shape(values, numbers, firstNumber, firstNumber + numbers);
    }
  }

  SignalLog(Shape shape) {
    this.shape = shape;
    values = shape.values == 0 ? NO_VALUES : new Values[shape.values];
    forgetCodes();
  }

  int first() {
    return first;
  }

  int end() {
    return end;
  }

  int size() {
    return end - first;
  }

  boolean isEmpty() {
    return first == end;
  }

  long time(int index) {
    return rows[(index - offset) * shape.length];
  }

  int sender(int index) {
    return (int) rows[(index - offset) * shape.length + 1];
  }

  long number(int column, int index) {
    return rows[(index - offset) * shape.length + shape.firstNumber + column];
  }

  /** The number that stands for a value; 0 stands for none. */
  int code(int column, int index) {
    int half = column + 1;
    long word = rows[(index - offset) * shape.length + 1 + (half >> 1)];
    return (int) (word >>> ((half & 1) << 5));
  }

  @Nullable Object value(int column, int index) {
    return values[column].value(code(column, index));
  }

  Values values(int column) {
    return values[column];
  }

  /** Whether the next append must make room; gauges must have left what is let go by then. */
  boolean isFull() {
    return (end - offset) * shape.length == rows.length;
  }

  /** Appends an entry; its columns are set afterwards. Returns its index. */
  int append(long time, int sender) {
    if (isFull()) {
      makeRoom();
    }
    int row = (end - offset) * shape.length;
    rows[row] = time;
    rows[row + 1] = Integer.toUnsignedLong(sender);
    return end++;
  }

  void setSender(int index, int sender) {
    int word = (index - offset) * shape.length + 1;
    rows[word] = (rows[word] & 0xFFFF_FFFF_0000_0000L) | Integer.toUnsignedLong(sender);
  }

  void setNumber(int column, int index, long micros) {
    rows[(index - offset) * shape.length + shape.firstNumber + column] = micros;
  }

  void setValue(int column, int index, @Nullable Object value) {
    setCode(column, index, values[column].code(value));
  }

  void setCode(int column, int index, int code) {
    int half = column + 1;
    int word = (index - offset) * shape.length + 1 + (half >> 1);
    int shift = (half & 1) << 5;
    rows[word] = (rows[word] & ~(0xFFFF_FFFFL << shift)) | (Integer.toUnsignedLong(code) << shift);
  }

  /** Where an entry's signal is found. */
  Signal.Address address(int index, Senders senders) {
    return new Signal.Address(senders.id(sender(index)), Instant.ofEpochMilli(time(index)));
  }

  /** Where the signal of the first entry of an instant is found, if there is one. */
  Signal.@Nullable Address at(long time, Senders senders) {
    int index = firstAfter(time - 1);
    return index < end && time(index) == time ? address(index, senders) : null;
  }

  /** Takes one entry out; those behind it move up. For logs without cursors. */
  void remove(int index) {
    int row = (index - offset) * shape.length;
    int behind = (end - 1 - index) * shape.length;
    System.arraycopy(rows, row + shape.length, rows, row, behind);
    end--;
  }

  void clear() {
    first = end;
  }

  /** Lets go of entries at {@code until} or earlier. */
  void trim(long until) {
    first = firstAfter(until);
  }

  /** Index of the first entry whose time is greater than {@code time}. */
  int firstAfter(long time) {
    int low = first;
    int high = end;
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
    for (Values column : values) {
      if (column.size() > 2 * (size() + FEWEST_ROWS)) {
        return true;
      }
    }
    return false;
  }

  /** Numbers the values anew, so that those let go are forgotten: all codes change. */
  void recode() {
    Values[] before = values.clone();
    forgetCodes();
    for (int column = 0; column < values.length; column++) {
      for (int i = first; i < end; i++) {
        setValue(column, i, before[column].value(code(column, i)));
      }
    }
  }

  /** Makes room for {@code count} entries at once, kept ones included. */
  void makeRoom(int count) {
    long[] before = rows;
    int kept = size() * shape.length;
    if (count * shape.length > rows.length) {
      rows = new long[count * shape.length];
    }
    System.arraycopy(before, (first - offset) * shape.length, rows, 0, kept);
    offset = first;
  }

  private void makeRoom() {
    int rowsNow = rows.length / shape.length;
    boolean crowded = size() * 2 > rowsNow;
    makeRoom(Math.max(FEWEST_ROWS, crowded ? rowsNow * 2 : rowsNow));
  }

  private void forgetCodes() {
    for (int i = 0; i < values.length; i++) {
      values[i] = new Values();
    }
  }
}
