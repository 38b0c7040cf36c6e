package dev.attune.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.wire.BinaryReader;
import dev.attune.wire.BinaryWriter;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RhythmTest {
  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  @Test
  void missesWhatComesEveryHourAfterADay() {
    Rhythm rhythm = of(every(Duration.ofHours(1), 100));

    assertThat(rhythm.dueAt()).isEqualTo(millis(MONDAY.plus(Duration.ofHours(99 + 24))));
    assertThat(rhythm.meanGap()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void missesWhatComesEveryDayAfterTen() {
    Rhythm rhythm = of(every(Duration.ofDays(1), 25));

    assertThat(rhythm.dueAt()).isEqualTo(millis(MONDAY.plus(Duration.ofDays(24 + 10))));
  }

  @Test
  void waitsForShopsThatAreClosedAtWeekends() {
    List<Instant> instants = new ArrayList<>();
    for (int hour = 0; hour < 19 * 24; hour++) {
      Instant at = MONDAY.plus(Duration.ofHours(hour));
      DayOfWeek day = at.atOffset(ZoneOffset.UTC).getDayOfWeek();
      int clock = at.atOffset(ZoneOffset.UTC).getHour();
      if (day.compareTo(DayOfWeek.FRIDAY) <= 0 && clock >= 8 && clock < 18) {
        instants.add(at);
      }
    }
    Rhythm rhythm = of(instants);
    Instant last = instants.getLast();

    assertThat(last).isEqualTo(Instant.parse("2026-03-20T17:00:00Z"));
    assertThat(rhythm.dueAt()).isEqualTo(millis(last.plus(Duration.ofHours(2 * 63))));
  }

  @Test
  void waitsForWhatIsSentEveryNight() {
    List<Instant> instants = new ArrayList<>();
    for (int night = 0; night < 10; night++) {
      for (int row = 0; row < 1_000; row++) {
        instants.add(MONDAY.plus(Duration.ofDays(night)).plusMillis(row));
      }
    }

    assertThat(of(instants).dueAt()).isGreaterThan(millis(instants.getLast().plusSeconds(90_000)));
  }

  @Test
  void doesNotMissWhatWasNeverRegular() {
    assertThat(of(every(Duration.ofHours(6), 19)).dueAt()).isEqualTo(Rhythm.NEVER);
    assertThat(of(every(Duration.ofMinutes(10), 200)).dueAt()).isEqualTo(Rhythm.NEVER);
    assertThat(new Rhythm().dueAt()).isEqualTo(Rhythm.NEVER);
  }

  @Test
  void goesByItsLastDaysWhateverTheOrder() {
    List<Instant> instants = new ArrayList<>(every(Duration.ofHours(5), 300));
    Rhythm inOrder = of(instants);
    Collections.shuffle(instants, new Random(7));

    assertThat(of(instants).dueAt()).isEqualTo(inOrder.dueAt());
    assertThat(of(instants).meanGap()).isEqualTo(inOrder.meanGap());
  }

  @Test
  void isReadAsItWasWritten() {
    Rhythm rhythm = of(every(Duration.ofHours(7), 90));
    BinaryWriter out = new BinaryWriter(64);
    rhythm.write(out);
    Rhythm read = new Rhythm();
    read.read(new BinaryReader(out.toBytes()));

    assertThat(read.dueAt()).isEqualTo(rhythm.dueAt());
    assertThat(read.last()).isEqualTo(rhythm.last());
    assertThat(read.meanGap()).isEqualTo(rhythm.meanGap());
  }

  private static List<Instant> every(Duration gap, int times) {
    List<Instant> instants = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      instants.add(MONDAY.plus(gap.multipliedBy(i)));
    }
    return instants;
  }

  private static Rhythm of(List<Instant> instants) {
    Rhythm rhythm = new Rhythm();
    instants.forEach(at -> rhythm.note(millis(at)));
    return rhythm;
  }

  private static long millis(Instant at) {
    return at.toEpochMilli();
  }
}
