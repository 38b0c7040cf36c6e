package dev.attune.benchmarks;

import dev.attune.engine.Engine;
import dev.attune.server.AttuneServer;
import dev.attune.server.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A real server over a directory of its own that is gone afterwards. */
final class Served implements AutoCloseable {
  /** Rules as a company might have: ten facts, five segments, six moments. */
  static final String PLAYBOOK =
      """
      playbook: Bench
      facts:
        rides1: { count: Ride Completed, within: 1d }
        rides30: { count: Ride Completed, within: 30d }
        rides180: { count: Ride Completed, within: 180d }
        spend90: { sum: Ride Completed, of: properties.fare, within: 90d }
        mean30: { mean: Ride Completed, of: properties.fare, within: 30d }
        cities: { distinct: Ride Completed, of: properties.city, within: 30d }
        late7: { count: Ride Completed, where: signal.properties.minutesLate > 15, within: 7d }
        sameProblem: { count: Support Contacted, where: signal.properties.topic == 'late driver', within: 14d }
        orders: { count: Order Completed }
        lastRide: { last: Ride Completed }
      segments:
        regulars: facts.rides180 >= 24
        drifting: facts.rides180 >= 24 && facts.rides30 == 0
        spenders: facts.spend90 > 500.0
        unlucky: facts.late7 >= 3
        shoppers: facts.orders > 3
      moments:
        third-contact: { when: signal.event == 'Support Contacted' && facts.sameProblem == 3 }
        gone-quiet: { becomes: "'drifting' in segments" }
        let-down: { becomes: "'unlucky' in segments" }
        stuck: { after: Signed Up, without: Ride Completed, for: 7d }
        probed: { when: signal.event == 'Probe', again-after: 0d }
        silent: { after: Silence, without: Sound, for: 10m }
      """;

  private final Path directory;
  private final boolean keep;
  private final AttuneServer server;
  private final String key;

  private Served(Path directory, boolean keep) throws IOException {
    this(directory, keep, PLAYBOOK);
  }

  private Served(Path directory, boolean keep, String rules) throws IOException {
    this.directory = directory;
    this.keep = keep;
    Path playbook = Files.writeString(directory.resolve("bench.yaml"), rules);
    Path data = directory.resolve("data");
    server = AttuneServer.start(ServerConfig.local(data).withPlaybook(playbook));
    key = server.addServerSource("bench");
  }

  static Served start() throws IOException {
    return new Served(Files.createTempDirectory("attune-bench"), false);
  }

  /** With other rules. */
  static Served with(String rules) throws IOException {
    return new Served(Files.createTempDirectory("attune-bench"), false, rules);
  }

  /** The same over {@code directory}/data, which stays. */
  static Served at(Path directory) throws IOException {
    return new Served(directory, true);
  }

  Engine engine() {
    return server.engine();
  }

  Connection source() throws IOException {
    return Connection.ofSource(server.port(), key);
  }

  Connection reader() throws IOException {
    return Connection.ofReader(server.port(), server.ownToken());
  }

  /** Begins to make the index of names anew. */
  void makeIndexAnew() {
    server.search().makeAnew();
  }

  /** Whether that is asked for, or going on. */
  boolean isIndexBeingMade() {
    return server.search().isBeingMade();
  }

  /** From now on there is no index of names. */
  void endSearch() {
    server.search().close();
  }

  /** Waits until everything sent so far is folded. */
  void drain() throws InterruptedException {
    while (engine().progress().lagSignals() > 0) {
      Thread.sleep(20);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    if (!keep) {
      delete(directory);
    }
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      List<Path> files = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }
}
