package dev.attune.engine;

import dev.attune.engine.EngineException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The key under which redacted values are hashed: a file of its own, beside the databases, readable
 * by its owner only. Without it nobody can try values out; with another one, equal values are
 * different from those before.
 */
final class RedactionKey {
  static final String NAME = "REDACTION-KEY";
  private static final int BYTES = 32;

  private RedactionKey() {}

  /** The key of a directory; made, whole or not at all, where there is none. */
  static synchronized byte[] of(Path directory) {
    Path file = directory.resolve(NAME);
    try {
      if (!Files.exists(file)) {
        make(directory, file);
      }
      byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
      if (key.length == BYTES) {
        return key;
      }
    } catch (IOException e) {
      throw new EngineException(
          Kind.OURS, "unreadable", "%s cannot be read or made: %s".formatted(file, e), e);
    } catch (IllegalArgumentException e) {
      throw damaged(file, e);
    }
    throw damaged(file, new IllegalArgumentException("it has another length"));
  }

  private static EngineException damaged(Path file, IllegalArgumentException e) {
    return new EngineException(
        Kind.OURS,
        "damaged",
        "%s holds no key of %d hexadecimal digits: restore it from a backup"
            .formatted(file, 2 * BYTES),
        e);
  }

  private static void make(Path directory, Path file) throws IOException {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    Path draft = directory.resolve(NAME + ".new");
    Files.deleteIfExists(draft);
    try {
      Files.createFile(
          draft,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (UnsupportedOperationException e) {
      Files.createFile(draft);
    }
    Files.write(draft, (HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.US_ASCII));
    DataDirectory.sync(draft);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    DataDirectory.sync(directory);
  }
}
