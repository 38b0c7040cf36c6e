package dev.attune.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Effect;
import dev.attune.customer.Id;
import dev.attune.customer.Signal;
import dev.attune.testkit.Host;
import dev.attune.testkit.Stands;
import dev.attune.wire.StoredSignal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An engine in a directory of its own, as the contracts see a host; its clock moves when told. */
final class EngineHost implements Host {
  /** Where syncing costs nothing, if there is such a place: it is not what is tested here. */
  private static final Path QUICK = Path.of("/dev/shm");

  private Path directory;
  private final EngineConfig config;
  private Engine engine;
  private int restarts;
  private volatile Instant now;

  EngineHost(Instant start, int pointSignals) {
    this(start, EngineConfig.usual().withReserve(0).withPointSignals(pointSignals));
  }

  EngineHost(Instant start, EngineConfig config) {
    this.config = config;
    now = start;
    directory = place();
    engine = begin();
  }

  private static Path place() {
    try {
      return Files.isWritable(QUICK)
          ? Files.createTempDirectory(QUICK, "attune")
          : Files.createTempDirectory("attune");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Engine begin() {
    return Engine.open(directory, config, () -> now);
  }

  @Override
  public void accept(List<Signal> signals) {
    append(signals, false);
  }

  @Override
  public void importPast(List<Signal> signals) {
    append(signals, true);
  }

  private void append(List<Signal> signals, boolean past) {
    List<StoredSignal> stored = signals.stream().map(s -> StoredSignal.of(s, now)).toList();
    engine.appendAndWait(new Entry.Signals(stored, past));
  }

  @Override
  public void adopt(String playbook, Instant instant) {
    now = instant;
    engine.adopt(playbook, "kim");
  }

  @Override
  public void reach(Instant instant) {
    now = instant;
    settle();
  }

  /** Every second time it begins again elsewhere, on a backup that was taken while it ran. */
  @Override
  public void restart() {
    boolean elsewhere = ++restarts % 2 == 1;
    Path before = directory;
    if (elsewhere) {
      directory = place();
      move(directory);
    }
    engine.close();
    if (elsewhere) {
      DataDirectory.delete(before);
    }
    engine = begin();
  }

  private void move(Path to) {
    Path file = to.resolveSibling(to.getFileName() + ".tar");
    try (Backup backup = engine.backup();
        OutputStream out = Files.newOutputStream(file)) {
      backup.writeTo(out, written -> {});
      new Restore(file, read -> {}).into(to);
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void settle() {
    engine.await(engine.progress().appended());
    long asked = engine.askIdle();
    Shop.eventually(() -> engine.isIdle(asked));
  }

  @Override
  public List<Effect> settled(Id customer) {
    return EffectRecord.of(engine.source(), customer).stream()
        .filter(EffectRecord::stands)
        .map(EffectRecord::effect)
        .toList();
  }

  @Override
  public Optional<Stands> stands(Id any) {
    return engine.customer(any).map(EngineHost::stands);
  }

  private static Stands stands(CustomerView customer) {
    Map<String, Optional<Object>> facts = new LinkedHashMap<>();
    customer.facts().forEach((name, value) -> facts.put(name, Optional.ofNullable(value)));
    return new Stands(
        facts,
        List.copyOf(customer.segments().keySet()),
        customer.moments().stream()
            .filter(moment -> moment.state() == MomentView.State.OPEN)
            .filter(moment -> moment.withdrawn() == null)
            .map(moment ->
                new Stands.Open(
                    moment.id(),
                    moment.rule(),
                    moment.expires(),
                    moment.triggers(),
                    moment.takenBy()))
            .toList());
  }

  /** The canonical id of the customer for whom the id is an address. */
  Optional<Id> canonical(Id any) {
    return engine.customer(any).map(CustomerView::id);
  }

  /** The engine, until it is restarted. */
  Engine engine() {
    return engine;
  }

  /** The facts that do not know all that ever happened. */
  Set<String> incomplete(Id any) {
    return engine.customer(any).map(view -> view.completeFrom().keySet()).orElse(Set.of());
  }

  /** Everything that is stored. */
  Source source() {
    return engine.source();
  }

  @Override
  public List<Object> who(Id any) {
    return engine.customer(any).stream()
        .<Object>flatMap(
            customer -> Stream.concat(Stream.of(customer.identity()), customer.links().stream()))
        .toList();
  }

  @Override
  public Map<Id, List<Signal>> customers(Collection<Signal> accepted) {
    MemoryLinksStore store = new MemoryLinksStore();
    store.keep(accepted);
    Links links = new Links(store);
    accepted.forEach(links::note);
    Map<Id, List<Signal>> customers = new TreeMap<>();
    for (Signal signal : accepted) {
      customers.computeIfAbsent(links.customerOf(signal), id -> new ArrayList<>()).add(signal);
    }
    return customers;
  }

  @Override
  public void close() {
    engine.close();
    List<String> problems = DataDirectory.verify(directory, what -> {});
    DataDirectory.delete(directory);
    assertThat(problems).isEmpty();
  }
}
