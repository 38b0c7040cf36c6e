package dev.attune.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ConfigOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.OptionsUtil;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * What a customer takes on disk after 100 signals in 180 days, family by family, once everything is
 * compacted; and what a server that has nothing to do holds in memory.
 */
final class MemoryBench implements Bench {
  private static final int SIGNALS_EACH = 100;
  private static final int BATCH = 500;
  private static final Duration PAST = Duration.ofDays(180);
  private static final double STATE_BAR = 1024;
  private static final double RESIDENT_BAR = 300;
  private static final int SETTLE_SECONDS = 15;
  private static final int SAMPLES = 10;

  /**
   * What stands about a customer now. The others are what was said before (effects, outbox,
   * transitions), what came (timelines; seen, for seven days) and what all customers share.
   */
  private static final Set<String> STATE =
      Set.of("customers", "links", "points", "timers", "members", "pending");

  /** Stands now as far as moments are open; a closed one was said before. */
  private static final Set<String> OF_MOMENTS = Set.of("moments", "desk");

  /** The first bytes of the desk's keys: open moments, and all there ever were. */
  private static final int OPEN = 2;

  private static final int ALL = 3;

  private static final String[] EVENTS = {
    "Ride Requested", "Ride Completed", "Ride Completed", "Support Contacted", "Order Completed"
  };

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String measures() {
    return "bytes of state a customer on disk at 100 signals in 180 days; resident memory, idle";
  }

  @Override
  public void run(Report report) throws Exception {
    int customers = report.isFull() ? 100_000 : 4_000;
    Path empty = Files.createTempDirectory("attune-bench-memory");
    Path filled = Files.createTempDirectory("attune-bench-memory");
    try {
      double idle = resident(empty);
      report.say("resident, idle: %.0f MB without customers", idle);
      report.say("%,d customers with %d signals each, in order", customers, SIGNALS_EACH);
      fill(filled, customers);
      disk(report, filled.resolve("data"), customers);
      double full = resident(filled);
      report.say("resident, idle: %.0f MB with them", full);
      report.claimAtMost("memory-resident-idle", Math.max(idle, full), "MB", RESIDENT_BAR);
    } finally {
      Served.delete(empty);
      Served.delete(filled);
    }
  }

  private static void disk(Report report, Path data, int customers) throws Exception {
    Stored stored = compacted(data.resolve("store"));
    double open = stored.openMoments / (double) Math.max(1, stored.moments);
    double state = 0;
    for (Map.Entry<String, Long> family : stored.sizes.entrySet()) {
      double each = family.getValue() / (double) customers;
      double share =
          STATE.contains(family.getKey()) ? 1 : OF_MOMENTS.contains(family.getKey()) ? open : 0;
      state += share * each;
      report.say(
          "  %-12s %8.1f bytes a customer%s",
          family.getKey(),
          each,
          share == 1 ? "  (state)" : share > 0 ? "  (state: that of open ones)" : "");
    }
    report.say(
        "  moments      %8.1f a customer, of which %.1f are open",
        stored.moments / (double) customers, stored.openMoments / (double) customers);
    report.say("  journal      %8.1f, kept for 7 days", size(data.resolve("journal")) / customers);
    report.claimAtMost("memory-state", state, "bytes-a-customer", STATE_BAR);
  }

  /** What lies in a store: the size of every family's files, by name; and how many moments. */
  private static final class Stored {
    private final Map<String, Long> sizes = new TreeMap<>();
    private long moments;
    private long openMoments;
  }

  /** Looks at a store after it was compacted as the engine would. */
  private static Stored compacted(Path store) throws RocksDBException {
    List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    Stored stored = new Stored();
    try (ConfigOptions config = new ConfigOptions();
        DBOptions options = new DBOptions()) {
      OptionsUtil.loadLatestOptions(config, store.toString(), options, descriptors);
      try (RocksDB db = RocksDB.open(options, store.toString(), descriptors, handles)) {
        for (ColumnFamilyHandle handle : handles) {
          db.compactRange(handle);
          String name = new String(handle.getName(), StandardCharsets.UTF_8);
          stored.sizes.put(name, db.getLongProperty(handle, "rocksdb.total-sst-files-size"));
          if (name.equals("desk")) {
            stored.moments = count(db, handle, ALL);
            stored.openMoments = count(db, handle, OPEN);
          }
        }
        handles.forEach(ColumnFamilyHandle::close);
      }
    }
    return stored;
  }

  private static long count(RocksDB db, ColumnFamilyHandle handle, int first) {
    long count = 0;
    try (RocksIterator keys = db.newIterator(handle)) {
      for (keys.seek(new byte[] {(byte) first});
          keys.isValid() && keys.key()[0] == first;
          keys.next()) {
        count++;
      }
    }
    return count;
  }

  private static double size(Path directory) throws IOException {
    double bytes = 0;
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  /** Megabytes, the median of some seconds after it came to rest. */
  private static double resident(Path directory) throws IOException, InterruptedException {
    Launched server = Launched.at(directory);
    try {
      TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
      double[] samples = new double[SAMPLES];
      for (int i = 0; i < SAMPLES; i++) {
        samples[i] = server.resident() / 1e6;
        TimeUnit.SECONDS.sleep(1);
      }
      return Report.median(samples);
    } finally {
      server.stop();
    }
  }

  private static void fill(Path directory, int customers) throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    long total = (long) customers * SIGNALS_EACH;
    Instant begin = Instant.now().minus(PAST);
    try (Served served = Served.at(directory);
        Connection connection = served.source()) {
      for (long sent = 0; sent < total; sent += BATCH) {
        StringBuilder body = new StringBuilder("{\"batch\":[");
        for (int i = 0; i < BATCH; i++) {
          Instant at = begin.plusMillis(PAST.toMillis() / total * (sent + i));
          body.append(i == 0 ? "" : ",").append(message(random, customers, sent + i, at));
        }
        byte[] bytes = body.append("]}").toString().getBytes(StandardCharsets.UTF_8);
        Connection.Answer answer = connection.post("/v1/batch", bytes);
        while (answer.hasNoRoom()) {
          TimeUnit.MILLISECONDS.sleep(200);
          answer = connection.post("/v1/batch", bytes);
        }
        if (!answer.isOk()) {
          throw new IOException("intake answered " + answer);
        }
      }
      served.drain();
    }
  }

  private static String message(SplittableRandom random, int customers, long number, Instant at) {
    return "{\"type\":\"track\",\"messageId\":\"m-%d\",\"userId\":\"user-%d\",\"event\":\"%s\",\"timestamp\":\"%s\",\"properties\":{\"fare\":%d.5,\"city\":\"Berlin\",\"topic\":\"late driver\",\"minutesLate\":%d}}"
        .formatted(
            number,
            random.nextInt(customers),
            EVENTS[random.nextInt(EVENTS.length)],
            at,
            random.nextInt(4, 40),
            random.nextInt(20));
  }
}
