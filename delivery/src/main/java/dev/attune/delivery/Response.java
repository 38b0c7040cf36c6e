package dev.attune.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One request and its answer as HTTP/1.1 writes them (RFC 9112); of an answer only the head. */
final class Response {
  /** Of an answer, body included, never more bytes than this are read. */
  static final int MOST = 64 * 1024;

  private static final int MOST_HEAD = 16 * 1024;
  private static final int MOST_INFORMATIONAL = 3;
  private static final int FINAL = 200;
  private static final int REDIRECT = 300;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;
  private static final int MOST_LINE = 1_000;
  private static final int HEX = 16;
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

  private Response() {}

  static byte[] request(Target target, Map<String, String> headers, byte[] body) {
    StringBuilder head = new StringBuilder(512);
    head.append("POST ").append(target.path()).append(" HTTP/1.1\r\n");
    line(head, "Host", target.hostHeader());
    line(head, "User-Agent", "Attune");
    line(head, "Accept", "*/*");
    line(head, "Connection", "close");
    line(head, "Content-Length", Integer.toString(body.length));
    headers.forEach((name, value) -> line(head, name, value));
    ByteArrayOutputStream out = new ByteArrayOutputStream(head.length() + body.length + 2);
    out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(body);
    return out.toByteArray();
  }

  private static void line(StringBuilder head, String name, String value) {
    if (value.chars().anyMatch(each -> each < ' ' || each > '~')) {
      throw new IllegalArgumentException("header " + name + " has a character that ends it");
    }
    head.append(name).append(": ").append(value).append("\r\n");
  }

  /**
   * What an answer says. Its body is read to the end, up to the limit, so that a server that is
   * still writing does not fail; what it says there does not matter. Where it ends the head says
   * (RFC 9112, section 6.3): many keep a connection open that they were asked to close.
   */
  static Outcome read(InputStream in) throws IOException {
    int left = MOST;
    for (int i = 0; i < MOST_INFORMATIONAL; i++) {
      String head = head(in);
      left -= head.length();
      String[] lines = head.split("\r?\n", -1);
      Matcher status = STATUS.matcher(lines[0]);
      if (!status.matches()) {
        throw new IOException("the answer is not HTTP/1.1");
      }
      int number = Integer.parseInt(status.group(1));
      if (number >= FINAL) {
        drain(in, number, lines, left);
        return number < REDIRECT
            ? new Outcome.Taken(number)
            : new Outcome.Declined(number, retryAfter(lines));
      }
    }
    throw new IOException("the answer never comes to its point");
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder(256);
    int last = -1;
    for (int each = in.read(); each >= 0; each = in.read()) {
      if (each == '\n' && (last == '\n' || head.isEmpty())) {
        return head.toString();
      }
      if (each != '\r') {
        head.append((char) each);
        last = each;
      }
      if (head.length() > MOST_HEAD) {
        throw new IOException("the answer's head is longer than 16 KB");
      }
    }
    throw new IOException("the answer ends before it begins");
  }

  private static void drain(InputStream in, int status, String[] head, int most) {
    try {
      Optional<String> length = header(head, "content-length");
      if (status == NO_CONTENT || status == NOT_MODIFIED) {
        return;
      }
      if (header(head, "transfer-encoding").filter(each -> each.contains("chunked")).isPresent()) {
        drainChunks(in, most);
      } else {
        int announced =
            length.filter(LENGTH.asMatchPredicate()).map(Integer::parseInt).orElse(most);
        int unused = drain(in, Math.min(announced, most));
      }
    } catch (IOException | NumberFormatException e) {
      // The status is known, and that is what counts.
    }
  }

  /** Reads away so many bytes, or all there are; says how many. */
  private static int drain(InputStream in, int most) throws IOException {
    byte[] buffer = new byte[8192];
    int left = most;
    while (left > 0) {
      int count = in.read(buffer, 0, Math.min(left, buffer.length));
      if (count < 0) {
        break;
      }
      left -= count;
    }
    return most - left;
  }

  private static void drainChunks(InputStream in, int most) throws IOException {
    int left = most;
    while (left > 0) {
      String line = line(in);
      int size = Integer.parseInt(line.split(";", 2)[0].strip(), HEX);
      if (size == 0) {
        return;
      }
      left -= line.length() + drain(in, Math.min(size + 2, left));
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int each = in.read(); each >= 0 && each != '\n'; each = in.read()) {
      if (each != '\r') {
        line.append((char) each);
      }
      if (line.length() > MOST_LINE) {
        throw new IOException("a chunk's size has more than 1,000 characters");
      }
    }
    return line.toString();
  }

  private static Optional<String> header(String[] lines, String name) {
    return Arrays.stream(lines)
        .map(line -> line.split(":", 2))
        .filter(parts -> parts.length == 2 && parts[0].strip().equalsIgnoreCase(name))
        .map(parts -> parts[1].strip().toLowerCase(Locale.ROOT))
        .findFirst();
  }

  private static Optional<Duration> retryAfter(String[] lines) {
    return header(lines, "retry-after")
        .filter(SECONDS.asMatchPredicate())
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
  }
}
