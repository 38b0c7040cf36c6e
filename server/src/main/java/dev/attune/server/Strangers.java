package dev.attune.server;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts requests without a valid key by address; of what they sent nothing is kept. At most
 * {@value #MOST} addresses are told apart, those not seen longest are forgotten first.
 *
 * <p>Thread-safe: guarded by its own lock.
 */
final class Strangers {
  static final int MOST = 1_024;

  /** An address and how often it came. */
  record Stranger(String address, long requests) {}

  private final Map<String, Long> counts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST;
        }
      };
  private long total;

  synchronized void count(String address) {
    total++;
    counts.merge(address, 1L, Long::sum);
  }

  synchronized long total() {
    return total;
  }

  /** Those who came most often. */
  synchronized List<Stranger> most(int limit) {
    return counts.entrySet().stream()
        .map(each -> new Stranger(each.getKey(), each.getValue()))
        .sorted(Comparator.comparingLong(Stranger::requests).reversed())
        .limit(limit)
        .toList();
  }
}
