package dev.attune.server;

/**
 * Counts how often each row came before, in 24 bytes a different row. Rows are told apart by 64
 * bits of their hash: should two differing rows ever share them, the later one gets a higher
 * number, every time the same.
 *
 * <p>Not thread-safe: the reading thread owns it.
 */
final class Repetitions {
  private static final int FIRST_SIZE = 1 << 12;

  private long[] hashes = new long[FIRST_SIZE];
  private int[] counts = new int[FIRST_SIZE];
  private int size;

  /** How often {@code hash} was asked for before. */
  int next(long hash) {
    if (size * 2 > hashes.length) {
      grow();
    }
    int at = place(hashes, counts, hash);
    if (counts[at] == 0) {
      hashes[at] = hash;
      size++;
    }
    return counts[at]++;
  }

  private void grow() {
    long[] moreHashes = new long[hashes.length * 2];
    int[] moreCounts = new int[hashes.length * 2];
    for (int i = 0; i < hashes.length; i++) {
      if (counts[i] > 0) {
        int at = place(moreHashes, moreCounts, hashes[i]);
        moreHashes[at] = hashes[i];
        moreCounts[at] = counts[i];
      }
    }
    hashes = moreHashes;
    counts = moreCounts;
  }

  private static int place(long[] hashes, int[] counts, long hash) {
    int at = (int) (hash ^ (hash >>> 32)) & (hashes.length - 1);
    while (counts[at] > 0 && hashes[at] != hash) {
      at = (at + 1) & (hashes.length - 1);
    }
    return at;
  }
}
