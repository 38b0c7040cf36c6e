package dev.attune.benchmarks;

import java.util.List;

/** Asks under names that are not the server's, as a page does whose name was bound to it anew. */
final class Rebinding implements Attack {
  private static final List<String> HOSTS =
      List.of(
          "evil.example",
          "evil.example:%d",
          "127.0.0.1.evil.example:%d",
          "localhost.evil.example",
          "127.0.0.1@evil.example",
          "[::ffff:7f00:1].evil.example",
          "10.0.0.1:%d",
          "169.254.169.254");
  private static final List<String> FORWARDED =
      List.of(
          "X-Forwarded-Host: evil.example",
          "X-Forwarded-Server: evil.example",
          "Forwarded: host=evil.example;proto=https",
          "X-Original-URL: /today",
          "X-Rewrite-URL: /today",
          "X-Forwarded-Prefix: //evil.example");

  @Override
  public String name() {
    return "names bound anew";
  }

  @Override
  public void on(Victim victim, Tries tries) throws Exception {
    String own = "127.0.0.1:" + victim.port();
    tries.note("its own name", get(victim, "/sign-in", own, "").status() == 200, "answered");
    for (String host : HOSTS) {
      String named = host.contains("%d") ? host.formatted(victim.port()) : host;
      for (String path : List.of("/", "/sign-in", "/api/openapi.json", "/health/live")) {
        Victim.Reply reply = get(victim, path, named, "");
        boolean isRefused = reply.status() == 421 || reply.status() == 400;
        tries.note(path + " of " + named, isRefused, Integer.toString(reply.status()));
      }
    }
    for (String header : FORWARDED) {
      for (String path : List.of("/", "/today", "/sign-in")) {
        Victim.Reply reply = get(victim, path, own, header + "\r\n");
        boolean isBelieved =
            reply.head().contains("evil.example") || reply.body().contains("evil.example");
        tries.note(path + " with " + header, !isBelieved, "not believed");
      }
    }
    Victim.Reply two =
        victim.raw("GET / HTTP/1.1\r\nHost: " + own + "\r\nHost: evil.example\r\n\r\n");
    tries.note("two names", !two.head().contains("evil"), Integer.toString(two.status()));
  }

  private static Victim.Reply get(Victim victim, String path, String host, String more)
      throws Exception {
    return victim.raw(
        "GET %s HTTP/1.1\r\nHost: %s\r\n%sConnection: close\r\n\r\n".formatted(path, host, more));
  }
}
