package dev.attune.engine;

import dev.attune.care.Verdict.Reason;
import dev.attune.wire.BinaryReader;
import dev.attune.wire.BinaryReader.DamagedBytes;
import dev.attune.wire.BinaryWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is lent to a phone, in bytes; the shapes are those of {@link DeedFormat}.
 *
 * <pre>
 *   given   'l' id  ->  version byte 1, by chooser, amount, used, at long, until long, teamDay text if any,
 *                       endedAt long (0 none), reasons varint and each, see {@link GestureFormat}
 * </pre>
 */
final class LentFormat {
  private static final int VERSION = 1;
  private static final int LENT = 'l';

  private LentFormat() {}

  static @Nullable LentView get(Source source, String id) {
    byte[] value = source.get(Family.GIVEN, key(id));
    return value == null ? null : decode(id, value);
  }

  static byte[] encode(LentView lent) {
    BinaryWriter out = new BinaryWriter(256).writeByte(VERSION);
    DeedFormat.write(out, lent.by());
    GestureFormat.write(out, lent.amount());
    GestureFormat.write(out, lent.used());
    out.writeLong(lent.at().toEpochMilli()).writeLong(lent.until().toEpochMilli());
    DeedFormat.writeText(out, lent.teamDay().map(LocalDate::toString));
    out.writeLong(lent.endedAt().map(Instant::toEpochMilli).orElse(0L));
    out.writeVarint(lent.reasons().size());
    lent.reasons().forEach(reason -> GestureFormat.write(out, reason));
    return out.toBytes();
  }

  private static LentView decode(String id, byte[] bytes) {
    BinaryReader in = new BinaryReader(bytes);
    int version = in.readByte();
    if (version != VERSION) {
      throw new DamagedBytes("what is lent has version %d, expected 1".formatted(version));
    }
    Chooser by = DeedFormat.readChooser(in);
    BigDecimal amount = DeedFormat.readAmount(in);
    BigDecimal used = DeedFormat.readAmount(in);
    Instant at = DeedFormat.readInstant(in);
    Instant until = DeedFormat.readInstant(in);
    Optional<LocalDate> teamDay = DeedFormat.readText(in).map(LocalDate::parse);
    long ended = in.readLong();
    List<Reason> reasons = GestureFormat.readReasons(in);
    Optional<Instant> endedAt =
        ended == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended));
    return new LentView(id, by, amount, used, at, until, teamDay, endedAt, reasons);
  }

  /** Everything lent, ended or not, by id. */
  static List<LentView> all(Source source) {
    List<LentView> all = new ArrayList<>();
    try (Scan scan = source.scan(Family.GIVEN, new byte[] {LENT})) {
      while (scan.next()) {
        byte[] key = scan.key();
        all.add(decode(Keys.text(key, 1, key.length), scan.value()));
      }
    }
    return all;
  }

  static byte[] key(String id) {
    byte[] text = id.getBytes(StandardCharsets.UTF_8);
    return new BinaryWriter(text.length + 1)
        .writeByte(LENT)
        .writeRaw(text, 0, text.length)
        .toBytes();
  }
}
