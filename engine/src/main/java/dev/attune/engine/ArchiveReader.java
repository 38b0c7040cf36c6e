package dev.attune.engine;

import dev.attune.engine.EngineException.Kind;
import dev.attune.engine.Manifest.Part;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link Backup} from its first byte to its last, and lets no changed bit pass: headers
 * have one form, files are held against their sums, and what lies between is zero. Not thread-safe;
 * single use.
 */
final class ArchiveReader {
  private static final int MOST_WORDS = 256 * 1024 * 1024;
  private static final int PIECE = 256 * 1024;

  private final InputStream in;
  private final LongConsumer progress;
  private final StringBuilder sums = new StringBuilder();
  private final List<String> files = new ArrayList<>();
  private long read;
  private Tar.@Nullable Header first;

  ArchiveReader(InputStream in, LongConsumer progress) {
    this.in = in;
    this.progress = progress;
  }

  /** Where a file's bytes go. */
  @FunctionalInterface
  interface Sink {
    OutputStream open(String name) throws IOException;
  }

  /**
   * Reads what it says of itself; before anything else.
   *
   * @throws EngineException if it is no backup, a newer one, or damaged
   */
  Manifest manifest() throws IOException {
    byte[] block = new byte[Tar.BLOCK];
    int length = in.readNBytes(block, 0, block.length);
    Tar.Header header = length < block.length ? null : Tar.read(block);
    if (header == null || !header.name().equals(Manifest.NAME)) {
      throw new EngineException(
          Kind.CALLER, "no-backup", "it is no backup of Attune, or its very beginning is damaged");
    }
    read = Tar.BLOCK;
    first = header;
    byte[] words = whole(header);
    sums.append(Backup.sum(sha256().digest(words), Manifest.NAME));
    files.add(Manifest.NAME);
    return Manifest.decode(words);
  }

  /**
   * Reads all files.
   *
   * @return which of them are not what was written, a sentence each
   * @throws EngineException if it is damaged so that the rest cannot be told apart
   */
  List<String> files(Manifest manifest, Sink sink) throws IOException {
    for (Part part : manifest.parts()) {
      Tar.Header header = header(part.name());
      if (header.bytes() != part.bytes()) {
        throw damaged("the size of " + part.name() + " is not the one in the manifest");
      }
      file(part, sink);
      progress.accept(read);
    }
    List<String> stated = lines(whole(header(Manifest.SUMS)));
    if (!isZero(2 * Tar.BLOCK) || in.read() >= 0) {
      throw damaged("something follows its end");
    }
    progress.accept(read);
    return different(stated);
  }

  private List<String> different(List<String> stated) {
    List<String> real = lines(sums.toString().getBytes(StandardCharsets.US_ASCII));
    if (stated.size() != real.size()) {
      throw damaged("its %s name other files".formatted(Manifest.SUMS));
    }
    List<String> different = new ArrayList<>();
    for (int i = 0; i < real.size(); i++) {
      if (!real.get(i).equals(stated.get(i))) {
        different.add("%s is not what was backed up".formatted(files.get(i)));
      }
    }
    return different;
  }

  private static List<String> lines(byte[] bytes) {
    return List.of(new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1));
  }

  private Tar.Header header(String name) throws IOException {
    byte[] block = new byte[Tar.BLOCK];
    exactly(block, block.length);
    Tar.Header header = Tar.read(block);
    if (header == null
        || first == null
        || !header.name().equals(name)
        || !header.at().equals(first.at())) {
      throw damaged("what stands before %s is not what was written".formatted(name));
    }
    return header;
  }

  private void file(Part part, Sink sink) throws IOException {
    MessageDigest digest = sha256();
    byte[] piece = new byte[PIECE];
    try (OutputStream out = sink.open(part.name())) {
      for (long left = part.bytes(); left > 0; ) {
        int length = (int) Math.min(piece.length, left);
        exactly(piece, length);
        digest.update(piece, 0, length);
        out.write(piece, 0, length);
        left -= length;
        progress.accept(read);
      }
    }
    pass(part.bytes());
    files.add(part.name());
    sums.append(Backup.sum(digest.digest(), part.name()));
  }

  private byte[] whole(Tar.Header header) throws IOException {
    if (header.bytes() > MOST_WORDS) {
      throw damaged("its %s is too long".formatted(header.name()));
    }
    byte[] bytes = new byte[(int) header.bytes()];
    exactly(bytes, bytes.length);
    pass(bytes.length);
    return bytes;
  }

  private void pass(long bytes) throws IOException {
    if (!isZero(Tar.padding(bytes))) {
      throw damaged("what stands between two files is not what was written");
    }
  }

  private boolean isZero(int length) throws IOException {
    byte[] zeros = new byte[length];
    exactly(zeros, length);
    for (byte each : zeros) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }

  private void exactly(byte[] into, int length) throws IOException {
    int got = in.readNBytes(into, 0, length);
    read += got;
    if (got < length) {
      throw new EOFException("it ends too early");
    }
  }

  private EngineException damaged(String how) {
    return damaged(how, read);
  }

  static EngineException damaged(String how, long at) {
    return new EngineException(
        Kind.CALLER,
        "damaged-backup",
        "the backup is damaged at about byte %,d: %s".formatted(at, how));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
