package dev.attune.delivery;

import dev.attune.customer.Data;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A browser that somebody wants to be told in, as it describes itself.
 *
 * @param endpoint where its push service takes messages for it
 * @param key its public key, base64url
 * @param auth a secret that it shares with us, base64url
 * @param label what its person calls it: a phone, a till
 */
public record PushSubscription(String endpoint, String key, String auth, String label) {
  private static final int AUTH = 16;
  private static final int MOST_LABEL = 100;
  private static final int ID_BYTES = 8;

  public PushSubscription {
    if (!Target.of(endpoint).isSecure()) {
      throw new BadAddress("a push service's endpoint begins with https://");
    }
    checkKeys(key, auth);
    if (label.length() > MOST_LABEL || label.chars().anyMatch(Character::isISOControl)) {
      throw new BadAddress("a label has at most 100 characters, none of them control characters");
    }
  }

  private static void checkKeys(String key, String auth) {
    PushKeys.publicKey(PushKeys.bytes(key));
    if (PushKeys.bytes(auth).length != AUTH) {
      throw new BadAddress("auth is not 16 bytes in base64url");
    }
  }

  /** By which its person names it; nothing of the endpoint, which is a secret, shows in it. */
  public String id() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(endpoint.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (GeneralSecurityException e) {
      throw PushKeys.unusable(e);
    }
  }

  /** Encrypts a text so that only this browser reads it. */
  byte[] encrypt(byte[] text) {
    return PushMessage.encrypt(text, PushKeys.publicKey(PushKeys.bytes(key)), PushKeys.bytes(auth));
  }

  /** As it may be shown. */
  public Data shown() {
    return Data.of("id", id(), "service", Target.of(endpoint).host(), "label", label);
  }

  Data data() {
    return Data.of("endpoint", endpoint, "key", key, "auth", auth, "label", label);
  }

  static PushSubscription of(Data data) {
    return new PushSubscription(
        Kept.text(data, "endpoint"),
        Kept.text(data, "key"),
        Kept.text(data, "auth"),
        Kept.text(data, "label"));
  }

  /** Says nothing that would let others write to it. */
  @Override
  public String toString() {
    return "push " + id();
  }
}
