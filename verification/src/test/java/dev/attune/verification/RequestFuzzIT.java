package dev.attune.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import dev.attune.simulator.Meridian;
import dev.attune.verification.BadRequests.BadRequest;
import dev.attune.verification.BareConnection.Heard;
import dev.attune.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests that are wrong in every way we could think of, in numbers: a million with {@code
 * -Plong}. Each follows from its number alone; {@code -Dattune.fuzz=3,7} tries those, on one
 * connection.
 */
class RequestFuzzIT {
  private static final long REQUESTS = Boolean.getBoolean("attune.long") ? 1_000_000 : 4_000;
  private static final long BROKEN_ONE_IN = 20;
  private static final int CALLERS = 4;

  /** The heap has 1 GB; beside it lie RocksDB's caches, code and stacks. */
  private static final long MOST_RESIDENT_MB = 2_048;

  private static final int MOST_FINDINGS = 20;

  @TempDir private static Path directory;

  private static ServerProcess server = ServerProcess.on(Path.of(""));
  private static BadRequests requests = new BadRequests(List.of(), List.of(), "");

  private final Queue<String> findings = new ConcurrentLinkedQueue<>();
  private final Map<Integer, AtomicLong> statuses = new ConcurrentHashMap<>();

  @BeforeAll
  static void start() throws IOException {
    server = ServerProcess.on(directory.resolve("data")).withPlaybook(Meridian.playbook()).start();
    Data address = Json.read(Files.readAllBytes(directory.resolve("data/SERVER")));
    String reader =
        String.valueOf(
            server
                .post("/api/tokens", Data.of("name", "reader", "scopes", List.of("read")))
                .data()
                .text("token"));
    List<String> keys =
        List.of(
            "Bearer " + address.text("token"),
            ServerProcess.basic(server.addSource("fuzz", "server")),
            "Bearer " + reader,
            ServerProcess.basic(server.addSource("page", "browser")),
            ServerProcess.basic("unknown"),
            "Basic %%%",
            "Bearer " + "x".repeat(2_000),
            "Digest \u00ff",
            "");
    requests =
        new BadRequests(
            Operation.of(server.get("/api/openapi.json").data()), keys, Meridian.playbook());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void answersWhateverItIsAsked() throws InterruptedException {
    String some = System.getProperty("attune.fuzz", "");
    long began = System.nanoTime();
    if (some.isEmpty()) {
      tryAll();
    } else {
      tryEach(Stream.of(some.split(",", -1)).mapToLong(Long::parseLong).iterator());
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        "fuzz: %,d requests in %.0f s, answers by status (0: hung up): %s, %d MB resident%n",
        statuses.values().stream().mapToLong(AtomicLong::get).sum(),
        seconds,
        statuses,
        residentMb());
    assertThat(findings).isEmpty();
    assertThat(server.output()).doesNotContain("OutOfMemoryError").doesNotContain("StackOverflow");
    assertThat(residentMb()).isLessThan(MOST_RESIDENT_MB);
    assertThat(server.get("/health/live").status()).isEqualTo(200);
    server.settle();
  }

  private void tryAll() throws InterruptedException {
    AtomicLong next = new AtomicLong();
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      for (int i = 0; i < CALLERS; i++) {
        callers.execute(() ->
            tryEach(
                LongStream.generate(next::getAndIncrement)
                    .takeWhile(number -> number < REQUESTS)
                    .iterator()));
      }
    }
  }

  /** Tries requests, one after the other on one connection as long as it stays open. */
  private void tryEach(PrimitiveIterator.OfLong numbers) {
    int port = URI.create(server.url()).getPort();
    BareConnection open = null;
    List<Long> before = new ArrayList<>();
    try {
      while (numbers.hasNext() && findings.size() < MOST_FINDINGS) {
        long number = numbers.nextLong();
        BadRequest request =
            number % BROKEN_ONE_IN == 0 ? requests.broken(number) : requests.framed(number);
        if (open == null || !request.isFramed()) {
          if (open != null) {
            open.close();
          }
          open = new BareConnection(port);
          before.clear();
        }
        Heard heard = tried(open, before, request);
        before.add(number);
        if (heard.isLast() || request.closes()) {
          open.close();
          open = null;
        }
      }
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      findings.add("cannot connect: " + e);
    }
  }

  private Heard tried(BareConnection open, List<Long> before, BadRequest request) {
    Heard heard;
    try {
      heard =
          request.isFramed()
              ? open.ask(request.bytes(), request.method())
              : open.askLast(request.bytes());
    } catch (IOException | RuntimeException e) {
      find(before, request, e.toString());
      return Heard.NOTHING;
    }
    statuses.computeIfAbsent(heard.status(), status -> new AtomicLong()).incrementAndGet();
    String wrong = Complaint.of(request, heard);
    if (!wrong.isEmpty()) {
      find(before, request, wrong);
    }
    return heard;
  }

  private void find(List<Long> before, BadRequest request, String what) {
    byte[] bytes = request.bytes();
    findings.add(
        "request %d, on its connection after %s: %s%n  %s"
            .formatted(request.number(), before, what, Base64.getEncoder().encodeToString(bytes)));
  }

  private static long residentMb() {
    Path status = Path.of("/proc", Long.toString(server.running().pid()), "status");
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0; // Not on this system; the heap is bounded anyway.
    }
  }
}
