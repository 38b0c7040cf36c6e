package dev.attune.benchmarks;

import dev.attune.customer.Data;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Uses every route of the API's own description with nothing, with a key, a token or a person that
 * it does not name, and as somebody of another brand; and every page as nobody.
 */
final class Walk implements Attack {
  private static final List<String> SCOPES =
      List.of("read", "handle", "correct", "write-playbook", "import");
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /** The same for everybody, and about nobody. */
  private static final Set<String> OPEN =
      Set.of("/", "/grace/offline", "/grace/worker.js", "/grace/attune.webmanifest");

  /** What intake takes, on each of its routes, from whoever has a key. */
  private static final String SIGNAL =
      """
      {"type": "track", "event": "Walked", "userId": "walker", "messageId": "w1", "batch": []}
      """;

  private static final Set<Integer> REFUSALS = Set.of(401, 403);

  @Override
  public String name() {
    return "walk of all routes";
  }

  /**
   * A route, and who may use it.
   *
   * @param open whether anybody may
   */
  record Way(String method, String path, boolean open, boolean key, Set<String> who) {}

  /** All that the API describes, with the ids of somebody real. */
  static List<Way> ways(Victim victim) throws Exception {
    Data described = victim.ask("GET", "/api/openapi.json", Map.of(), "").json();
    Map<String, String> ids = Map.of("customers", "mara", "moments", moment(victim));
    List<Way> ways = new ArrayList<>();
    if (described.get("paths") instanceof Data paths) {
      paths.forEach((template, methods) -> {
        if (methods instanceof Data operations) {
          operations.forEach((method, operation) -> {
            if (METHODS.contains(method) && operation instanceof Data how) {
              ways.add(way(method, path(template, ids), how));
            }
          });
        }
      });
    }
    return ways;
  }

  /** A customer of the northern brand, in a moment. */
  private static String moment(Victim victim) throws Exception {
    victim.happens(
        List.of(
            Data.of("type", "identify", "userId", "mara", "traits", Data.of("brand", "North")),
            Data.of(
                "type",
                "track",
                "userId",
                "mara",
                "event",
                "Late",
                "properties",
                Data.of("topic", "train"))));
    Data moments = victim.admin("GET", "/api/moments", Data.EMPTY).json();
    return moments.get("moments") instanceof List<?> all
            && !all.isEmpty()
            && all.getFirst() instanceof Data first
        ? String.valueOf(first.text("id"))
        : "x";
  }

  private static String path(String template, Map<String, String> ids) {
    List<String> parts = new ArrayList<>();
    String before = "";
    for (String part : template.split("/", -1)) {
      parts.add(part.startsWith("{") ? ids.getOrDefault(before, "x") : part);
      before = part;
    }
    return String.join("/", parts);
  }

  private static Way way(String method, String path, Data how) {
    Set<String> who = new LinkedHashSet<>();
    boolean key = false;
    boolean open = true;
    if (how.get("security") instanceof List<?> schemes) {
      for (Object each : schemes) {
        open = false;
        if (each instanceof Data scheme) {
          key |= scheme.names().stream().anyMatch(name -> name.startsWith("writeKey"));
          scheme.forEach((name, words) -> {
            if (words instanceof List<?> list) {
              list.forEach(word -> who.add(name + " " + word));
            }
          });
        }
      }
    }
    return new Way(method.toUpperCase(java.util.Locale.ROOT), path, open, key, who);
  }

  @Override
  public void on(Victim victim, Tries tries) throws Exception {
    List<Way> ways = ways(victim);
    tries.note("found the routes", ways.size() > 80, "found");
    Map<String, Map<String, String>> others = others(victim);
    Map<String, String> south = victim.signedIn("front-line", "south");
    for (Way way : ways) {
      if (way.open()) {
        continue;
      }
      for (Map.Entry<String, Map<String, String>> other : others.entrySet()) {
        if (!way.who().contains(other.getKey()) && !(way.key() && other.getKey().equals("key"))) {
          expect(tries, victim, way, other.getKey(), other.getValue(), REFUSALS);
        }
      }
      boolean isAboutOne = way.path().contains("/mara") || way.path().contains("/moments/");
      if (isAboutOne && way.who().contains("session front-line")) {
        expect(tries, victim, way, "the other brand", south, Set.of(401, 403, 404));
      }
    }
    pages(victim, tries);
  }

  private static Map<String, Map<String, String>> others(Victim victim) throws Exception {
    Map<String, Map<String, String>> others = new LinkedHashMap<>();
    others.put("nobody", Map.of("Content-Type", "application/json"));
    others.put("key", Victim.bearer(victim.writeKey()));
    for (String scope : SCOPES) {
      others.put("token " + scope, victim.scoped(scope));
    }
    others.put("session front-line", victim.signedIn("front-line", "north"));
    others.put("a token made up", Victim.bearer("att_token_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
    return others;
  }

  private static void expect(
      Tries tries,
      Victim victim,
      Way way,
      String who,
      Map<String, String> headers,
      Set<Integer> refusals)
      throws Exception {
    int status = victim.ask(way.method(), way.path(), headers, way.key() ? SIGNAL : "{}").status();
    tries.note(
        "%s %s as %s".formatted(way.method(), way.path(), who),
        refusals.contains(status),
        Integer.toString(status));
  }

  private static void pages(Victim victim, Tries tries) throws Exception {
    Set<String> pages = new TreeSet<>(Crawl.pages(victim, victim.signedIn("steward", "north")));
    tries.note("found the pages", pages.size() > 10, "found");
    for (String page : pages) {
      Victim.Reply reply = victim.ask("GET", page, Map.of("Accept", "text/html"), "");
      boolean isShutOut =
          OPEN.contains(page)
              || reply.status() == 401
              || reply.status() == 403
              || (reply.status() == 303 && reply.head().contains("/sign-in"))
              || page.startsWith("/sign-in");
      tries.note("GET " + page + " as nobody", isShutOut, Integer.toString(reply.status()));
    }
  }
}
