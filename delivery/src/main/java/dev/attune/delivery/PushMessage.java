package dev.attune.delivery;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A text that only one browser can read, as Web Push encrypts it (RFC 8291 over RFC 8188).
 *
 * <pre>
 *   salt 16 | record size 4 | 65 | our one-time public key 65 | AES-128-GCM of (text, 2)
 *
 *   secret = ECDH(our one-time key, the browser's key)
 *   key    = HKDF(auth, secret, "WebPush: info" 0 browser's key our key)
 *   content key, nonce = HKDF(salt, key, "Content-Encoding: aes128gcm" 0 ...)
 * </pre>
 */
final class PushMessage {
  /** What services take at least. */
  static final int MOST = 3_000;

  private static final int SALT = 16;
  private static final int KEY = 16;
  private static final int NONCE = 12;
  private static final int SHARED = 32;
  private static final int RECORD_SIZE = 4_096;
  private static final int LAST_RECORD = 2;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private PushMessage() {}

  /** Encrypts for a browser; nobody can read it again, we included. */
  static byte[] encrypt(byte[] text, ECPublicKey browser, byte[] auth) {
    byte[] salt = new byte[SALT];
    RANDOM.nextBytes(salt);
    return encrypt(text, browser, auth, PushKeys.fresh(), salt);
  }

  static byte[] encrypt(byte[] text, ECPublicKey browser, byte[] auth, KeyPair once, byte[] salt) {
    if (text.length > MOST) {
      throw new IllegalArgumentException("a push has " + text.length + " bytes, at most " + MOST);
    }
    byte[] ours = PushKeys.point((ECPublicKey) once.getPublic());
    try {
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(once.getPrivate());
      agreement.doPhase(browser, true);
      byte[] info = joined(ascii("WebPush: info\0"), PushKeys.point(browser), ours);
      byte[] key = hkdf(auth, agreement.generateSecret(), info, SHARED);
      byte[] content = hkdf(salt, key, ascii("Content-Encoding: aes128gcm\0"), KEY);
      byte[] nonce = hkdf(salt, key, ascii("Content-Encoding: nonce\0"), NONCE);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(content, "AES"),
          new GCMParameterSpec(TAG_BITS, nonce));
      byte[] encrypted = cipher.doFinal(joined(text, new byte[] {LAST_RECORD}));
      byte[] size = ByteBuffer.allocate(Integer.BYTES).putInt(RECORD_SIZE).array();
      return joined(salt, size, new byte[] {(byte) ours.length}, ours, encrypted);
    } catch (GeneralSecurityException e) {
      throw PushKeys.unusable(e);
    }
  }

  /** RFC 5869 with SHA-256, for at most one block. */
  static byte[] hkdf(byte[] salt, byte[] secret, byte[] info, int length)
      throws GeneralSecurityException {
    byte[] key = hmac(salt, secret);
    return Arrays.copyOf(hmac(key, joined(info, new byte[] {1})), length);
  }

  private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
