package dev.attune.benchmarks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * One HTTP/1.1 connection that stays open, with as little of its own as a load generator on the
 * same two cores should have. Not thread-safe.
 */
final class Connection implements AutoCloseable {
  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;
  private final String authorization;

  /** An answer: status, body. */
  record Answer(int status, String body) {
    boolean isOk() {
      return status == 200;
    }

    boolean hasNoRoom() {
      return status == 503 || status == 429;
    }
  }

  private Connection(int port, String authorization) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(60_000);
    out = socket.getOutputStream();
    in = new BufferedInputStream(socket.getInputStream(), 16_384);
    this.authorization = authorization;
  }

  /** A connection that sends signals. */
  static Connection ofSource(int port, String writeKey) throws IOException {
    String user = writeKey + ":";
    byte[] encoded = Base64.getEncoder().encode(user.getBytes(StandardCharsets.UTF_8));
    return new Connection(port, "Basic " + new String(encoded, StandardCharsets.US_ASCII));
  }

  /** A connection that asks. */
  static Connection ofReader(int port, String token) throws IOException {
    return new Connection(port, "Bearer " + token);
  }

  Answer post(String path, byte[] body) throws IOException {
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(path, authorization, body.length);
    byte[] bytes = head.getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream request = new ByteArrayOutputStream(bytes.length + body.length);
    request.write(bytes);
    request.write(body);
    request.writeTo(out);
    return answer();
  }

  Answer get(String path) throws IOException {
    return get(path, "");
  }

  /** As a browser asks for a page; the body, packed, is of no use to anybody. */
  Answer page(String path) throws IOException {
    return get(path, "Accept: text/html\r\nAccept-Encoding: gzip\r\n");
  }

  private Answer get(String path, String headers) throws IOException {
    String head =
        "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\n%s\r\n"
            .formatted(path, authorization, headers);
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    return answer();
  }

  private Answer answer() throws IOException {
    String status = line();
    int length = 0;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring("content-length:".length()).strip());
      }
      chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
    }
    byte[] body = chunked ? chunks() : in.readNBytes(length);
    int code = Integer.parseInt(status.substring(9, 12));
    return new Answer(code, new String(body, StandardCharsets.UTF_8));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(line().strip(), 16);
      body.write(in.readNBytes(size));
      line();
      if (size == 0) {
        return body.toByteArray();
      }
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream(64);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the server closed the connection");
      }
      if (next != '\r') {
        text.write(next);
      }
    }
    return text.toString(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
