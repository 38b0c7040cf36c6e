package dev.attune.step;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Hands out places in a customer's memory while a plan is made: what a step touches at every signal
 * lies side by side in one array of longs, and the rows of all logs in another, since a customer's
 * state is seldom in a processor's cache when their next signal comes.
 */
final class Cells {
  private long[] blank = new long[64];
  private int numbers;
  private int objects;
  private final List<SignalLog.Place> logs = new ArrayList<>();

  /** The first of {@code count} places for longs, each 0 in a new customer. */
  int numbers(int count) {
    return numbers(count, 0);
  }

  /** The first of {@code count} places for longs, each {@code begin} in a new customer. */
  int numbers(int count, long begin) {
    int first = numbers;
    numbers += count;
    if (numbers > blank.length) {
      blank = Arrays.copyOf(blank, 2 * numbers);
    }
    Arrays.fill(blank, first, numbers, begin);
    return first;
  }

  /** A place for an object, null in a new customer. */
  int object() {
    return objects++;
  }

  /** The number of a log, empty in a new customer; its head is the next of the longs. */
  int log(SignalLog.Shape shape) {
    logs.add(new SignalLog.Place(numbers(SignalLog.HEAD), objects, shape));
    objects += shape.values();
    return logs.size() - 1;
  }

  /** The longs of a new customer. */
  long[] fresh() {
    return Arrays.copyOf(blank, numbers);
  }

  int objectCount() {
    return objects;
  }

  /** Where each log is, by its number. */
  List<SignalLog.Place> logs() {
    return logs;
  }
}
