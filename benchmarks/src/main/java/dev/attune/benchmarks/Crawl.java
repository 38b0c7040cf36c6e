package dev.attune.benchmarks;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Goes wherever links of pages lead, as somebody who is signed in. */
final class Crawl {
  private static final int MOST = 150;
  private static final Pattern HREF = Pattern.compile("href=\"(/[^\"#]*)");
  private static final List<String> BEGIN =
      List.of(
          "/today",
          "/customers",
          "/customers/mara",
          "/moments",
          "/segments",
          "/sources",
          "/system",
          "/playbook",
          "/grace",
          "/grace/customers/mara",
          "/missed");

  private Crawl() {}

  /** The pages that answered. */
  static Set<String> pages(Victim victim, Map<String, String> who) throws Exception {
    return answers(victim, who, List.of()).keySet();
  }

  /** What pages and lists answered, by their address. */
  static Map<String, Victim.Reply> answers(
      Victim victim, Map<String, String> who, List<String> more) throws Exception {
    Deque<String> open = new ArrayDeque<>(BEGIN);
    open.addAll(more);
    Set<String> seen = new LinkedHashSet<>(open);
    Map<String, Victim.Reply> answers = new LinkedHashMap<>();
    while (!open.isEmpty() && answers.size() < MOST) {
      String address = open.removeFirst();
      Victim.Reply reply = victim.ask("GET", address, who, "");
      if (reply.status() != 200) {
        continue;
      }
      answers.put(address, reply);
      Matcher links = HREF.matcher(reply.head().contains("text/html") ? reply.body() : "");
      while (links.find()) {
        String link = links.group(1).replace("&amp;", "&");
        if (!link.startsWith("/assets/") && !link.startsWith("/api/") && seen.add(link)) {
          open.addLast(link);
        }
      }
    }
    return answers;
  }
}
