package dev.attune.audit;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names customers in the audit, so that they can be forgotten: HMAC-SHA256 of the customer's id
 * under a salt of 128 random bits that is theirs alone, its first 128 bits in hexadecimal digits.
 * Who has the salt can tell whether an entry is about them; once it is destroyed nobody can, and
 * the chain fits all the same.
 *
 * <p>Thread-safe: guarded by its own lock.
 */
public final class Pseudonyms {
  private static final int SALT = 16;
  private static final int SHOWN = 32;
  private static final int REMEMBERED = 50_000;
  private static final String HMAC = "HmacSHA256";

  private final Salts salts;
  private final SecureRandom random = new SecureRandom();

  /** What was written and may not be readable yet. */
  private final Map<String, byte[]> fresh =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Where salts are kept, by the customer's id. */
  public interface Salts {
    /** The salt of a customer, if there is one. */
    Optional<byte[]> read(String customer);

    /** Keeps it, or takes it away; comes back once that is safe. */
    void write(String customer, Optional<byte[]> salt);
  }

  /** Names customers by these salts. */
  public Pseudonyms(Salts salts) {
    this.salts = salts;
  }

  /** The customer's name in the audit; from now on they have one. */
  public synchronized String of(String customer) {
    byte[] salt = salt(customer).orElse(new byte[0]);
    if (salt.length == 0) {
      salt = new byte[SALT];
      random.nextBytes(salt);
      salts.write(customer, Optional.of(salt));
      fresh.put(customer, salt);
    }
    return name(customer, salt);
  }

  /** The customer's name in the audit, if they ever had one and were not forgotten. */
  public synchronized Optional<String> known(String customer) {
    return salt(customer).map(salt -> name(customer, salt));
  }

  /** Destroys the salt: from now on no entry can be told to be about them. */
  public synchronized void forget(String customer) {
    salts.write(customer, Optional.empty());
    fresh.remove(customer);
  }

  private Optional<byte[]> salt(String customer) {
    return Optional.ofNullable(fresh.get(customer)).or(() -> salts.read(customer));
  }

  private static String name(String customer, byte[] salt) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(salt, HMAC));
      byte[] hash = mac.doFinal(customer.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, SHOWN);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has " + HMAC, e);
    }
  }
}
