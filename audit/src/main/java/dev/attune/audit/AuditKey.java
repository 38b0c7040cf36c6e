package dev.attune.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of the chain: a file that holds 32 random bytes in hexadecimal digits, readable by its
 * owner only. It is in no backup: with it, who can write to the store could forge the chain.
 */
public final class AuditKey {
  private static final int BYTES = 32;
  private static final String HMAC = "HmacSHA256";

  private final SecretKeySpec key;

  private AuditKey(byte[] bytes) {
    this.key = new SecretKeySpec(bytes, HMAC);
  }

  /**
   * The key in a file, or in the one that a link there leads to; made, whole or not at all, where
   * there is none.
   *
   * @throws AuditException if it cannot be read or made, or is none
   */
  public static AuditKey of(Path place) {
    try {
      Path file = meant(place);
      if (!Files.exists(file)) {
        make(file);
      }
      byte[] bytes = HexFormat.of().parseHex(Files.readString(file).strip());
      if (bytes.length == BYTES) {
        return new AuditKey(bytes);
      }
    } catch (IOException e) {
      throw new AuditException("%s cannot be read or made: %s".formatted(place, e), e);
    } catch (IllegalArgumentException e) {
      throw damaged(place, e);
    }
    throw damaged(place, new IllegalArgumentException("it has another length"));
  }

  /** Where a link leads, also where nothing is there yet. */
  private static Path meant(Path place) throws IOException {
    return Files.isSymbolicLink(place)
        ? place.resolveSibling(Files.readSymbolicLink(place))
        : place;
  }

  /**
   * Lets the key lie elsewhere: {@code place} becomes a link to {@code file}.
   *
   * @throws AuditException if there is another key in {@code place}
   */
  public static void link(Path place, Path file) {
    Path target = file.toAbsolutePath().normalize();
    try {
      if (Files.isSymbolicLink(place) && meant(place).normalize().equals(target)) {
        return;
      }
      if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
        throw new AuditException(
            "the audit's key is %s: move it to %s first, then start again".formatted(place, target),
            new IllegalStateException("two keys"));
      }
      Files.createSymbolicLink(place, target);
    } catch (IOException e) {
      throw new AuditException("%s cannot become a link: %s".formatted(place, e), e);
    }
  }

  private static AuditException damaged(Path file, IllegalArgumentException e) {
    return new AuditException(
        "%s holds no key of %d hexadecimal digits: put back the one that was there"
            .formatted(file, 2 * BYTES),
        e);
  }

  private static void make(Path file) throws IOException {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "no directory");
    Files.createDirectories(directory);
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    try {
      Files.createFile(
          draft,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (UnsupportedOperationException e) {
      Files.createFile(draft);
    }
    String text = HexFormat.of().formatHex(bytes) + "\n";
    Files.write(draft, text.getBytes(StandardCharsets.US_ASCII));
    sync(draft);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    sync(directory);
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel opened = FileChannel.open(path, StandardOpenOption.READ)) {
      opened.force(true);
    }
  }

  /** HMAC over two things, in hexadecimal digits. */
  String sign(String before, byte[] line) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      mac.update(before.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(mac.doFinal(line));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has " + HMAC, e);
    }
  }
}
