package dev.attune.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.wire.BinaryReader.DamagedBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final EngineConfig CONFIG = EngineConfig.usual();

  @TempDir Path directory;
  private volatile Instant now = Shop.MORNING;

  @Test
  void givesPositionsInOrderAndGoesOnFromTheNewest() {
    try (Memory memory = new Memory(CONFIG)) {
      try (Journal journal = open(memory)) {
        assertThat(journal.append(setting(1)).join()).isEqualTo(1);
        assertThat(journal.append(setting(2)).join()).isEqualTo(2);
      }
      try (Journal journal = open(memory)) {
        assertThat(journal.append(setting(3)).join()).isEqualTo(3);
        assertThat(journal.read(0, 10))
            .extracting(Journal.Positioned::position)
            .containsExactly(1L, 2L, 3L);
        assertThat(((Entry.Setting) journal.read(1, 1).getFirst().read().entry()).key())
            .isEqualTo("key-2");
      }
    }
  }

  @Test
  void syncsManyEntriesAtOnce() {
    try (Memory memory = new Memory(CONFIG);
        Journal journal = open(memory)) {
      List<CompletableFuture<Long>> answers = new ArrayList<>();
      for (int i = 0; i < 5_000; i++) {
        answers.add(journal.append(setting(i)));
      }
      answers.forEach(CompletableFuture::join);

      assertThat(journal.last()).isEqualTo(5_000);
      assertThat(journal.syncs()).isLessThan(5_000);
    }
  }

  @Test
  void refusesAtOnceWhatWouldNotFitTheQueue() {
    EngineConfig small =
        new EngineConfig(
            CONFIG.cacheBytes(),
            CONFIG.writeBufferBytes(),
            1,
            CONFIG.queueBytes(),
            CONFIG.lagSignals(),
            CONFIG.lagTime(),
            CONFIG.foldSignals(),
            0,
            CONFIG.journalKept(),
            CONFIG.rejectsKept(),
            1_000,
            true);
    try (Memory memory = new Memory(small)) {
      Journal journal = new Journal(directory, small, memory, InstantSource.system(), 0);
      CompletableFuture<Long> waiting = journal.append(setting(1));

      assertThatThrownBy(() -> journal.append(setting(2))).isInstanceOf(NoRoom.class);

      journal.start();
      assertThat(waiting.join()).isEqualTo(1);
      assertThat(journal.append(setting(2)).join()).isEqualTo(2);
      journal.close();
    }
  }

  @Test
  void forgetsWhatIsFoldedAndOld() {
    try (Memory memory = new Memory(CONFIG);
        Journal journal = open(memory)) {
      for (int i = 0; i < 10; i++) {
        journal.append(setting(i)).join();
        now = now.plus(Duration.ofDays(1));
      }
      journal.trim(2);
      assertThat(journal.beginning()).isEqualTo(3);

      journal.trim(10);
      assertThat(journal.beginning()).isEqualTo(4);
    }
  }

  @Test
  void noticesAnEntryThatWasChanged() {
    byte[] bytes = EntryFormat.write(setting(1), now);
    bytes[12] ^= 1;

    assertThatThrownBy(() -> EntryFormat.read(bytes))
        .isInstanceOf(DamagedBytes.class)
        .hasMessageContaining("checksum");
  }

  private Journal open(Memory memory) {
    Journal journal = new Journal(directory, CONFIG, memory, () -> now, 0);
    journal.start();
    return journal;
  }

  private static Entry setting(int number) {
    return new Entry.Setting(
        "key-" + number, Optional.of("value".getBytes(StandardCharsets.UTF_8)));
  }
}
