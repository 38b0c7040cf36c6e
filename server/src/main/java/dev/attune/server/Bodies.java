package dev.attune.server;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * Reads bodies with bounded memory and time. Packed ones are known by their first two bytes, since
 * senders mislabel them; size and ratio are cut while unpacking, never after.
 */
final class Bodies {
  /** Honest JSON packs 5 to 50 times; a bomb a thousand. */
  static final int MOST_RATIO = 200;

  /** A body may take this long in all, however steadily it drips. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** So much of what is refused is still taken in, for the reason that {@link #passOver} gives. */
  static final int MOST_PASSED_OVER = 16 * 1024 * 1024;

  private static final int RATIO_MATTERS_FROM = 256 * 1024;
  private static final int PIECE = 16 * 1024;

  private Bodies() {}

  /**
   * All of {@code in}, unpacked.
   *
   * @param length announced, or -1
   * @throws Refusal if it is more than {@code limit} bytes packed or unpacked, packed wrongly, or
   *     too slow
   */
  static byte[] read(InputStream in, long length, int limit) {
    if (length > limit) {
      if (length <= MOST_PASSED_OVER) {
        passOver(in);
      }
      throw tooLarge(limit);
    }
    byte[] raw = drain(in, length, limit);
    return isGzip(raw) ? unpack(raw, limit) : raw;
  }

  private static byte[] drain(InputStream in, long length, int limit) {
    long started = System.nanoTime();
    byte[] buffer = new byte[length >= 0 ? (int) length + 1 : PIECE];
    int size = 0;
    try {
      for (int n = in.read(buffer, 0, buffer.length); n >= 0; ) {
        size += n;
        if (size > limit) {
          passOver(in);
          throw tooLarge(limit);
        }
        if (System.nanoTime() - started > PATIENCE.toNanos()) {
          throw tooSlow();
        }
        if (size == buffer.length) {
          buffer = Arrays.copyOf(buffer, (int) Math.min(limit + 1L, buffer.length * 2L));
        }
        n = in.read(buffer, size, buffer.length - size);
      }
    } catch (SocketTimeoutException e) {
      throw tooSlow();
    } catch (IOException e) {
      throw cutOff();
    }
    if (length >= 0 && size < length) {
      throw cutOff();
    }
    return size == buffer.length ? buffer : Arrays.copyOf(buffer, size);
  }

  /**
   * Takes in the rest of what is refused, up to a bound: a caller who is still sending when the
   * connection closes sees it reset and never reads why.
   */
  static void passOver(InputStream in) {
    try {
      in.skip(MOST_PASSED_OVER);
    } catch (IOException e) {
      // The caller went away; the refusal stands all the same.
      return;
    }
  }

  static boolean isGzip(byte[] bytes) {
    return bytes.length > 2 && bytes[0] == 0x1f && (bytes[1] & 0xff) == 0x8b;
  }

  private static byte[] unpack(byte[] raw, int limit) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(limit, raw.length * 6));
    byte[] piece = new byte[PIECE];
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(raw), PIECE)) {
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        out.write(piece, 0, n);
        if (out.size() > limit) {
          throw tooLarge(limit);
        }
        if (out.size() > RATIO_MATTERS_FROM && out.size() / raw.length > MOST_RATIO) {
          throw Refusal.tooLarge(
              "the body unpacks to more than %d times its size".formatted(MOST_RATIO));
        }
      }
    } catch (IOException e) {
      throw Refusal.unreadable("bad-gzip", "the body looks like gzip but cannot be unpacked");
    }
    return out.toByteArray();
  }

  private static Refusal tooLarge(int limit) {
    return Refusal.tooLarge("the body has more than %,d bytes".formatted(limit));
  }

  static Refusal cutOff() {
    return Refusal.unreadable("cut-off", "the body ended before all of it had come");
  }

  private static Refusal tooSlow() {
    return Refusal.caller(408, "too-slow", "the body did not come in time");
  }
}
