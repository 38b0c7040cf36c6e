package dev.attune.playbook;

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
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** English: names become words, and events what became of their objects. */
final class English extends Plain {
  private static final List<String> ORDINALS =
      List.of(
          "first",
          "second",
          "third",
          "fourth",
          "fifth",
          "sixth",
          "seventh",
          "eighth",
          "ninth",
          "tenth",
          "eleventh",
          "twelfth");

  /** Names of what something is about. */
  private static final Set<String> ABOUT =
      Set.of("topic", "subject", "theme", "problem", "issue", "question");

  private static final Set<String> PREPOSITIONS =
      Set.of("at", "by", "for", "from", "in", "of", "on", "to", "via", "with");

  private static final Pattern MEASURED =
      Pattern.compile("(seconds|minutes|hours|days|weeks|months) \\w.*");

  English() {
    super(Tongue.ENGLISH);
  }

  @Override
  String ordinal(long number) {
    if (number >= 1 && number <= ORDINALS.size()) {
      return ORDINALS.get((int) number - 1);
    }
    long tens = number % 100;
    String ending =
        tens >= 11 && tens <= 13
            ? "th"
            : switch ((int) (number % 10)) {
              case 1 -> "st";
              case 2 -> "nd";
              case 3 -> "rd";
              default -> "th";
            };
    return number + ending;
  }

  @Override
  boolean isMeasured(String name) {
    return MEASURED.matcher(name).matches();
  }

  /** The words of a name such as {@code minutesLate} or {@code warranty_ends}. */
  @Override
  String name(String name) {
    String words =
        name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").replace('_', ' ').replace('-', ' ').strip();
    StringBuilder plain = new StringBuilder();
    for (String word : words.split(" +", -1)) {
      boolean acronym = word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
      plain
          .append(plain.isEmpty() ? "" : " ")
          .append(acronym ? word : word.toLowerCase(Locale.ROOT));
    }
    return plain.isEmpty() ? quoted(name) : plain.toString();
  }

  @Override
  String title(String name) {
    return quoted(name(name));
  }

  @Override
  String named(String name) {
    return PREPOSITIONS.contains(name) ? quoted(name) : name;
  }

  @Override
  String same(List<String> per) {
    String name = path(per);
    return say(ABOUT.contains(name) ? "same.about" : "same", name);
  }

  @Override
  String a(String noun) {
    return ("aeiou".indexOf(Character.toLowerCase(noun.charAt(0))) >= 0 ? "an " : "a ") + noun;
  }

  /** What begins with a value has no article. */
  @Override
  String the(String noun) {
    char first = noun.charAt(0);
    boolean value = Character.isDigit(first) || first == '“' || noun.startsWith("minus ");
    return value ? noun : "the " + noun;
  }

  @Override
  String of(String term) {
    return term;
  }

  @Override
  String plural(String name) {
    return EventWords.plural(name);
  }

  @Override
  EventWords event(String event) {
    return EventWords.of(event, quoted(event));
  }

  @Override
  String day(DayOfWeek day) {
    return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  @Override
  String whom(Clause clause) {
    return switch (clause) {
      case Having having -> "with " + having.what();
      case Entry entry -> "with " + entry(entry);
      case Whose whose -> "whose " + whose.what() + " " + whose.isSo();
      case Being being -> "who are " + being(being);
      case OfSignal signal -> signal.how();
      case Said said -> "for whom " + said.text();
      case Choice choice -> "for whom this holds: " + sentence(choice);
      case All all -> together(all.parts(), true);
      case Any any -> either(any.parts(), true);
    };
  }

  @Override
  String which(Clause clause) {
    return whom(clause).replace("for whom ", "for which ");
  }

  @Override
  String sentence(Clause clause) {
    return switch (clause) {
      case Having having -> "the customer has " + having.what();
      case Entry entry -> "the customer has " + entry(entry);
      case Whose whose -> "their " + whose.what() + " " + whose.isSo();
      case Being being -> "the customer is " + being(being);
      case OfSignal signal -> "it is one " + signal.how();
      case Said said -> said.text();
      case Choice choice ->
          "if "
              + inside(choice.condition())
              + ", then "
              + inside(choice.then())
              + ", and otherwise "
              + inside(choice.otherwise());
      case All all -> together(all.parts(), false);
      case Any any -> either(any.parts(), false);
    };
  }

  private String entry(Entry entry) {
    return a(entry.key()) + " for which " + inside(entry.so());
  }

  private static String being(Being being) {
    return (being.not() ? "not in " : "in ") + being.segment();
  }

  private String together(List<Clause> parts, boolean behindNoun) {
    boolean nested = parts.stream().anyMatch(Any.class::isInstance);
    List<String> told = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      String either = parts.get(i) instanceof Any ? "either " : "";
      told.add(either + words(i == 0 ? null : parts.get(i - 1), parts.get(i), behindNoun));
    }
    return list(told, nested ? "list.and-also" : "list.and");
  }

  private String either(List<Clause> parts, boolean behindNoun) {
    boolean nested = parts.stream().anyMatch(All.class::isInstance);
    List<String> told = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      told.add(words(i == 0 ? null : parts.get(i - 1), parts.get(i), behindNoun));
    }
    return nested ? String.join(", or ", told) : or(told);
  }

  /** One "with" is enough for several, and one "who are". */
  private String words(@Nullable Clause before, Clause clause, boolean behindNoun) {
    boolean had = before instanceof Having || before instanceof Entry;
    if (had && clause instanceof Having having) {
      return having.what();
    }
    if (had && clause instanceof Entry entry) {
      return entry(entry);
    }
    if (before instanceof Being && clause instanceof Being being) {
      return being(being);
    }
    String words = behindNoun ? whom(clause) : sentence(clause);
    return isDeep(clause) ? "(" + words + ")" : words;
  }

  private static boolean isDeep(Clause clause) {
    return switch (clause) {
      case All all -> all.parts().stream().anyMatch(Any.class::isInstance);
      case Any any -> any.parts().stream().anyMatch(All.class::isInstance);
      case Choice choice -> true;
      case Having having -> false;
      case Entry entry -> false;
      case Whose whose -> false;
      case Being being -> false;
      case OfSignal signal -> false;
      case Said said -> false;
    };
  }
}
