package dev.attune.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A browser that subscribed to pushes, and reads them. */
final class Browser {
  private static final byte[] AUTH = "sixteen bytes ok".getBytes(StandardCharsets.US_ASCII);

  private final PrivateKey secret;
  private final ECPublicKey key;
  private final byte[] auth;

  private Browser(PrivateKey secret, ECPublicKey key, byte[] auth) {
    this.secret = secret;
    this.key = key;
    this.auth = auth;
  }

  static Browser fresh() {
    KeyPair pair = PushKeys.fresh();
    return new Browser(pair.getPrivate(), (ECPublicKey) pair.getPublic(), AUTH);
  }

  static Browser of(String secret, String key, String auth) {
    return new Browser(
        PushKeys.privateKey(PushKeys.bytes(secret)),
        PushKeys.publicKey(PushKeys.bytes(key)),
        PushKeys.bytes(auth));
  }

  PushSubscription subscription(String endpoint) {
    return new PushSubscription(
        endpoint, PushKeys.text(PushKeys.point(key)), PushKeys.text(auth), "my phone");
  }

  /** Takes a message apart, step by step the other way round than it is made. */
  byte[] read(byte[] message) {
    byte[] salt = Arrays.copyOf(message, 16);
    int length = message[20];
    byte[] sender = Arrays.copyOfRange(message, 21, 21 + length);
    byte[] encrypted = Arrays.copyOfRange(message, 21 + length, message.length);
    try {
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(secret);
      agreement.doPhase(PushKeys.publicKey(sender), true);
      byte[] info =
          PushMessage.joined(
              "WebPush: info\0".getBytes(StandardCharsets.US_ASCII), PushKeys.point(key), sender);
      byte[] shared = PushMessage.hkdf(auth, agreement.generateSecret(), info, 32);
      byte[] content = PushMessage.hkdf(salt, shared, ascii("Content-Encoding: aes128gcm\0"), 16);
      byte[] nonce = PushMessage.hkdf(salt, shared, ascii("Content-Encoding: nonce\0"), 12);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE, new SecretKeySpec(content, "AES"), new GCMParameterSpec(128, nonce));
      byte[] padded = cipher.doFinal(encrypted);
      int end = padded.length - 1;
      if (padded[end] != 2) {
        throw new AssertionError("not the last record");
      }
      return Arrays.copyOf(padded, end);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("not for this browser", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
