package dev.attune.step;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The signals of one (event, where) that some window still counts, in the total order. Columns hold
 * the properties that facts read: numbers as millionths, others as they are. Mutable; one thread.
 *
 * <p>Entries are named by their index, which stays the same while older ones are let go: valid are
 * {@code [first(), end())}.
 */
final class StreamLog {
  private static final int SMALLEST = 8;
  private static final long[] NO_TIMES = {};
  private static final int[] NO_SENDERS = {};

  private final StreamPlan plan;
  private long[] times = NO_TIMES;
  private int[] senders = NO_SENDERS;
  private final long[][] numbers;
  private final @Nullable Object[][] values;
  private int offset;
  private int first;
  private int end;

  StreamLog(StreamPlan plan) {
    this.plan = plan;
    numbers = new long[plan.numberColumns()][0];
    values = new Object[plan.valueColumns()][0];
  }

  StreamPlan plan() {
    return plan;
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

  long time(int index) {
    return times[index - offset];
  }

  int sender(int index) {
    return senders[index - offset];
  }

  long number(int column, int index) {
    return numbers[column][index - offset];
  }

  @Nullable Object value(int column, int index) {
    return values[column][index - offset];
  }

  /** Whether the next append must make room; gauges must have left what is trimmed by then. */
  boolean isFull() {
    return end - offset == times.length;
  }

  /** Appends an entry; its columns are set afterwards. Returns its index. */
  int append(long time, int sender) {
    if (end - offset == times.length) {
      makeRoom();
    }
    times[end - offset] = time;
    senders[end - offset] = sender;
    return end++;
  }

  void setSender(int index, int sender) {
    senders[index - offset] = sender;
  }

  void setNumber(int column, int index, long micros) {
    numbers[column][index - offset] = micros;
  }

  void setValue(int column, int index, @Nullable Object value) {
    values[column][index - offset] = value;
  }

  /** Lets go of entries that no window counts at {@code now} or later. */
  void trim(long now) {
    long keep = now - plan.retention();
    while (first < end && time(first) <= keep) {
      first++;
    }
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

  private void makeRoom() {
    boolean crowded = size() * 2 > times.length;
    makeRoom(Math.max(SMALLEST, crowded ? times.length * 2 : times.length));
  }

  /** Makes room for {@code length} entries at once, kept ones included. */
  void makeRoom(int length) {
    int gone = first - offset;
    times = moved(times, gone, length);
    senders = Arrays.copyOf(Arrays.copyOfRange(senders, gone, gone + size()), length);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = moved(numbers[i], gone, length);
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = Arrays.copyOf(Arrays.copyOfRange(values[i], gone, gone + size()), length);
    }
    offset = first;
  }

  private long[] moved(long[] array, int gone, int length) {
    return Arrays.copyOf(Arrays.copyOfRange(array, gone, gone + size()), length);
  }
}
