package dev.attune.customer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a step decided about a customer, as a value: the host carries it out. A few are about what
 * the company hears, and the host itself finds them.
 *
 * @param id made of rule and cause alone, so that the same decision has the same id on every host
 *     and after every re-fold (INV-008)
 * @param cause what made it happen, and when
 */
public record Effect(String id, Cause cause, Change change, Evidence evidence) {
  private static final int ID_BYTES = 16;

  /** Copied, never used itself: looking one up takes as long as what it is looked up for. */
  private static final MessageDigest SHA_256 = unusedSha256();

  public Effect {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("effect id is empty");
    }
  }

  /** An effect under the id its rule and cause give it. */
  public static Effect of(Cause cause, Change change, Evidence evidence) {
    return new Effect(id(cause, change), cause, change, evidence);
  }

  /** The instant from which it holds. */
  public Instant at() {
    return cause.at();
  }

  /**
   * The id of {@code change} by {@code cause}: 32 hexadecimal digits, the first half of a SHA-256
   * over kind, rule, what it changes, and cause: a signal's id, or a due instant and the id under
   * which the signal that set it came. Whose customer it is, when it was found, and which of one
   * sender's signals set the instant play no part, so that a late signal replaces no moment by its
   * twin.
   */
  public static String id(Cause cause, Change change) {
    StringBuilder text = new StringBuilder(128);
    text.append(change.getClass().getSimpleName()).append('\n').append(change.rule()).append('\n');
    switch (change) {
      case Change.Renewed renewed -> text.append(renewed.moment()).append('\n');
      case Change.Closed closed ->
          text.append(closed.moment()).append('\n').append(closed.ending()).append('\n');
      case Change.Good good -> {
        text.append(good.moment()).append('\n');
        key(text, good.gesture());
      }
      case Change.Entered entered -> {}
      case Change.Left left -> {}
      case Change.Opened opened -> key(text, opened.key());
      case Change.Attained attained -> {
        key(text, attained.key());
        text.append(attained.started().toEpochMilli()).append('\n');
      }
      case Change.Missed missed -> {
        key(text, missed.key());
        text.append(missed.started().toEpochMilli()).append('\n');
        text.append(missed.twin()).append('\n');
      }
      case Change.SetAside setAside -> {}
      case Change.LeftOut leftOut -> {}
      case Change.Stopped stopped -> {}
      case Change.Gathered gathered -> {}
      case Change.Resumed resumed -> text.append(resumed.stop()).append('\n');
    }
    switch (cause) {
      case Cause.BySignal by ->
          text.append(by.signal().source()).append('\n').append(by.signal().messageId());
      case Cause.ByTime by ->
          text.append(by.at().toEpochMilli()).append('\n').append(by.setBy().sender());
      case Cause.ByAdoption by -> text.append(by.version());
      case Cause.ByEvent by ->
          text.append(by.at().toEpochMilli()).append('\n').append(by.last().toEpochMilli());
    }
    return HexFormat.of().formatHex(sha256(text.toString()), 0, ID_BYTES);
  }

  private static void key(StringBuilder text, @Nullable String key) {
    if (key != null) {
      text.append(key.length()).append(':').append(key).append('\n');
    }
  }

  private static byte[] sha256(String text) {
    try {
      MessageDigest digest = (MessageDigest) SHA_256.clone();
      return digest.digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the platform's SHA-256 can be copied", e);
    }
  }

  private static MessageDigest unusedSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
