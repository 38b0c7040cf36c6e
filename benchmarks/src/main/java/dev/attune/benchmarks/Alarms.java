package dev.attune.benchmarks;

import java.util.Arrays;

/**
 * Instants with the number of whom to wake then, the earliest first: a heap of four children each
 * in two arrays, so that ordering them touches no objects. Mutable; one thread.
 */
final class Alarms {
  private static final int CHILDREN = 4;

  private long[] dues = new long[1024];
  private int[] whose = new int[1024];
  private int size;

  /** The earliest instant; {@link Long#MAX_VALUE} if there is none. */
  long due() {
    return size == 0 ? Long.MAX_VALUE : dues[0];
  }

  void add(long due, int who) {
    if (size == dues.length) {
      dues = Arrays.copyOf(dues, 2 * size);
      whose = Arrays.copyOf(whose, 2 * size);
    }
    int at = size++;
    while (at > 0 && dues[(at - 1) / CHILDREN] > due) {
      move((at - 1) / CHILDREN, at);
      at = (at - 1) / CHILDREN;
    }
    dues[at] = due;
    whose[at] = who;
  }

  /** Takes the earliest away and says whom it is for. */
  int remove() {
    int who = whose[0];
    long due = dues[--size];
    int last = whose[size];
    int at = 0;
    for (int least = least(at); least >= 0 && dues[least] < due; least = least(at)) {
      move(least, at);
      at = least;
    }
    dues[at] = due;
    whose[at] = last;
    return who;
  }

  void clear() {
    size = 0;
  }

  private void move(int from, int to) {
    dues[to] = dues[from];
    whose[to] = whose[from];
  }

  /** The earliest child of a place, or -1. */
  private int least(int at) {
    int first = CHILDREN * at + 1;
    int least = -1;
    for (int child = first; child < Math.min(first + CHILDREN, size); child++) {
      if (least < 0 || dues[child] < dues[least]) {
        least = child;
      }
    }
    return least;
  }
}
