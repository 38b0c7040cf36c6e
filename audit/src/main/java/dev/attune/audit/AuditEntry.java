package dev.attune.audit;

import dev.attune.customer.Data;
import dev.attune.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * One act, in its place in the chain. It is kept as one line of JSON:
 *
 * <pre>
 *   {"n": 1, "at": "2026-03-02T08:00:00Z", "who": "person:ana", "from": "10.0.0.1",
 *    "what": "sign-in", "of"?: "...", "about"?: "...", "mac": "64 hexadecimal digits"}
 * </pre>
 *
 * @param sequence from 1, without gaps
 * @param mac HMAC-SHA256 over the {@code mac} of the entry before (64 zeros before the first) and
 *     this line without its own
 */
public record AuditEntry(long sequence, Instant at, Act act, String mac) {
  private static final String MAC = "mac";

  /** The place in the chain behind which the next entry goes. */
  public record Head(long sequence, String mac) {
    /** Before the first entry. */
    public static final Head NONE = new Head(0, "0".repeat(64));

    /** As it is logged, and asked for: {@code 4711:9f86d0...}. */
    public String text() {
      return sequence + ":" + mac;
    }
  }

  /** The entry of an act behind {@code head}. */
  static AuditEntry behind(Head head, Instant at, Act act, AuditKey key) {
    AuditEntry unsigned = new AuditEntry(head.sequence() + 1, at, act, "");
    return new AuditEntry(unsigned.sequence, at, act, key.sign(head.mac(), unsigned.unsigned()));
  }

  /** Whether it is what was put behind {@code head} under this key. */
  boolean fits(Head head, AuditKey key) {
    return sequence == head.sequence() + 1
        && MessageDigest.isEqual(
            mac.getBytes(StandardCharsets.US_ASCII),
            key.sign(head.mac(), unsigned()).getBytes(StandardCharsets.US_ASCII));
  }

  /** The place behind it. */
  public Head head() {
    return new Head(sequence, mac);
  }

  private byte[] unsigned() {
    return Json.write(data(false));
  }

  /** As it is kept. */
  public Data data() {
    return data(true);
  }

  private Data data(boolean signed) {
    Data.Builder data =
        new Data.Builder()
            .put("n", sequence)
            .put("at", at.toString())
            .put("who", act.who())
            .put("from", act.from())
            .put("what", act.what());
    act.of().ifPresent(of -> data.put("of", of));
    act.about().ifPresent(about -> data.put("about", about));
    if (signed) {
      data.put(MAC, mac);
    }
    return data.build();
  }

  /**
   * Reads a line.
   *
   * @throws DamagedEntry if it is none
   */
  static AuditEntry read(String line) {
    try {
      Data data = Json.read(line);
      if (!(data.get("n") instanceof Long sequence)) {
        throw new DamagedEntry("no number");
      }
      return new AuditEntry(
          sequence,
          Instant.parse(text(data, "at")),
          new Act(
              text(data, "who"),
              text(data, "from"),
              text(data, "what"),
              Optional.ofNullable(data.text("of")),
              Optional.ofNullable(data.text("about"))),
          text(data, MAC));
    } catch (Json.BadJson | IllegalArgumentException | DateTimeException e) {
      throw new DamagedEntry(String.valueOf(e.getMessage()));
    }
  }

  private static String text(Data data, String name) {
    String text = data.text(name);
    if (text == null) {
      throw new DamagedEntry("no " + name);
    }
    return text;
  }

  /** A line that is no entry. */
  static final class DamagedEntry extends RuntimeException {
    private static final long serialVersionUID = 1;

    DamagedEntry(String message) {
      super(message, null, false, false);
    }
  }
}
