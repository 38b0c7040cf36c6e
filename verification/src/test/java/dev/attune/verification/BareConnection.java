package dev.attune.verification;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Speaks to a server in bytes, and understands just enough of what it says. Not thread-safe. */
final class BareConnection implements AutoCloseable {
  private static final String STREAM = "text/event-stream";

  /** Longer than a server may leave anybody waiting who has said all. */
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;
  private final InputStream in;

  /** What came back; the status is 0 where the other side only hung up. */
  record Heard(int status, String type, String retryAfter, String body, boolean isLast) {
    static final Heard NOTHING = new Heard(0, "", "", "", true);
  }

  BareConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream(), 16_384);
  }

  /** Says all, and reads the answer to it. */
  Heard ask(byte[] request, String method) throws IOException {
    say(request);
    try {
      Heard heard = answer(method);
      while (heard.status() >= 100 && heard.status() < 200 && heard.status() != 101) {
        heard = answer(method);
      }
      return heard;
    } catch (EOFException | SocketException e) {
      return Heard.NOTHING;
    }
  }

  /** Says all, says that this is all, and reads what comes until the other side hangs up. */
  Heard askLast(byte[] request) throws IOException {
    say(request);
    try {
      socket.shutdownOutput();
      Heard heard = answer("?");
      if (!heard.type().startsWith(STREAM)) {
        in.transferTo(OutputStream.nullOutputStream()); // a stream goes on for who only listens
      }
      return heard;
    } catch (EOFException | SocketException e) {
      return Heard.NOTHING;
    }
  }

  private void say(byte[] request) throws IOException {
    try {
      socket.getOutputStream().write(request);
    } catch (SocketException e) {
      // Cut off before it had all; what it said before is still there to read.
      return;
    }
  }

  private Heard answer(String method) throws IOException {
    String status = line();
    if (!status.matches("HTTP/1\\.[01] [1-5][0-9][0-9].*")) {
      throw new IOException("no HTTP: " + status);
    }
    int code = Integer.parseInt(status.substring(9, 12));
    int length = 0;
    boolean isChunked = false;
    boolean isLast = false;
    String type = "";
    String retryAfter = "";
    for (String header = line(); !header.isEmpty(); header = line()) {
      int colon = header.indexOf(':');
      String value = header.substring(colon + 1).strip();
      switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
        case "content-length" -> length = Integer.parseInt(value);
        case "transfer-encoding" -> isChunked = value.equalsIgnoreCase("chunked");
        case "connection" -> isLast = value.equalsIgnoreCase("close");
        case "content-type" -> type = value;
        case "retry-after" -> retryAfter = value;
        default -> {}
      }
    }
    boolean isStream = type.startsWith(STREAM);
    boolean isBare = method.equals("HEAD") || code < 200 || code == 204 || code == 304 || isStream;
    byte[] body = isBare ? new byte[0] : isChunked ? chunks() : in.readNBytes(length);
    String text = new String(body, StandardCharsets.UTF_8);
    return new Heard(code, type, retryAfter, text, isLast || isStream || code == 101);
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(line().strip(), 16);
      body.writeBytes(in.readNBytes(size));
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
        throw new EOFException("hung up");
      }
      if (next != '\r') {
        text.write(next);
      }
    }
    return text.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
