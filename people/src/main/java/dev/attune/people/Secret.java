package dev.attune.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A key, token, session or one-time link in the clear: shown once, never stored, never printed by
 * accident.
 *
 * <p>A fresh one is a readable prefix and 160 random bits in base 32, so that a leak scanner finds
 * it and nobody guesses it. What is stored is its SHA-256; with that much chance in it, salting
 * would add nothing.
 */
public final class Secret {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int RANDOM_BYTES = 20;
  private static final int MAX_LENGTH = 200;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /** A new one that nobody else has. */
  public static Secret fresh(String prefix) {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return new Secret(prefix + base32(bytes));
  }

  /** One that somebody presented; null if it cannot be one of ours. */
  public static @Nullable Secret presented(@Nullable String text) {
    return text == null || text.isBlank() || text.length() > MAX_LENGTH ? null : new Secret(text);
  }

  /** SHA-256 of it, 64 hexadecimal digits. */
  public String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** In the clear, to be shown once or sent to a server. */
  public String reveal() {
    return text;
  }

  /** Eight bits less than five letters each: 32 letters for 160 bits. */
  private static String base32(byte[] bytes) {
    StringBuilder letters = new StringBuilder(bytes.length * 8 / 5);
    long buffer = 0;
    int bits = 0;
    for (byte each : bytes) {
      buffer = (buffer << 8) | (each & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        letters.append(ALPHABET.charAt((int) ((buffer >> bits) & 31)));
      }
    }
    return letters.toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret secret
        && MessageDigest.isEqual(
            text.getBytes(StandardCharsets.UTF_8), secret.text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return Objects.hash(text);
  }

  /** Says nothing. */
  @Override
  public String toString() {
    return "(secret)";
  }
}
