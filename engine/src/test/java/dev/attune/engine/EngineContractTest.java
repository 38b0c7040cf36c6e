package dev.attune.engine;

import dev.attune.customer.Effect;
import dev.attune.customer.Id;
import dev.attune.customer.Signal;
import dev.attune.testkit.Host;
import dev.attune.testkit.HostContract;
import dev.attune.wire.StoredSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The engine, held to what every host owes. */
class EngineContractTest extends HostContract {
  /** Where syncing costs nothing, if there is such a place: it is not what is tested here. */
  private static final Path QUICK = Path.of("/dev/shm");

  @Override
  protected Host open(Instant start) {
    return new EngineHost(start);
  }

  private static final class EngineHost implements Host {
    private final Path directory;
    private Engine engine;
    private volatile Instant now;

    EngineHost(Instant start) {
      now = start;
      try {
        directory =
            Files.isWritable(QUICK)
                ? Files.createTempDirectory(QUICK, "attune")
                : Files.createTempDirectory("attune");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      engine = begin();
    }

    private Engine begin() {
      return Engine.open(directory, EngineConfig.usual().withReserve(0), () -> now);
    }

    @Override
    public void accept(List<Signal> signals) {
      List<StoredSignal> stored = signals.stream().map(s -> StoredSignal.of(s, now)).toList();
      engine.appendAndWait(new Entry.Signals(stored, false));
    }

    @Override
    public void adopt(String playbook) {
      settle();
      engine.adopt(playbook, "kim");
    }

    @Override
    public void reach(Instant instant) {
      now = instant;
      settle();
    }

    @Override
    public void restart() {
      engine.close();
      engine = begin();
    }

    @Override
    public List<Effect> settled() {
      settle();
      List<Effect> standing = new ArrayList<>();
      try (Scan scan = engine.effectsOfAll()) {
        while (scan.next()) {
          EffectRecord record = EffectRecord.decode(scan.value());
          if (record.stands()) {
            standing.add(record.effect());
          }
        }
      }
      return standing;
    }

    private void settle() {
      engine.await(engine.progress().appended());
      long asked = engine.askIdle();
      Shop.eventually(() -> engine.isIdle(asked));
    }

    @Override
    public Collection<List<Signal>> customers(List<Signal> accepted) {
      MemoryLinksStore store = new MemoryLinksStore();
      store.keep(accepted);
      Links links = new Links(store);
      accepted.forEach(links::note);
      Map<Id, List<Signal>> customers = new TreeMap<>();
      for (Signal signal : accepted) {
        customers.computeIfAbsent(links.customerOf(signal), id -> new ArrayList<>()).add(signal);
      }
      return customers.values();
    }

    @Override
    public void close() {
      engine.close();
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
