package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Origin;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import dev.attune.engine.Engine;
import dev.attune.engine.EngineConfig;
import dev.attune.engine.Entry;
import dev.attune.wire.StoredSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That an event which rules read has stopped is told beside the playbook and beside progress. */
class StoppedEventApiTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int RIDES = 72;

  @TempDir private Path directory;

  @Test
  void tellsWhichEventsHaveStopped() {
    Instant last = ridesEveryHourUntilAWeekAgo();

    try (Running running = Running.on(directory)) {
      Data playbook = running.get("/api/playbook").json();
      Data stopped = Running.list(playbook, "stoppedEvents").getFirst();
      assertThat(stopped.text("event")).isEqualTo("Ride Completed");
      assertThat(stopped.text("last")).isEqualTo(last.toString());
      assertThat(stopped.text("since")).isEqualTo(last.plus(Duration.ofDays(1)).toString());
      assertThat(stopped.get("meanGapSeconds")).isEqualTo(3600.0);
      assertThat(stopped.get("rules")).isEqualTo(List.of("riders", "regulars"));
      assertThat(running.get("/api/progress").json().get("stoppedEvents"))
          .isEqualTo(playbook.get("stoppedEvents"));
      assertThat(running.get("/metrics").body()).contains("attune_events_stopped 1");

      running.intake("/v1/track", "{\"userId\":\"ana\",\"event\":\"Ride Completed\"}");

      running.eventually(
          () -> running.get("/api/progress"),
          each -> Running.list(each, "stoppedEvents").isEmpty());
      assertThat(running.get("/api/playbook").json().get("stoppedEvents")).isEqualTo(List.of());
    }
  }

  private Instant ridesEveryHourUntilAWeekAgo() {
    Instant end = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofDays(7));
    AtomicReference<Instant> now = new AtomicReference<>(end);
    try (Engine engine =
        Engine.open(directory.resolve("data"), EngineConfig.usual().withReserve(0), now::get)) {
      engine.adopt(Running.PLAYBOOK, "kim");
      StoredSignal[] rides =
          IntStream.range(0, RIDES)
              .mapToObj(i -> ride(i, end.minus(HOUR.multipliedBy(RIDES - 1L - i))))
              .toArray(StoredSignal[]::new);
      engine.await(engine.appendAndWait(Entry.of(rides)));
      now.set(end.plus(Duration.ofDays(2)));
      long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (engine.progress().stopped().isEmpty() && System.nanoTime() < until) {
        Thread.onSpinWait();
      }
    }
    return end;
  }

  private static StoredSignal ride(int number, Instant at) {
    Signal signal =
        new Signal(
            new SignalId("shop", "r" + number),
            Origin.SERVER,
            "ana",
            null,
            at,
            Data.EMPTY,
            new Content.Track("Ride Completed", Data.EMPTY));
    return StoredSignal.of(signal, at);
  }
}
