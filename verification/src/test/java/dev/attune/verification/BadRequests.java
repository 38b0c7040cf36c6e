package dev.attune.verification;

import dev.attune.customer.Data;
import dev.attune.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests that are wrong in some way, or almost: for every operation of the API, with good
 * and bad keys, and for the protocol below it. The same number makes the same request.
 *
 * @param keys values of an Authorization header: the first may do everything
 * @param playbook a good one
 */
record BadRequests(List<Operation> operations, List<String> keys, String playbook) {
  private static final List<String> MESSAGES =
      List.of(
          "{\"type\":\"track\",\"event\":\"Hit\",\"userId\":\"u1\",\"messageId\":\"m1\",\"properties\":{\"a\":[1,2.5,null,true]},\"timestamp\":\"2026-01-01T00:00:00.000Z\",\"sentAt\":\"2026-01-01T00:00:00.000Z\",\"context\":{\"timezone\":\"Europe/Rome\",\"consent\":{\"categoryPreferences\":{\"tell\":true}}}}",
          "{\"type\":\"identify\",\"userId\":\"u1\",\"anonymousId\":\"a1\",\"traits\":{\"email\":\"a@example.com\",\"n\":-0.0,\"deep\":{\"er\":{}}}}",
          "{\"type\":\"alias\",\"userId\":\"u1\",\"previousId\":\"a1\"}",
          "{\"type\":\"group\",\"userId\":\"u1\",\"groupId\":\"g\",\"traits\":{\"name\":\"G\"}}",
          "{\"type\":\"page\",\"anonymousId\":\"a1\",\"name\":\"Home\",\"category\":\"c\",\"properties\":{\"url\":\"x\"}}",
          "{\"type\":\"feedback\",\"userId\":\"u1\",\"text\":\"late"
              + " again\",\"rating\":2,\"channel\":\"mail\"}",
          "{\"type\":\"understood\",\"userId\":\"u1\",\"feedback\":{\"source\":\"s\",\"messageId\":\"m\"},\"sentiment\":-0.5}",
          "{\"type\":\"consent\",\"userId\":\"u1\",\"purpose\":\"tell\",\"given\":false}",
          "{\"type\":\"handled\",\"userId\":\"u1\",\"moment\":\"m\",\"act\":\"take\",\"by\":\"x\"}",
          "{\"type\":\"corrected\",\"first\":\"user:a\",\"second\":\"anonymous:b\",\"verdict\":\"same\",\"by\":\"x\"}",
          "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"com.example.hit\",\"subject\":\"u1\",\"time\":\"2026-01-01T00:00:00Z\",\"datacontenttype\":\"application/json\",\"data\":{\"a\":1}}");

  private static final List<String> TYPES =
      List.of(
          "application/json",
          "text/plain",
          "application/yaml",
          "application/x-ndjson",
          "application/cloudevents+json",
          "application/cloudevents-batch+json; charset=utf-8",
          "multipart/form-data; boundary=x",
          "",
          "/",
          "x".repeat(500));

  private static final List<String> HEADERS =
      List.of(
          "Origin: https://evil.example",
          "Expect: 100-continue",
          "Connection: close",
          String.join("\r\n", "Connection: upgrade", "Upgrade: h2c", "HTTP2-Settings: AAMAAABk"),
          "Upgrade: websocket",
          "Range: bytes=0-0",
          "Accept: text/event-stream",
          "Accept: ,;q=,*/*;q=-1",
          "Accept-Encoding: br;q=x, gzip",
          "If-None-Match: *",
          "Last-Event-ID: -1",
          "X-Forwarded-For: , , 999.1.1.1",
          "X-HTTP-Method-Override: DELETE",
          "Cookie: =;=;;" + "a=b;".repeat(200),
          "ce-specversion: 1.0\r\nce-id: 1\r\nce-source: s\r\nce-type: %zz",
          "Content-Encoding: gzip",
          "Content-Encoding: br",
          "Content-Encoding: gzip, gzip, deflate",
          "Attune-Write-Key: x",
          "X-Odd: \u00fc\u00ff\t",
          "X-Long: " + "y".repeat(4_000));

  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "BREW", "get");

  /** What is sent, and how. */
  @SuppressWarnings("ArrayRecordComponent") // Sent once, never compared.
  record BadRequest(long number, String method, byte[] bytes, boolean isFramed, boolean closes) {}

  /** A request that follows HTTP as far as its length goes, so that another may follow it. */
  BadRequest framed(long number) {
    Random random = new Random(number * 0x9E3779B97F4A7C15L);
    Spoiler spoiler = new Spoiler(random);
    Operation operation = spoiler.one(operations);
    String method = spoiler.onceIn(12) ? spoiler.one(METHODS) : operation.method();
    boolean isRisky = (operation.isHeavy() || operation.isDangerous()) && !spoiler.onceIn(400);
    String key = isRisky ? spoiler.one(keys.subList(2, keys.size())) : spoiler.one(keys);
    byte[] body =
        method.equals("GET") && !spoiler.onceIn(8) ? new byte[0] : body(spoiler, operation);
    boolean isChunked = spoiler.onceIn(10);
    StringBuilder head = new StringBuilder();
    head.append(method)
        .append(' ')
        .append(target(spoiler, operation))
        .append(" HTTP/1.1\r\nHost: localhost\r\n");
    head.append(key.isEmpty() ? "" : "Authorization: " + key + "\r\n");
    head.append("Content-Type: ")
        .append(operation.isYaml() ? "application/yaml" : spoiler.one(TYPES))
        .append("\r\n");
    boolean closes = false;
    for (int i = random.nextInt(3); i > 0; i--) {
      String header = spoiler.one(HEADERS);
      closes |= header.startsWith("Connection");
      head.append(header).append("\r\n");
    }
    head.append(
        isChunked
            ? "Transfer-Encoding: chunked\r\n\r\n"
            : "Content-Length: " + body.length + "\r\n\r\n");
    byte[] bytes = Spoiler.joined(latin(head.toString()), isChunked ? chunks(body, random) : body);
    return new BadRequest(number, method.toUpperCase(Locale.ROOT), bytes, true, closes);
  }

  /** A request that breaks HTTP itself; nothing can follow it. */
  BadRequest broken(long number) {
    Random random = new Random(number * 0x9E3779B97F4A7C15L);
    Spoiler spoiler = new Spoiler(random);
    byte[] good = framed(number).bytes();
    byte[] bytes =
        switch (random.nextInt(8)) {
          case 0 ->
              latin(
                  new String(good, StandardCharsets.ISO_8859_1)
                      .replaceFirst("Content-Length: [0-9]+", spoiler.one(LENGTHS)));
          case 1 ->
              latin(
                  new String(good, StandardCharsets.ISO_8859_1)
                      .replaceFirst(
                          "\r\n",
                          spoiler.one(
                              List.of(
                                  "\n",
                                  "\r",
                                  " HTTP/9.9\r\n",
                                  "\r\n: x\r\n",
                                  "\r\n x\r\n",
                                  "\r\nX\u0000: y\r\n",
                                  "\r\nHost: a\r\nHost: b\r\n"))));
          case 2 ->
              latin(
                  "POST /v1/track HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: "
                      + spoiler.one(
                          List.of(
                              "chunked\r\n\r\nzz\r\n{}\r\n",
                              "chunked\r\n\r\n-1\r\n{}\r\n",
                              "chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
                              "gzip, chunked\r\n\r\n1\r\n{\r\n",
                              "chunked\r\n\r\nffffffffffffffff\r\n{}",
                              "identity\r\n\r\n{}")));
          case 3 -> noise(random);
          default -> spoiler.bytes(good);
        };
    return new BadRequest(number, "?", bytes, false, true);
  }

  private static final List<String> LENGTHS =
      List.of(
          "Content-Length: -5",
          "Content-Length: many",
          "Content-Length: 9000000000",
          "Content-Length: 99999999999999999999",
          "Content-Length: 2147483648",
          "Content-Length: 3\r\nContent-Length: 4",
          "Content-Length: +2",
          "Content-Length: 0x2",
          "Content-Length:",
          "X-None: 1");

  private static byte[] noise(Random random) {
    byte[] noise = new byte[1 + random.nextInt(300)];
    random.nextBytes(noise);
    return noise;
  }

  private String target(Spoiler spoiler, Operation operation) {
    StringBuilder path = new StringBuilder();
    for (String part : operation.path().substring(1).split("/", -1)) {
      path.append('/').append(part.startsWith("{") || spoiler.onceIn(40) ? spoiler.word() : part);
    }
    if (spoiler.onceIn(15)) {
      path.append(spoiler.one(List.of("/", "//", "/.", "/..", ";a=b", "%", "%2", "#x")));
    }
    char mark = '?';
    for (String name : operation.queryNames()) {
      if (!spoiler.onceIn(3)) {
        path.append(mark).append(name).append(spoiler.onceIn(20) ? "" : "=").append(spoiler.word());
        mark = '&';
      }
    }
    return path.append(spoiler.onceIn(30) ? mark + "%=&&=&a=%zz" : "").toString();
  }

  private byte[] body(Spoiler spoiler, Operation operation) {
    String text = operation.isYaml() ? playbook : spoiler.json(json(spoiler, operation.body()));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (operation.isYaml() || spoiler.onceIn(4)) {
      bytes = spoiler.bytes(bytes);
    }
    return spoiler.onceIn(15) ? spoiler.packed(bytes) : bytes;
  }

  private static String json(Spoiler spoiler, @Nullable Data body) {
    String message = spoiler.one(MESSAGES);
    if (body != null && body.get("batch") == null && !spoiler.onceIn(10)) {
      return Json.text(body);
    }
    return spoiler.onceIn(2)
        ? message
        : "{\"batch\":["
            + message
            + ","
            + spoiler.one(MESSAGES)
            + "],\"sentAt\":\"2026-01-01T00:00:00Z\",\"context\":{\"ip\":\"1\"}}";
  }

  private static byte[] chunks(byte[] body, Random random) {
    byte[] chunked = new byte[0];
    for (int from = 0; from < body.length; ) {
      int to = Math.min(body.length, from + 1 + random.nextInt(body.length));
      byte[] size = latin(Integer.toHexString(to - from) + "\r\n");
      chunked = Spoiler.joined(chunked, size, Arrays.copyOfRange(body, from, to), latin("\r\n"));
      from = to;
    }
    return Spoiler.joined(chunked, latin("0\r\n\r\n"));
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
