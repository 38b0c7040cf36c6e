package dev.attune.engine;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of a tar file (POSIX ustar) that holds plain files of one owner: every header has
 * exactly one form, so that one with any bit turned over is not read.
 */
final class Tar {
  static final int BLOCK = 512;

  private static final int NAME = 100;
  private static final int MODE_AT = 100;
  private static final int SIZE_AT = 124;
  private static final int TIME_AT = 136;
  private static final int SUM_AT = 148;
  private static final int TYPE_AT = 156;
  private static final int MAGIC_AT = 257;
  private static final int NUMBER = 12;

  private Tar() {}

  /** What a header says. */
  record Header(String name, long bytes, Instant at) {}

  /** The block before a file's bytes. */
  static byte[] header(String name, long bytes, Instant at) {
    byte[] letters = name.getBytes(StandardCharsets.US_ASCII);
    if (letters.length > NAME) {
      throw new IllegalArgumentException("a file's name is too long for a tar file: " + name);
    }
    byte[] block = new byte[BLOCK];
    System.arraycopy(letters, 0, block, 0, letters.length);
    put(block, MODE_AT, "0000600\0" + "0000000\0" + "0000000\0");
    put(block, SIZE_AT, octal(bytes));
    put(block, TIME_AT, octal(at.getEpochSecond()));
    block[TYPE_AT] = '0';
    put(block, MAGIC_AT, "ustar\0" + "00");
    put(block, SUM_AT, String.format(Locale.ROOT, "%06o\0 ", sum(block)));
    return block;
  }

  /** Reads a header; null if it is none that {@link #header} makes. */
  static @Nullable Header read(byte[] block) {
    int end = 0;
    while (end < NAME && block[end] > ' ') {
      end++;
    }
    long bytes = number(block, SIZE_AT);
    long seconds = number(block, TIME_AT);
    if (end == 0 || bytes < 0 || seconds < 0) {
      return null;
    }
    String name = new String(block, 0, end, StandardCharsets.US_ASCII);
    Instant at = Instant.ofEpochSecond(seconds);
    return Arrays.equals(block, header(name, bytes, at)) ? new Header(name, bytes, at) : null;
  }

  /** How many zeros follow a file's bytes. */
  static int padding(long bytes) {
    return (int) (-bytes & (BLOCK - 1));
  }

  /** How much a file takes, with its header. */
  static long taken(long bytes) {
    return BLOCK + bytes + padding(bytes);
  }

  /** Eleven digits and an end, or twelve digits where it takes so many: enough for 64 GB. */
  private static String octal(long number) {
    String digits = String.format(Locale.ROOT, "%011o", number);
    if (digits.length() > NUMBER) {
      throw new IllegalArgumentException("too large for a tar file: " + number);
    }
    return digits.length() == NUMBER ? digits : digits + "\0";
  }

  private static long number(byte[] block, int at) {
    long number = 0;
    for (int i = at; i < at + NUMBER && block[i] != 0; i++) {
      if (block[i] < '0' || block[i] > '7') {
        return -1;
      }
      number = number << 3 | (block[i] - '0');
    }
    return number;
  }

  /** As the format wants it: with spaces where the sum will stand. */
  private static int sum(byte[] block) {
    int sum = 8 * ' ';
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= SUM_AT && i < TYPE_AT ? 0 : block[i] & 0xFF;
    }
    return sum;
  }

  private static void put(byte[] block, int at, String text) {
    byte[] letters = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(letters, 0, block, at, letters.length);
  }
}
