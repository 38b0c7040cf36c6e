package dev.attune.benchmarks;

import dev.attune.customer.Data;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes what would run, and what spreadsheets would work out, into every field that a customer or
 * a source fills; and looks at every page and every list.
 */
final class Scribble implements Attack {
  private static final String MARK = "attunemark";
  private static final List<String> EVIL =
      List.of(
          "<script>attunemark(1)</script>",
          "\"><img src=x onerror=attunemark(2)>",
          "' onmouseover='attunemark(3)' x='",
          "</title></style></textarea><svg onload=attunemark(4)>",
          "javascript:attunemark(5)",
          "{{attunemark(6)}}${attunemark(7)}<%= attunemark(8) %>",
          "]]>--></script><script>attunemark(9)</script>");
  private static final List<String> FORMULAS =
      List.of("=cmd|' /C calc'!A0", "+1+attunemark", "-1+attunemark", "@SUM(1)", "\t=1", "\r=1");
  private static final List<String> FIELDS =
      List.of(
          "name",
          "firstName",
          "lastName",
          "email",
          "phone",
          "company",
          "plan",
          "title",
          "avatar",
          "website",
          "timezone",
          "language",
          "address",
          "birthday",
          "description");

  @Override
  public String name() {
    return "scripts and formulas written";
  }

  @Override
  public void on(Victim victim, Tries tries) throws Exception {
    List<String> people = new ArrayList<>();
    List<String> all = new ArrayList<>(EVIL);
    all.addAll(FORMULAS);
    for (int i = 0; i < all.size(); i++) {
      victim.happens(said("evil-" + i, all.get(i)));
      people.add("evil-" + i);
      people.add(all.get(i));
    }
    List<String> more = new ArrayList<>();
    for (String person : people) {
      String id = java.net.URLEncoder.encode(person, java.nio.charset.StandardCharsets.UTF_8);
      more.add("/customers/" + id.replace("+", "%20"));
      more.add("/grace/customers/" + id.replace("+", "%20"));
    }
    more.add(
        "/customers?q="
            + java.net.URLEncoder.encode(EVIL.getFirst(), java.nio.charset.StandardCharsets.UTF_8));
    more.add("/moments.csv?state=any");
    more.add("/segments/late-ones.csv");
    int marked = 0;
    int lists = 0;
    Map<String, Victim.Reply> answers =
        Crawl.answers(victim, victim.signedIn("steward", "north"), more);
    for (Map.Entry<String, Victim.Reply> each : answers.entrySet()) {
      Victim.Reply reply = each.getValue();
      marked += reply.body().contains(MARK) ? 1 : 0;
      if (reply.head().contains("text/csv")) {
        lists++;
        look(tries, each.getKey(), "a formula", formulas(reply.body()), "made text");
      } else if (reply.head().contains("text/html")) {
        look(tries, each.getKey(), "a script", Html.running(reply.body()), "escaped");
        tries.note(each.getKey() + " without a strict policy", isStrict(reply), "strict policy");
      }
    }
    tries.note("shown on the pages", marked > EVIL.size(), "seen on many pages");
    tries.note("found the lists", lists > 1, "found");
  }

  /** Everything that a source can say, all of it evil. */
  private static List<Data> said(String user, String evil) {
    Data.Builder traits = new Data.Builder().put("brand", "North");
    for (String field : FIELDS) {
      traits.put(field, evil);
    }
    traits.put(evil, evil);
    Data properties =
        Data.of("topic", evil, "name", evil, "url", evil, evil, Data.of(evil, List.of(evil)));
    Data context =
        Data.of("page", Data.of("title", evil, "url", evil), "userAgent", evil, "locale", evil);
    return List.of(
        say("identify", user, context, "traits", traits.build()),
        say("track", user, context, "event", "Late", "properties", properties),
        say("track", user, context, "event", evil, "properties", properties),
        say("page", user, context, "name", evil, "category", evil, "properties", properties),
        say("screen", user, context, "name", evil, "properties", properties),
        say("group", user, context, "groupId", evil, "traits", Data.of("name", evil)),
        say("feedback", user, context, "text", evil, "channel", evil, "about", evil),
        Data.of("type", "identify", "userId", evil, "traits", Data.of("name", evil)),
        Data.of("type", "track", "userId", evil, "event", "Late", "properties", properties),
        Data.of("type", "alias", "userId", user, "previousId", evil + user),
        Data.of("type", "track", "anonymousId", evil, "event", evil, "messageId", evil));
  }

  private static Data say(String type, String user, Data context, Object... more) {
    Data.Builder message =
        new Data.Builder().put("type", type).put("userId", user).put("context", context);
    for (int i = 0; i < more.length; i += 2) {
      message.put(String.valueOf(more[i]), more[i + 1]);
    }
    return message.build();
  }

  private static void look(
      Tries tries, String address, String what, List<String> found, String answer) {
    tries.note(what + " on " + address + " " + found, found.isEmpty(), answer);
  }

  private static boolean isStrict(Victim.Reply reply) {
    return reply
        .head()
        .lines()
        .filter(line -> line.startsWith("content-security-policy: "))
        .anyMatch(policy ->
            (policy.contains("default-src 'none'") || policy.contains("script-src 'self'"))
                && !policy.contains("unsafe"));
  }

  /** The cells that a spreadsheet would work out. */
  private static List<String> formulas(String csv) {
    List<String> found = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean isQuoted = false;
    for (int i = 0; i <= csv.length(); i++) {
      char each = i < csv.length() ? csv.charAt(i) : '\n';
      if (each == '"') {
        isQuoted = !isQuoted;
      } else if (!isQuoted && (each == ',' || each == '\n')) {
        if (!cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 && cell.length() > 1) {
          found.add(cell.toString());
        }
        cell.setLength(0);
      } else if (isQuoted || each != '\r') {
        cell.append(each);
      }
    }
    return found;
  }
}
