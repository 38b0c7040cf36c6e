package dev.attune.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Durable intake over HTTP beside a bare synced append of the same bytes to RocksDB, in turns. The
 * fold runs at the same time, as it does in life; each run is shorter than what it may be behind.
 */
final class AcceptBench implements Bench {
  private static final double BAR = 0.5;
  private static final int CONNECTIONS = 16;
  private static final int SIGNALS = 120_000;

  @Override
  public String name() {
    return "accept";
  }

  @Override
  public String measures() {
    return "signals accepted a second over HTTP, synced, against a bare synced append";
  }

  @Override
  public void run(Report report) throws Exception {
    for (int size : new int[] {100, 1_000}) {
      compare(report, size);
    }
  }

  private static void compare(Report report, int size) throws Exception {
    int runs = report.isFull() ? 9 : 3;
    double[] bare = new double[runs];
    double[] http = new double[runs];
    double[] ratios = new double[runs];
    try (Served served = Served.start()) {
      accept(served, bodies("warm-" + size, size, SIGNALS / 4), size);
      served.drain();
      for (int run = 0; run < runs; run++) {
        List<byte[]> bodies = bodies("run-" + size + "-" + run, size, SIGNALS);
        bare[run] = append(bodies, size);
        http[run] = accept(served, bodies, size);
        ratios[run] = http[run] / bare[run];
        served.drain();
      }
    }
    report.runs("bare append, batches of " + size, "signals/s", bare);
    report.runs("accepted over HTTP, batches of " + size, "signals/s", http);
    report.claimAtLeast("accept-" + size, Report.median(ratios), "ratio", BAR);
  }

  private static List<byte[]> bodies(String sender, int size, int signals) {
    Signals maker = new Signals(sender, 100_000, Signals.Mix.PLAIN);
    List<byte[]> bodies = new ArrayList<>();
    for (int made = 0; made < signals; made += size) {
      bodies.add(maker.batch(size));
    }
    return bodies;
  }

  private static double append(List<byte[]> bodies, int size) throws Exception {
    Path directory = Files.createTempDirectory("attune-bench-bare");
    try (Options options = new Options().setCreateIfMissing(true);
        RocksDB database = RocksDB.open(options, directory.toString());
        WriteOptions synced = new WriteOptions().setSync(true)) {
      long begin = System.nanoTime();
      long position = 0;
      for (byte[] body : bodies) {
        append(database, synced, position++, body);
      }
      return rate(bodies.size() * (long) size, begin);
    } finally {
      Served.delete(directory);
    }
  }

  private static void append(RocksDB database, WriteOptions synced, long position, byte[] body)
      throws RocksDBException {
    try (WriteBatch batch = new WriteBatch()) {
      batch.put(ByteBuffer.allocate(Long.BYTES).putLong(position).array(), body);
      database.write(synced, batch);
    }
  }

  private static double accept(Served served, List<byte[]> bodies, int size) throws Exception {
    long begin = System.nanoTime();
    try (ExecutorService senders = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        int first = i;
        done.add(
            senders.submit(() -> {
              send(served, bodies, first);
              return null;
            }));
      }
      for (Future<?> each : done) {
        each.get();
      }
    }
    return rate(bodies.size() * (long) size, begin);
  }

  private static void send(Served served, List<byte[]> bodies, int first) throws IOException {
    try (Connection connection = served.source()) {
      for (int i = first; i < bodies.size(); i += CONNECTIONS) {
        Connection.Answer answer = connection.post("/v1/batch", bodies.get(i));
        if (!answer.isOk()) {
          throw new IOException("intake answered " + answer);
        }
      }
    }
  }

  private static double rate(long signals, long begin) {
    return signals * 1e9 / (System.nanoTime() - begin);
  }
}
