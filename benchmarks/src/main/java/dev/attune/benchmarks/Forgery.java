package dev.attune.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/** Lets a page of another site send what changes something, with the cookies of a steward. */
final class Forgery implements Attack {
  private static final String FORM = "application/x-www-form-urlencoded";

  @Override
  public String name() {
    return "forged by another site";
  }

  @Override
  public void on(Victim victim, Tries tries) throws Exception {
    Map<String, String> steward = victim.signedIn("steward", "north");
    String cookies = steward.getOrDefault("Cookie", "");
    Map<String, Map<String, String>> forged = new LinkedHashMap<>();
    forged.put("a foreign site", Map.of("Cookie", cookies, "Sec-Fetch-Site", "cross-site"));
    forged.put("a neighbour", Map.of("Cookie", cookies, "Sec-Fetch-Site", "same-site"));
    forged.put("a foreign origin", Map.of("Cookie", cookies, "Origin", "https://evil.example"));
    forged.put("no origin", Map.of("Cookie", cookies, "Origin", "null"));
    forged.put("nothing said", Map.of("Cookie", cookies));
    Map<String, String> formless = Map.of("Cookie", cookies, "Sec-Fetch-Site", "same-origin");
    for (Walk.Way way : Walk.ways(victim)) {
      boolean isByPerson = way.who().stream().anyMatch(each -> each.startsWith("session"));
      if (way.method().equals("GET") || !isByPerson) {
        continue;
      }
      for (Map.Entry<String, Map<String, String>> each : forged.entrySet()) {
        for (String type : new String[] {"application/json", FORM, "text/plain"}) {
          send(victim, tries, way, each.getKey() + ", " + type, with(each.getValue(), type));
        }
      }
      send(victim, tries, way, "a form without its key", with(formless, FORM));
      Map<String, String> other = with(formless, FORM);
      other.put("Attune-Form-Key", "0".repeat(32));
      send(victim, tries, way, "a form with another's key", other);
    }
  }

  private static Map<String, String> with(Map<String, String> headers, String type) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("Content-Type", type);
    return all;
  }

  private static void send(
      Victim victim, Tries tries, Walk.Way way, String how, Map<String, String> headers)
      throws Exception {
    Victim.Reply reply = victim.ask(way.method(), way.path(), headers, "{}");
    tries.note(
        "%s %s by %s".formatted(way.method(), way.path(), how),
        reply.status() == 403,
        reply.code());
  }
}
