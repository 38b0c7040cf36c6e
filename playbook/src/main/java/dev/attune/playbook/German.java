package dev.attune.playbook;

import dev.attune.customer.Kind;
import dev.attune.playbook.Clause.All;
import dev.attune.playbook.Clause.Any;
import dev.attune.playbook.Clause.Being;
import dev.attune.playbook.Clause.Choice;
import dev.attune.playbook.Clause.Entry;
import dev.attune.playbook.Clause.Having;
import dev.attune.playbook.Clause.OfSignal;
import dev.attune.playbook.Clause.Said;
import dev.attune.playbook.Clause.Whose;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * German: names stay as the playbook writes them, in quotes, and are neuter as all quoted words
 * are. Conditions are subordinate clauses, so that verbs come last.
 */
final class German extends Plain {
  /*
   * What has a case is made so that it shows it least: nouns of phrases are feminine or neuter, so
   * that nominative and accusative are one; the dative follows from the article (see of()). What
   * happens is counted in times, „3-mal „Order Completed““, which needs no plural.
   */

  private static final List<String> ORDINALS =
      List.of(
          "ersten",
          "zweiten",
          "dritten",
          "vierten",
          "fünften",
          "sechsten",
          "siebten",
          "achten",
          "neunten",
          "zehnten",
          "elften",
          "zwölften");

  /** The kinds of signals; events are the company's own words. */
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          kind(Kind.FEEDBACK, "Rückmeldung"),
          kind(Kind.UNDERSTOOD, "Rückmeldung"),
          kind(Kind.PAGE, "Seitenaufruf"),
          kind(Kind.SCREEN, "Bildschirmaufruf"),
          kind(Kind.IDENTIFY, "Angabe zur Person"),
          kind(Kind.ASKED, "Frage von uns"),
          kind(Kind.OBSERVED, "Beobachtung"),
          kind(Kind.GESTURE, "Geste von uns"),
          kind(Kind.CONSENT, "Einwilligung"));

  German() {
    super(Tongue.GERMAN);
  }

  private static Map.Entry<String, String> kind(Kind kind, String name) {
    return Map.entry(kind.title(), name);
  }

  @Override
  String ordinal(long number) {
    return number >= 1 && number <= ORDINALS.size() ? ORDINALS.get((int) number - 1) : number + ".";
  }

  @Override
  boolean isMeasured(String name) {
    return false;
  }

  @Override
  String name(String name) {
    return quoted(name);
  }

  @Override
  String title(String name) {
    return quoted(name);
  }

  @Override
  String named(String name) {
    return name;
  }

  @Override
  String same(List<String> per) {
    return say("same", path(per));
  }

  @Override
  String a(String noun) {
    return noun;
  }

  @Override
  String the(String noun) {
    return noun;
  }

  /** In the dative: {@code der Anzahl}, {@code dem kleinsten „fare“}. */
  @Override
  String of(String term) {
    if (term.startsWith("die ")) {
      return "der " + term.substring("die ".length());
    }
    if (!term.startsWith("das ")) {
      return term;
    }
    String noun = term.substring("das ".length());
    int end = noun.indexOf(' ');
    boolean hasAdjective = end > 0 && noun.charAt(end - 1) == 'e';
    return "dem " + (hasAdjective ? noun.substring(0, end) + "n" + noun.substring(end) : noun);
  }

  @Override
  String plural(String name) {
    return name;
  }

  @Override
  EventWords event(String event) {
    String quoted = quoted(KINDS.getOrDefault(event, event));
    return new EventWords(quoted, quoted);
  }

  @Override
  String day(DayOfWeek day) {
    return day.getDisplayName(TextStyle.FULL, Locale.GERMAN);
  }

  @Override
  String whom(Clause clause) {
    return together(List.of(clause), "list.and", true, false);
  }

  @Override
  String which(Clause clause) {
    return isOfSignal(clause) ? how(clause) : say("which", sentence(clause));
  }

  private static boolean isOfSignal(Clause clause) {
    return switch (clause) {
      case OfSignal signal -> true;
      case All all -> all.parts().stream().allMatch(German::isOfSignal);
      case Any any -> any.parts().stream().allMatch(German::isOfSignal);
      case Having having -> false;
      case Entry entry -> false;
      case Whose whose -> false;
      case Being being -> false;
      case Said said -> false;
      case Choice choice -> false;
    };
  }

  private String how(Clause clause) {
    return switch (clause) {
      case OfSignal signal -> signal.how();
      case All all -> and(all.parts().stream().map(this::how).toList());
      case Any any -> or(any.parts().stream().map(this::how).toList());
      case Having having -> sentence(having);
      case Entry entry -> sentence(entry);
      case Whose whose -> sentence(whose);
      case Being being -> sentence(being);
      case Said said -> sentence(said);
      case Choice choice -> sentence(choice);
    };
  }

  /** As it stands behind {@code sobald}, {@code falls} and {@code dass}. */
  @Override
  String sentence(Clause clause) {
    return switch (clause) {
      case Having having -> "es " + having.what() + " gibt";
      case Entry entry -> "für mindestens ein " + entry.key() + " " + inside(entry.so());
      case Whose whose -> whose.what() + " " + whose.isSo();
      case Being being -> "der Kunde " + being(being) + " gehört";
      case OfSignal signal -> "das Signal eines " + signal.how() + " ist";
      case Said said -> said.text();
      case Choice choice ->
          "im Fall, dass "
              + inside(choice.condition())
              + ", gilt, dass "
              + inside(choice.then())
              + ", und sonst, dass "
              + inside(choice.otherwise());
      case All all -> together(all.parts(), "list.and", false, false);
      case Any any -> together(any.parts(), "list.or", false, false);
    };
  }

  private static String being(Being being) {
    return (being.not() ? "nicht zu " : "zu ") + being.segment();
  }

  /**
   * Several conditions; those that would end with one verb are said with it once.
   *
   * @param wasOpen whether {@code bei denen} stands before already
   */
  private String together(List<Clause> parts, String joint, boolean behindNoun, boolean wasOpen) {
    List<String> told = new ArrayList<>();
    boolean isOpen = wasOpen;
    int next = 0;
    while (next < parts.size()) {
      List<Clause> alike = parts.subList(next, alike(parts, next));
      String said = said(alike, joint, behindNoun, isOpen);
      boolean hasPronoun =
          switch (alike.getFirst()) {
            case Being being -> true;
            case All all -> true;
            case Any any -> true;
            case Having having -> false;
            case Entry entry -> false;
            case Whose whose -> false;
            case OfSignal signal -> false;
            case Said whole -> false;
            case Choice choice -> false;
          };
      String pronoun = behindNoun && !hasPronoun && !isOpen ? "bei denen " : "";
      boolean isApart = parts.size() > 1 && isNested(alike.getFirst());
      told.add(pronoun + (isApart ? "(" + said + ")" : said));
      isOpen = !hasPronoun;
      next += alike.size();
    }
    return list(told, joint);
  }

  /** Behind the last of the parts that end with the verb of the one at {@code first}. */
  private static int alike(List<Clause> parts, int first) {
    int next = first + 1;
    boolean canJoin = parts.get(first) instanceof Having || parts.get(first) instanceof Being;
    while (canJoin
        && next < parts.size()
        && parts.get(next).getClass().equals(parts.get(first).getClass())) {
      next++;
    }
    return next;
  }

  private static boolean isNested(Clause clause) {
    return clause instanceof All || clause instanceof Any || clause instanceof Choice;
  }

  /** One condition, or several with one verb. */
  private String said(List<Clause> alike, String joint, boolean behindNoun, boolean isOpen) {
    return switch (alike.getFirst()) {
      case Having having -> "es " + had(alike, joint) + " gibt";
      case Being being ->
          behindNoun
              ? "die " + beings(alike, joint) + " gehören"
              : "der Kunde " + beings(alike, joint) + " gehört";
      case All all -> together(all.parts(), "list.and", behindNoun, isOpen);
      case Any any -> together(any.parts(), "list.or", behindNoun, isOpen);
      case Entry entry -> sentence(entry);
      case Whose whose -> sentence(whose);
      case OfSignal signal -> sentence(signal);
      case Said said -> sentence(said);
      case Choice choice -> sentence(choice);
    };
  }

  private String had(List<Clause> alike, String joint) {
    List<String> told = new ArrayList<>();
    for (Clause each : alike) {
      if (each instanceof Having having) {
        told.add(having.what());
      }
    }
    return list(told, joint);
  }

  private String beings(List<Clause> alike, String joint) {
    List<String> told = new ArrayList<>();
    for (Clause each : alike) {
      if (each instanceof Being being) {
        told.add(being(being));
      }
    }
    return list(told, joint);
  }
}
