package dev.attune.playbook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What people call the signals of an event. Events are named as objects with what became of them,
 * such as {@code Order Completed}: that is a completed order. What has no such name is quoted.
 *
 * @param one a noun for one of them
 * @param many the noun for several
 */
record EventWords(String one, String many) {
  private static final Map<String, EventWords> KNOWN =
      Map.ofEntries(
          known("Support Contacted", "contact with support", "contacts with support"),
          known("Support Answered", "answer from support", "answers from support"),
          known("Application Opened", "opening of the app", "openings of the app"),
          known("Application Installed", "installation of the app", "installations of the app"),
          known("Application Uninstalled", "removal of the app", "removals of the app"),
          known("Application Crashed", "crash of the app", "crashes of the app"),
          known("Signed Up", "sign-up", "sign-ups"),
          known("Signed In", "sign-in", "sign-ins"),
          known("Signed Out", "sign-out", "sign-outs"),
          known("Unsubscribed", "unsubscription", "unsubscriptions"),
          known("Subscribed", "subscription", "subscriptions"),
          known("Products Searched", "search for products", "searches for products"),
          known("Product Reviewed", "product review", "product reviews"),
          known("Warranty Claimed", "warranty claim", "warranty claims"),
          known("Feedback", "piece of feedback", "pieces of feedback"),
          known("Understood", "piece of feedback", "pieces of feedback"),
          known("Page", "page view", "page views"),
          known("Screen", "screen view", "screen views"),
          known("Identify", "statement of who they are", "statements of who they are"),
          known("Asked", "question from us", "questions from us"),
          known("Observed", "observation by a colleague", "observations by colleagues"),
          known("Gesture", "gesture from us", "gestures from us"));

  /** Names of words; others are quoted. */
  private static final Pattern PLAIN = Pattern.compile("\\p{L}[\\p{L}\\p{N}\\p{M} _'’-]*");

  /** Participles that do not end in -ed. */
  private static final Set<String> IRREGULAR =
      Set.of(
          "sent",
          "left",
          "paid",
          "seen",
          "made",
          "sold",
          "bought",
          "lost",
          "found",
          "won",
          "given",
          "taken",
          "shown",
          "read",
          "met",
          "kept",
          "held",
          "built",
          "put",
          "set",
          "cut",
          "begun",
          "withdrawn",
          "driven",
          "written",
          "chosen",
          "broken",
          "forgotten",
          "spent",
          "brought");

  /** What people do, rather than what is done to things. */
  private static final Set<String> BY_THEMSELVES = Set.of("joined", "arrived", "came", "moved");

  private static Map.Entry<String, EventWords> known(String event, String one, String many) {
    return Map.entry(event, new EventWords(one, many));
  }

  /** The English words for an event, or for a kind by its title; else how it is quoted. */
  static EventWords of(String event, String quoted) {
    EventWords known = KNOWN.get(event);
    if (known != null) {
      return known;
    }
    if (!PLAIN.matcher(event).matches()) {
      return new EventWords(quoted, quoted + " signals");
    }
    List<String> words = new ArrayList<>(Arrays.asList(event.strip().split("[ _-]+")));
    for (int i = 1; i < words.size(); i++) {
      if (isParticiple(words.get(i))) {
        return made(plain(words.subList(0, i)), plain(words.subList(i, words.size())), i, words);
      }
    }
    return new EventWords(quoted, quoted + " signals");
  }

  private static EventWords made(String object, String done, int at, List<String> words) {
    String one = singular(object);
    if (BY_THEMSELVES.contains(done)) {
      return new EventWords(one + " who " + done, plural(one) + " who " + done);
    }
    return at == words.size() - 1
        ? new EventWords(done + " " + one, done + " " + plural(one))
        : new EventWords(one + " " + done, plural(one) + " " + done);
  }

  private static boolean isParticiple(String word) {
    String plain = word.toLowerCase(Locale.ROOT);
    return (plain.endsWith("ed") && plain.length() > 3) || IRREGULAR.contains(plain);
  }

  private static String plain(List<String> words) {
    List<String> plain = new ArrayList<>();
    for (String word : words) {
      boolean acronym = word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
      plain.add(acronym ? word : word.toLowerCase(Locale.ROOT));
    }
    return String.join(" ", plain);
  }

  private static String singular(String noun) {
    boolean plural =
        noun.endsWith("s") && !noun.endsWith("ss") && !noun.endsWith("us") && !noun.endsWith("is");
    if (!plural) {
      return noun;
    }
    return noun.endsWith("ies")
        ? noun.substring(0, noun.length() - 3) + "y"
        : noun.substring(0, noun.length() - 1);
  }

  /** The plural of a noun. */
  static String plural(String noun) {
    String plain = noun.toLowerCase(Locale.ROOT);
    if (plain.matches(".*[^aeiou]y")) {
      return noun.substring(0, noun.length() - 1) + "ies";
    }
    return plain.matches(".*(s|x|z|ch|sh)") ? noun + "es" : noun + "s";
  }
}
