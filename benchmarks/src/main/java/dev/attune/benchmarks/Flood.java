package dev.attune.benchmarks;

import dev.attune.customer.Data;
import dev.attune.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Sends too much: too large, too deep, packed tightly, announced and never sent. */
final class Flood implements Attack {
  private static final int MEGABYTE = 1 << 20;
  private static final List<String> INTAKE =
      List.of("/v1/track", "/v1/batch", "/api/feedback", "/api/signals", "/v1/cloudevents");

  @Override
  public String name() {
    return "too large, deep or packed";
  }

  @Override
  public void on(Victim victim, Tries tries) throws Exception {
    Map<String, String> key = Victim.bearer(victim.writeKey());
    byte[] bomb = packed(100);
    byte[] bombInBomb = gzip(bomb);
    byte[] large = "a".repeat(12 * MEGABYTE).getBytes(StandardCharsets.US_ASCII);
    String deep = "[".repeat(200_000);
    for (String path : INTAKE) {
      send(tries, victim, "100 MB packed to 100 KB", path, zipped(key), bomb);
      send(tries, victim, "packed twice", path, zipped(key), bombInBomb);
      send(tries, victim, "12 MB", path, key, large);
      send(
          tries,
          victim,
          "nested 200,000 deep",
          path,
          key,
          deep.getBytes(StandardCharsets.US_ASCII));
      send(tries, victim, "packed and cut off", path, zipped(key), cut(bomb));
    }
    announced(victim, tries, key);
    playbooks(victim, tries);
    heads(victim, tries);
    tooLargeMessage(victim, tries, key);
  }

  private static Map<String, String> zipped(Map<String, String> key) {
    Map<String, String> headers = new LinkedHashMap<>(key);
    headers.put("Content-Encoding", "gzip");
    return headers;
  }

  private static void send(
      Tries tries,
      Victim victim,
      String what,
      String path,
      Map<String, String> headers,
      byte[] body)
      throws Exception {
    Victim.Reply reply = victim.ask("POST", path, headers, body);
    tries.note(
        what + " to " + path, isRefused(reply), reply.status() == 0 ? "cut off" : reply.code());
  }

  /** Whoever is still sending when it is refused may find the connection closed. */
  private static boolean isRefused(Victim.Reply reply) {
    return reply.status() == 0 || (reply.status() >= 400 && reply.status() < 500);
  }

  private static void announced(Victim victim, Tries tries, Map<String, String> key)
      throws IOException {
    for (String length : List.of("10737418240", "99999999999999999999", "-1", "1e9")) {
      Victim.Reply reply =
          victim.raw(
              "POST /v1/batch HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: %s\r\nContent-Length: %s\r\n\r\n{"
                  .formatted(victim.port(), key.get("Authorization"), length));
      boolean isRefused = isRefused(reply);
      tries.note("a body of " + length + " announced", isRefused, Integer.toString(reply.status()));
    }
  }

  private static void playbooks(Victim victim, Tries tries) throws Exception {
    StringBuilder laughs = new StringBuilder("playbook: x\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      laughs.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9)));
    }
    for (Map.Entry<String, String> each :
        Map.of(
                "a playbook of names of names",
                laughs.toString(),
                "a playbook of 5 MB",
                "playbook: " + "x".repeat(5 * MEGABYTE),
                "a condition 50,000 deep",
                "playbook: x\nsegments:\n  s: " + "(".repeat(50_000) + "\n")
            .entrySet()) {
      Victim.Reply reply = victim.ask("PUT", "/api/playbook", admin(victim), each.getValue());
      boolean isRefused = reply.status() >= 400 && reply.status() < 500;
      tries.note(each.getKey(), isRefused, reply.code());
    }
  }

  private static Map<String, String> admin(Victim victim) throws Exception {
    return victim.scoped("write-playbook");
  }

  private static void heads(Victim victim, Tries tries) throws IOException {
    String host = "Host: 127.0.0.1:" + victim.port() + "\r\n";
    Map<String, String> heads = new LinkedHashMap<>();
    heads.put("an address of 100 KB", "GET /" + "a".repeat(100_000) + " HTTP/1.1\r\n" + host);
    heads.put(
        "a header of 100 KB", "GET / HTTP/1.1\r\n" + host + "X: " + "a".repeat(100_000) + "\r\n");
    heads.put("10,000 headers", "GET / HTTP/1.1\r\n" + host + "X-Y: z\r\n".repeat(10_000));
    heads.put(
        "two lengths",
        "POST /v1/batch HTTP/1.1\r\n" + host + "Content-Length: 2\r\nContent-Length: 40\r\n");
    heads.put(
        "a length and pieces",
        "POST /v1/batch HTTP/1.1\r\n"
            + host
            + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n");
    heads.put("a way out of the folder", "GET /assets/../../../../etc/passwd HTTP/1.1\r\n" + host);
    heads.put("a way out, hidden", "GET /assets/..%2f..%2f..%2fetc%2fpasswd HTTP/1.1\r\n" + host);
    for (Map.Entry<String, String> each : heads.entrySet()) {
      Victim.Reply reply = victim.raw(each.getValue() + "Connection: close\r\n\r\n{}");
      boolean isRefused = isRefused(reply);
      tries.note(each.getKey(), isRefused, Integer.toString(reply.status()));
    }
  }

  /** One that is too large among good ones: those are taken, it is not. */
  private static void tooLargeMessage(Victim victim, Tries tries, Map<String, String> key)
      throws Exception {
    Data large =
        Data.of(
            "type",
            "track",
            "userId",
            "mara",
            "event",
            "Large",
            "properties",
            Data.of("text", "x".repeat(40_000)));
    Victim.Reply reply =
        victim.ask("POST", "/v1/batch", key, Json.text(Data.of("batch", List.of(large))));
    victim.awaitFolded();
    String rejects = victim.admin("GET", "/api/rejects", Data.EMPTY).body();
    tries.note(
        "a message of 40 KB",
        reply.status() >= 400 || rejects.contains("too-large"),
        "in the reject lane");
  }

  /** So many megabytes of nothing, as few bytes. */
  private static byte[] packed(int megabytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] nothing = " ".repeat(MEGABYTE).getBytes(StandardCharsets.US_ASCII);
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      for (int i = 0; i < megabytes; i++) {
        zip.write(nothing);
      }
    }
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] cut(byte[] bytes) {
    return java.util.Arrays.copyOf(bytes, bytes.length / 2);
  }
}
