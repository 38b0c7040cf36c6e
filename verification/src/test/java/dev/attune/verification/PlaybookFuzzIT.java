package dev.attune.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.playbook.Checked;
import dev.attune.playbook.PlaybookReader;
import dev.attune.playbook.Playbooks;
import dev.attune.playbook.Problem;
import dev.attune.simulator.Meridian;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Playbooks that are wrong in every way we could think of, in numbers: a hundred thousand with
 * {@code -Plong}. Each follows from its number alone; {@code -Dattune.fuzz=NUMBER} reads that one
 * by itself and prints it. Some of those that are accepted are adopted.
 */
class PlaybookFuzzIT {
  private static final long PLAYBOOKS = Boolean.getBoolean("attune.long") ? 100_000 : 500;
  private static final String LINE_ENDS = "\n\r\u0085\u2028\u2029";
  private static final int READERS = 2;
  private static final int MOST_FINDINGS = 20;

  /** What reading one may take of a processor. */
  private static final double MOST_SECONDS = 1;

  /** A try may find Java still warming up, or the machine busy. */
  private static final int TRIES = 4;

  /** Of those that are accepted, so many are adopted. */
  private static final int ADOPTED = Boolean.getBoolean("attune.long") ? 300 : 30;

  private static final long ADOPT_EVERY = Math.max(1, PLAYBOOKS / 2_000);

  /** What adopting one may take of a processor, from being asked until nothing is left to do. */
  private static final double MOST_SECONDS_TO_ADOPT = 2;

  /** What may stay when all is read, beside what was there before. */
  private static final long MOST_KEPT = 200L * 1024 * 1024;

  private final Queue<String> findings = new ConcurrentLinkedQueue<>();
  private final Queue<Accepted> accepted = new ConcurrentLinkedQueue<>();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong slowestMicros = new AtomicLong();

  /** A playbook that was accepted, and its number. */
  private record Accepted(long number, String text) {}

  @TempDir private Path directory;

  @Test
  void refusesWithALineOrAccepts() throws IOException, InterruptedException {
    List<String> good = good();
    BadPlaybooks playbooks = new BadPlaybooks(good, BadPlaybooks.words(good));
    Long one = Long.getLong("attune.fuzz");
    if (one != null) {
      System.out.println(playbooks.make(one));
      read(playbooks, one);
    } else {
      readAll(playbooks);
      assertThat(refused.get()).isBetween(PLAYBOOKS / 2, PLAYBOOKS);
      assertThat(accepted).hasSizeGreaterThan(ADOPTED / 2);
    }
    adoptAll();
    assertThat(findings).isEmpty();
  }

  private void readAll(BadPlaybooks playbooks) throws InterruptedException {
    long before = heap();
    long began = System.nanoTime();
    AtomicLong next = new AtomicLong();
    try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
      for (int i = 0; i < READERS; i++) {
        readers.execute(() -> readFrom(playbooks, next));
      }
    }
    System.out.printf(
        "fuzz: %,d playbooks in %.0f s, %,d refused; the slowest took %.2f s of a processor%n",
        PLAYBOOKS, (System.nanoTime() - began) / 1e9, refused.get(), slowestMicros.get() / 1e6);
    assertThat(heap() - before).isLessThan(MOST_KEPT);
  }

  private void readFrom(BadPlaybooks playbooks, AtomicLong next) {
    for (long number = next.getAndIncrement();
        number < PLAYBOOKS && findings.size() < MOST_FINDINGS;
        number = next.getAndIncrement()) {
      read(playbooks, number);
    }
  }

  private void read(BadPlaybooks playbooks, long number) {
    String text = playbooks.make(number);
    double seconds = MOST_SECONDS;
    for (int i = 0; i < TRIES && seconds >= MOST_SECONDS; i++) {
      long began = cpuNanos();
      try {
        judge(number, text, new PlaybookReader().read(text), i == 0);
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        findings.add("playbook " + number + ": " + e + " at " + Arrays.toString(e.getStackTrace()));
        return;
      }
      seconds = (cpuNanos() - began) / 1e9;
    }
    slowestMicros.accumulateAndGet((long) (seconds * 1e6), Math::max);
    if (seconds >= MOST_SECONDS) {
      findings.add("playbook " + number + " took " + seconds + " s");
    }
  }

  /** What is accepted can be lived by: an engine with a history adopts it before long. */
  private void adoptAll() {
    double slowest = 0;
    try (AdoptingEngine engine = new AdoptingEngine(directory)) {
      for (Accepted each : accepted) {
        double seconds = MOST_SECONDS_TO_ADOPT;
        for (int i = 0; i < TRIES && seconds >= MOST_SECONDS_TO_ADOPT; i++) {
          seconds = engine.adopt(each.text());
        }
        slowest = Math.max(slowest, seconds);
        if (seconds >= MOST_SECONDS_TO_ADOPT) {
          findings.add("playbook " + each.number() + " took " + seconds + " s to adopt");
        }
      }
    }
    System.out.printf(
        "fuzz: %d adopted; the slowest took %.2f s of a processor%n", accepted.size(), slowest);
  }

  private void judge(long number, String text, Checked checked, boolean isFirst) {
    List<Problem> told = new ArrayList<>(checked.warnings());
    if (checked instanceof Checked.Refused refusal) {
      refused.addAndGet(isFirst ? 1 : 0);
      told.addAll(refusal.problems());
    } else if (isFirst && number % ADOPT_EVERY == 0 && accepted.size() < ADOPTED) {
      accepted.add(new Accepted(number, text));
    }
    long lines = text.chars().filter(letter -> LINE_ENDS.indexOf(letter) >= 0).count() + 1;
    for (Problem problem : told) {
      boolean isPlace = problem.line() >= 1 && problem.line() <= lines && problem.column() >= 1;
      if (!isPlace || problem.message().isBlank() || problem.rendered().isBlank()) {
        findings.add("playbook " + number + " has a problem without a place: " + problem);
      }
    }
  }

  private static List<String> good() throws IOException {
    List<String> good = new ArrayList<>(List.of(Playbooks.starterText(), Meridian.playbook()));
    try (Stream<Path> examples = Files.walk(Checkout.root().resolve("examples"))) {
      for (Path file : examples.filter(path -> path.endsWith("playbook.yaml")).sorted().toList()) {
        good.add(Files.readString(file));
      }
    }
    return good;
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
