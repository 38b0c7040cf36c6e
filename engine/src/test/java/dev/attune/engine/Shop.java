package dev.attune.engine;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.customer.Origin;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import dev.attune.wire.StoredSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A small company for tests: an engine over a directory, and a clock that moves when told. Signals
 * happen at the clock's instant unless said otherwise; every call that sends waits until it is
 * folded.
 */
final class Shop implements AutoCloseable {
  static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");

  static final String PLAYBOOK =
      """
      playbook: Shop
      facts:
        orders30: { count: Order Completed, within: 30d }
        spent: { sum: Order Completed, of: properties.total }
        calls14: { count: Support Contacted, within: 14d }
      segments:
        regulars: facts.orders30 >= 2
      moments:
        third-contact: { when: signal.event == 'Support Contacted' && facts.calls14 >= 3 }
        gone-quiet: { becomes: facts.spent > 0 && facts.orders30 == 0, expires: 60d }
        lapsing: { before: traits.warrantyEnds, by: 3d }
        stuck: { after: Signed Up, without: Order Completed, for: 7d, expires: 30d }
      """;

  private final Path directory;
  private final EngineConfig config;
  private Engine engine;
  private volatile Instant now = MORNING;
  private long last;
  private int sent;

  Shop(Path directory) {
    this(directory, EngineConfig.usual().withReserve(0));
  }

  Shop(Path directory, EngineConfig config) {
    this.directory = directory;
    this.config = config;
    engine = Engine.open(directory, config, clock());
  }

  InstantSource clock() {
    return () -> now;
  }

  /** Opens for business under the usual playbook. */
  static Shop open(Path directory) {
    Shop shop = new Shop(directory);
    shop.engine().adopt(PLAYBOOK, "kim");
    return shop;
  }

  Engine engine() {
    return engine;
  }

  Instant now() {
    return now;
  }

  /** Ends the engine and opens it again. */
  Shop restart() {
    engine.close();
    engine = Engine.open(directory, config, clock());
    return this;
  }

  /** Moves time; what is due is noticed before this comes back. */
  Shop later(Duration duration) {
    now = now.plus(duration);
    return settle();
  }

  /** Lets time pass without waiting for what it makes true, or without an engine. */
  void passUnseen(Duration duration) {
    now = now.plus(duration);
  }

  /** Waits until nothing is left to do. */
  Shop settle() {
    engine.await(last);
    long asked = engine.askIdle();
    eventually(() -> engine.isIdle(asked));
    return this;
  }

  Shop track(String user, String event, Object... properties) {
    return send(signal(user, null, now, new Content.Track(event, Data.of(properties))));
  }

  Shop trackAt(Instant at, String user, String event, Object... properties) {
    return send(signal(user, null, at, new Content.Track(event, Data.of(properties))));
  }

  Shop identify(String user, @Nullable String device, Object... traits) {
    return send(signal(user, device, now, new Content.Identify(Data.of(traits))));
  }

  Shop visit(String device, String event) {
    return send(signal(null, device, now, new Content.Track(event, Data.EMPTY)));
  }

  /** Two users are one customer, says a person. */
  Shop same(String first, String second) {
    return correct(first, second, Content.Corrected.Verdict.SAME);
  }

  /** Two users are not, says a person. */
  Shop different(String first, String second) {
    return correct(first, second, Content.Corrected.Verdict.DIFFERENT);
  }

  private Shop correct(String first, String second, Content.Corrected.Verdict verdict) {
    Content content = new Content.Corrected(Id.user(first), Id.user(second), verdict, "kim");
    return later(Duration.ofMillis(1)).send(signal(first, null, now, content));
  }

  StoredSignal signal(@Nullable String user, @Nullable String device, Instant at, Content content) {
    return signal("m" + ++sent, user, device, at, content);
  }

  StoredSignal signal(
      String id, @Nullable String user, @Nullable String device, Instant at, Content content) {
    Signal signal =
        new Signal(new SignalId("shop", id), Origin.SERVER, user, device, at, Data.EMPTY, content);
    return StoredSignal.of(signal, now);
  }

  Shop send(StoredSignal... signals) {
    last = engine.appendAndWait(Entry.of(signals));
    engine.await(last);
    return this;
  }

  /** Sends what happened long ago. */
  Shop importPast(StoredSignal... signals) {
    last = engine.appendAndWait(new Entry.Signals(Arrays.asList(signals), true));
    return settle();
  }

  CustomerView customer(String user) {
    return engine.customer(Id.user(user)).orElseThrow();
  }

  List<MomentView> open() {
    return engine.moments(MomentQuery.open()).items();
  }

  static void eventually(BooleanSupplier condition) {
    long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("it did not happen within 20 seconds");
      }
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
