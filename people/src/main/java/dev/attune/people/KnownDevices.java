package dev.attune.people;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Knows devices again on which somebody signed in. What it gives out says for whom and is signed,
 * so nothing is kept; it lets nobody in, it only says that a try is not a stranger's.
 *
 * <pre>
 *   NAME~RANDOM~HMAC-SHA256 of the two, in hexadecimal digits
 * </pre>
 */
public final class KnownDevices {
  private static final String HMAC = "HmacSHA256";

  private final SecretKeySpec key;

  /** Signs by this key. */
  public KnownDevices(Secret key) {
    this.key = new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), HMAC);
  }

  /** What a device keeps on which {@code name} signed in. */
  public String remember(String name) {
    String text = name + "~" + Secret.fresh("").reveal();
    return text + "~" + signed(text);
  }

  /** Whether this was given out for {@code name}. */
  boolean knows(String cookie, String name) {
    int end = cookie.lastIndexOf('~');
    return end > 0
        && cookie.startsWith(name + "~")
        && MessageDigest.isEqual(
            cookie.substring(end + 1).getBytes(StandardCharsets.UTF_8),
            signed(cookie.substring(0, end)).getBytes(StandardCharsets.UTF_8));
  }

  private String signed(String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has " + HMAC, e);
    }
  }
}
