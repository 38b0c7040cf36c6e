package dev.attune.verification;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** Spoils good text and bytes, in ways that follow from the random numbers it is given alone. */
final class Spoiler {
  private static final Pattern JSON_VALUE =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"(?!\\s*:)|-?[0-9][0-9.eE+-]*|true|false|null");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "[]",
          "{}",
          "[[]]",
          "{\"\":{}}",
          "0",
          "-0.0",
          "-1",
          "1e400",
          "1e-400",
          "9007199254740993",
          "9".repeat(390),
          "9".repeat(500),
          "1.7976931348623157e308",
          "NaN",
          "'x'",
          "0x10",
          "01",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\uFFFF\u2028\u202e\"",
          "\"\uD83D\uDEB2\"",
          "\"undefined\"",
          "\"null\"",
          "\"../../etc/passwd\"",
          "\"user:\"",
          "\"9999-12-31T23:59:59.999Z\"",
          "\"-999999999-01-01T00:00:00Z\"",
          "\"2026-02-30T25:61:00+99:00\"",
          "\"" + "x".repeat(40_000) + "\"",
          "[".repeat(40) + "]".repeat(40),
          "{\"a\":".repeat(40) + "1" + "}".repeat(40),
          "[" + "1,".repeat(3_000) + "1]");

  private final Random random;

  Spoiler(Random random) {
    this.random = random;
  }

  /** One of {@code choices}. */
  <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Whether something happens that happens once in {@code times}. */
  boolean onceIn(int times) {
    return random.nextInt(times) == 0;
  }

  /** JSON with a value or two that do not belong there, a member twice, or one less. */
  String json(String json) {
    String spoiled = json;
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      spoiled = spoilOnce(spoiled);
    }
    return spoiled;
  }

  private String spoilOnce(String json) {
    List<MatchResult> values = JSON_VALUE.matcher(json).results().toList();
    if (values.isEmpty()) {
      return one(VALUES);
    }
    MatchResult value = one(values);
    String before = json.substring(0, value.start());
    String after = json.substring(value.end());
    return switch (random.nextInt(8)) {
      case 0 -> before + after;
      case 1 -> before + value.group() + ",\"userId\":" + one(VALUES) + after;
      case 2 -> before + value.group() + "," + value.group() + after;
      case 3 -> before + "[" + value.group() + "]" + after;
      default -> before + one(VALUES) + after;
    };
  }

  /** Bytes with some of them changed, cut, repeated, or made no UTF-8. */
  byte[] bytes(byte[] bytes) {
    byte[] spoiled = bytes;
    for (int i = 1 + random.nextInt(3); i > 0 && spoiled.length > 0; i--) {
      int at = random.nextInt(spoiled.length);
      int to = Math.min(spoiled.length, at + 1 + random.nextInt(20));
      spoiled =
          switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(spoiled, at);
            case 1 -> joined(Arrays.copyOf(spoiled, to), rest(spoiled, at));
            case 2 -> joined(Arrays.copyOf(spoiled, at), rest(spoiled, to));
            case 3 -> joined(Arrays.copyOf(spoiled, at), noText(), rest(spoiled, at));
            default -> flipped(spoiled, at);
          };
    }
    return spoiled;
  }

  /** Packed, perhaps damaged. */
  byte[] packed(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return onceIn(2) ? out.toByteArray() : bytes(out.toByteArray());
  }

  /** A short text that nobody expects in a path or a header; percent-encoded where it must be. */
  String word() {
    return one(
        List.of(
            "x",
            "user:",
            "user:u1",
            "anonymous:%F0%9F%98%80",
            "%00",
            "%ff",
            "%c0%af",
            "%25%30%30",
            "..",
            "%2e%2e%2f",
            "-1",
            "0",
            "1e9",
            "99999999999999999999",
            "7d",
            "-7d",
            "open",
            "%0d%0aX:1",
            "a".repeat(3_000),
            "%E2%80%AE",
            "'",
            "%22",
            "*",
            "null",
            "%ed%a0%80",
            "+",
            "%20",
            "a%2Fb"));
  }

  private byte[] flipped(byte[] bytes, int at) {
    byte[] flipped = bytes.clone();
    flipped[at] ^= (byte) (1 << random.nextInt(8));
    return flipped;
  }

  private byte[] noText() {
    return one(
        List.of(
            new byte[] {(byte) 0xff},
            new byte[] {(byte) 0xc0, (byte) 0xaf},
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            new byte[] {0},
            new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
            "\u2028".getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] rest(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
