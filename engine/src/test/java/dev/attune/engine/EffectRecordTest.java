package dev.attune.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.customer.Cause;
import dev.attune.customer.Change;
import dev.attune.customer.Data;
import dev.attune.customer.Effect;
import dev.attune.customer.Evidence;
import dev.attune.customer.Id;
import dev.attune.customer.Signal;
import dev.attune.wire.BinaryReader.DamagedBytes;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes of recorded effects, of this version and of those before. */
class EffectRecordTest {
  private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");
  private static final Effect OPENED =
      Effect.of(
          new Cause.ByTime(AT, new Signal.Address(Id.user("ada"), AT.minusSeconds(60))),
          new Change.Opened("stuck"),
          new Evidence(1, Data.EMPTY, List.of(), 0));

  @Test
  void remembersFromWhenItMayBeActedOn() {
    EffectRecord record = new EffectRecord(OPENED, "merge", AT, true, AT.plusSeconds(60), 7);

    assertThat(EffectRecord.decode(record.encode())).isEqualTo(record);
  }

  @Test
  void readsWhatWasWrittenBeforeEffectsSettled() {
    EffectRecord record = new EffectRecord(OPENED, null, AT, false, AT, 7);
    byte[] bytes = record.encode();
    bytes[0] = 1;

    assertThat(EffectRecord.decode(bytes)).isEqualTo(record);
  }

  @Test
  void refusesAVersionItDoesNotKnow() {
    byte[] bytes = new EffectRecord(OPENED, null, AT, false, AT, 7).encode();
    bytes[0] = 3;

    assertThatThrownBy(() -> EffectRecord.decode(bytes))
        .isInstanceOf(DamagedBytes.class)
        .hasMessage("effect has version 3, expected 2");
  }
}
