package dev.attune.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes passwords by Argon2id and compares them. A hash is written as the PHC string format has
 * it, with its parameters, so that they can be raised later:
 *
 * <pre>
 *   $argon2id$v=19$m=19456,t=2,p=1$SALT$HASH     salt 16 bytes, hash 32, in base 64 without padding
 * </pre>
 *
 * <p>Passwords are brought to one Unicode form (NFKC) first, so that one can be typed on every
 * keyboard. At most as many are hashed at a time as there are processors: each takes memory.
 * Thread-safe.
 */
public final class Passwords {
  /** What the OWASP Password Storage Cheat Sheet asks for at least. */
  public static final Cost RECOMMENDED = new Cost(19_456, 2, 1);

  private static final int SALT = 16;
  private static final int HASH = 32;
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Cost cost;
  private final Semaphore room = new Semaphore(Runtime.getRuntime().availableProcessors());
  private final String nobodys;

  /**
   * What one hash takes.
   *
   * @param kibibytes of memory
   */
  public record Cost(int kibibytes, int passes, int lanes) {
    /** Refuses what Argon2 cannot do. */
    public Cost {
      if (passes < 1 || lanes < 1 || kibibytes < 8 * lanes) {
        throw new IllegalArgumentException("no parameters for Argon2: " + kibibytes + " KiB");
      }
    }
  }

  /** Hashes at this cost from now on. */
  public Passwords(Cost cost) {
    this.cost = cost;
    // Nobody knows what it is the hash of, and nothing has to be hashed to have it.
    nobodys = text(cost, random(SALT), random(HASH));
  }

  /** The hash under which a password is kept. */
  public String hash(String password) {
    byte[] salt = random(SALT);
    return text(cost, salt, derive(password, salt, cost, HASH));
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static String text(Cost cost, byte[] salt, byte[] hash) {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            cost.kibibytes(),
            cost.passes(),
            cost.lanes(),
            base64.encodeToString(salt),
            base64.encodeToString(hash));
  }

  /** Whether the password is the one that was hashed. Takes the same time either way. */
  public boolean matches(String password, String kept) {
    Matcher parts = parts(kept);
    byte[] salt = Base64.getDecoder().decode(parts.group(4));
    byte[] hash = Base64.getDecoder().decode(parts.group(5));
    return MessageDigest.isEqual(hash, derive(password, salt, costOf(parts), hash.length));
  }

  /** Takes as long as a comparison, for a name that nobody has. */
  public void compareInVain(String password) {
    boolean unused = matches(password, nobodys);
  }

  /** Whether a hash was made at another cost than is asked for now. */
  public boolean isOutdated(String kept) {
    return !costOf(parts(kept)).equals(cost);
  }

  private static Matcher parts(String kept) {
    Matcher parts = FORM.matcher(kept);
    if (!parts.matches()) {
      throw new IllegalStateException("a kept password hash is damaged");
    }
    return parts;
  }

  private static Cost costOf(Matcher parts) {
    return new Cost(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        Integer.parseInt(parts.group(3)));
  }

  private byte[] derive(String password, byte[] salt, Cost at, int length) {
    byte[] plain = bytes(password);
    byte[] hash = new byte[length];
    room.acquireUninterruptibly();
    try {
      Argon2BytesGenerator generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(at.kibibytes())
              .withIterations(at.passes())
              .withParallelism(at.lanes())
              .withSalt(salt)
              .build());
      int unused = generator.generateBytes(plain, hash);
      return hash;
    } finally {
      room.release();
      Arrays.fill(plain, (byte) 0);
    }
  }

  private static byte[] bytes(String password) {
    String one = Normalizer.normalize(password, Normalizer.Form.NFKC);
    return one.getBytes(StandardCharsets.UTF_8);
  }
}
