package dev.attune.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.customer.Kind;
import dev.attune.customer.Origin;
import dev.attune.customer.SignalId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StoredSignalTest {
  private static final StoredSignal RIDE =
      new StoredSignal(
          new SignalId("s", "m"),
          Origin.BROWSER,
          null,
          "a",
          Instant.ofEpochMilli(1),
          Instant.ofEpochMilli(2),
          Kind.TRACK,
          "Ride",
          "{}".getBytes(StandardCharsets.UTF_8));

  @Test
  void isWrittenInTheDocumentedForm() {
    assertThat(HexFormat.of().formatHex(RIDE.encode()))
        .isEqualTo(
            "01"
                + "06"
                + "04"
                + "02"
                + "0000000000000001"
                + "0000000000000002"
                + "0173"
                + "016d"
                + "0161"
                + "0452696465"
                + "027b7d");
  }

  @Test
  void isReadBackAsItWas() {
    assertThat(StoredSignal.decode(RIDE.encode())).isEqualTo(RIDE);
  }

  @Test
  void saysThatANewerVersionCannotBeRead() {
    byte[] newer = RIDE.encode();
    newer[0] = 2;

    assertThatThrownBy(() -> StoredSignal.decode(newer))
        .isInstanceOf(BinaryReader.DamagedBytes.class)
        .hasMessage("stored signal has version 2, expected 1");
  }

  @Property(tries = 500)
  void noticesBytesThatEndTooEarly(@ForAll byte length) {
    byte[] whole = RIDE.encode();
    byte[] cut = Arrays.copyOf(whole, Math.floorMod(length, whole.length));

    assertThatThrownBy(() -> StoredSignal.decode(cut))
        .isInstanceOf(BinaryReader.DamagedBytes.class);
  }

  @Property(tries = 500)
  void readsBackEveryNumberItWrites(@ForAll long number, @ForAll String text) {
    BinaryWriter out = new BinaryWriter(1);
    long positive = number & Long.MAX_VALUE;
    String whole = Json.whole(text);
    out.writeLong(number).writeVarint(positive).writeText(whole);

    BinaryReader in = new BinaryReader(out.toBytes());
    assertThat(in.readLong()).isEqualTo(number);
    assertThat(in.readVarint()).isEqualTo(positive);
    assertThat(in.readText()).isEqualTo(whole);
    assertThat(in.remaining()).isZero();
  }
}
