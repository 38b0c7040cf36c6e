package dev.attune.server;

import dev.attune.simulator.Message;
import dev.attune.simulator.Pace;
import dev.attune.simulator.Sender;
import dev.attune.simulator.Simulation;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * The invented company at work: its past comes in as an import, all systems side by side; from then
 * on each sends what happens, when it does, as its SDK would.
 */
final class DemoCompany implements AutoCloseable {
  /** So much is sent before any system may go ahead of the others. */
  private static final int TOGETHER = 8_000;

  private static final Duration NAP = Duration.ofMillis(200);

  private final Simulation simulation;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Sender, DemoSource> sources = new EnumMap<>(Sender.class);

  DemoCompany(Simulation simulation, String url, Map<Sender, String> writeKeys) {
    this.simulation = simulation;
    writeKeys.forEach((sender, key) -> sources.put(sender, new DemoSource(http, url, key)));
  }

  /**
   * Sends all that happened, as an import does, and says how much that was.
   *
   * @param client of the server
   * @param sent is told how many were sent so far
   */
  long sendHistory(Client client, LongConsumer sent) {
    Map<Sender, ByteArrayOutputStream> pieces = new EnumMap<>(Sender.class);
    long count = 0;
    Iterator<Message> messages = simulation.messages().iterator();
    while (messages.hasNext()) {
      for (int i = 0; i < TOGETHER && messages.hasNext(); i++) {
        Message message = messages.next();
        ByteArrayOutputStream piece =
            pieces.computeIfAbsent(message.sender(), sender -> new ByteArrayOutputStream());
        piece.writeBytes(message.json());
        piece.write('\n');
        count++;
      }
      together(
          pieces.entrySet().stream()
              .map(each -> (Runnable) () -> send(client, each.getKey(), each.getValue()))
              .toList());
      sent.accept(count);
    }
    return count;
  }

  private static void send(Client client, Sender sender, ByteArrayOutputStream piece) {
    List<ImportReport.RefusedRow> refused =
        new ImportTarget(client, sender.source()).send(piece.toByteArray(), 0);
    if (!refused.isEmpty()) {
      throw Failure.environment("the intake refused: " + refused.getFirst().reason());
    }
    piece.reset();
  }

  /** Sends what happens from the end of the history on, when it happens, as long as told. */
  void live(BooleanSupplier goesOn) {
    Iterator<Message> messages = simulation.live(Pace.LIVELY).iterator();
    while (messages.hasNext()) {
      Message next = messages.next();
      while (Instant.now().isBefore(next.occurredAt())) {
        flush();
        if (!goesOn.getAsBoolean()) {
          return;
        }
        nap();
      }
      add(next);
    }
  }

  private void add(Message message) {
    DemoSource source = sources.get(message.sender());
    if (source == null) {
      throw new IllegalStateException("no source for " + message.sender());
    }
    source.add(message.json());
  }

  private void flush() {
    together(sources.values().stream().map(each -> (Runnable) each::flush).toList());
  }

  private void together(List<Runnable> works) {
    List<CompletableFuture<Void>> all =
        works.stream().map(work -> CompletableFuture.runAsync(work, senders)).toList();
    try {
      all.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      throw e.getCause() instanceof Failure failure ? failure : e;
    }
  }

  private static void nap() {
    try {
      Thread.sleep(NAP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.environment("interrupted");
    }
  }

  @Override
  public void close() {
    senders.shutdownNow();
    http.shutdownNow();
  }
}
