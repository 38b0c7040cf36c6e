package dev.attune.step;

/**
 * Hands out places in a customer's cells while a plan is made: what a step touches at every signal
 * lies side by side in one array of longs, since a customer's state is seldom in a processor's
 * cache when their next signal comes.
 */
final class Cells {
  private int numbers;
  private int objects;

  /** The first of {@code count} places for longs, each 0 in a new customer. */
  int numbers(int count) {
    int first = numbers;
    numbers += count;
    return first;
  }

  /** A place for an object, null in a new customer. */
  int object() {
    return objects++;
  }

  int numberCount() {
    return numbers;
  }

  int objectCount() {
    return objects;
  }
}
