package dev.attune.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook and its receiver share: {@code whsec_} and 24 to 64 bytes in base 64, as Standard
 * Webhooks has it. It must be kept as it is, since it signs; it never shows itself by accident.
 */
public final class SigningSecret {
  private static final String PREFIX = "whsec_";
  private static final int FRESH = 32;
  private static final int LEAST = 24;
  private static final int MOST = 64;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] key;

  private SigningSecret(byte[] key) {
    this.key = key;
  }

  /** A new one that nobody else has. */
  public static SigningSecret fresh() {
    byte[] key = new byte[FRESH];
    RANDOM.nextBytes(key);
    return new SigningSecret(key);
  }

  /**
   * Reads one that is in use already.
   *
   * @throws BadAddress if it is none; the message does not repeat it
   */
  public static SigningSecret of(String text) {
    byte[] key = new byte[0];
    try {
      key =
          Base64.getDecoder()
              .decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : "");
    } catch (IllegalArgumentException e) {
      // Falls short below.
    }
    if (key.length < LEAST || key.length > MOST) {
      throw new BadAddress("a secret is whsec_ and 24 to 64 bytes in base 64");
    }
    return new SigningSecret(key);
  }

  /** The signature of one attempt: {@code v1,} and HMAC-SHA-256 over id, time and body. */
  String sign(String id, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /** In the clear, to be shown once or kept. */
  public String reveal() {
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SigningSecret secret && MessageDigest.isEqual(key, secret.key);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(key);
  }

  /** Says nothing. */
  @Override
  public String toString() {
    return "(secret)";
  }
}
