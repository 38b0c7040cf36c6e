package dev.attune.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Id;
import dev.attune.customer.Named;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What the index finds is what a plain comparison of everybody's words finds. */
class SearchPropertyTest {
  private static final String[] FIRST = {
    "Anna",
    "Hannah",
    "Jürgen",
    "Juergen",
    "Michael",
    "Micheal",
    "José",
    "Zoë",
    "Kim",
    "Maximilian",
    "Anne-Marie",
    "Ольга",
    "王小明",
    "Øystein",
    "Mia"
  };
  private static final String[] LAST = {
    "Müller",
    "Mueller",
    "Muller",
    "Möller",
    "Schmidt",
    "Schmitt",
    "Schwarzenegger",
    "O'Brien",
    "García",
    "Nguyễn",
    "Kowalczyk",
    "Кузнецова",
    "Li",
    "Weiß",
    "Weiss"
  };
  private static final String LETTERS = "abcdeimnrstuüöкои";

  @Property(tries = 8)
  void findsWhomAPlainComparisonFinds(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    Register register = new Register();
    Map<Id, String> names = new HashMap<>();
    for (int i = 0; i < 40; i++) {
      String name = pick(random, FIRST) + " " + slip(random, pick(random, LAST), 2);
      register.put("u" + i, "name", name);
      names.put(Id.user("u" + i), name);
    }
    Path directory = Files.createTempDirectory("attune-search");
    try (Index index = Index.create(directory, 0)) {
      index.put(register.everybody());
      index.refresh();
      for (int i = 0; i < 40; i++) {
        String typed = typed(random);
        if (Words.split(typed).isEmpty()) {
          continue; // it is refused: see TypingTest
        }
        Wanted wanted = Wanted.of(typed);
        TreeSet<Id> expected = new TreeSet<>();
        names.forEach((id, name) -> {
          if (isWanted(typed, name)) {
            expected.add(id);
          }
        });
        List<Id> indexed = index.find(IndexQuery.of(wanted, Optional.empty()), 100);
        assertThat(new TreeSet<>(indexed)).as("typed %s", typed).isEqualTo(expected);
        List<Id> matched = matched(wanted, register.everybody());
        assertThat(indexed).as("in the same order, typed %s", typed).isEqualTo(matched);
      }
    } finally {
      new Shelf(directory).delete(directory);
    }
  }

  private static List<Id> matched(Wanted wanted, List<Named> everybody) {
    return everybody.stream()
        .flatMap(who -> Matching.of(wanted, who).stream())
        .sorted(Match.ORDER)
        .map(match -> match.who().id())
        .toList();
  }

  private static String typed(Random random) {
    String last = slip(random, pick(random, LAST), 3);
    return switch (random.nextInt(4)) {
      case 0 -> last;
      case 1 -> slip(random, pick(random, FIRST), 1) + " " + last;
      case 2 ->
          last.substring(0, 1 + random.nextInt(last.length())) + "x".repeat(random.nextInt(2));
      default -> last.toUpperCase(Locale.ROOT) + " " + pick(random, FIRST).substring(0, 1);
    };
  }

  private static String pick(Random random, String[] of) {
    return of[random.nextInt(of.length)];
  }

  /** Up to so many letters too many, too few, changed or swapped. */
  private static String slip(Random random, String word, int most) {
    StringBuilder slipped = new StringBuilder(word);
    for (int i = random.nextInt(most + 1); i > 0 && slipped.length() > 2; i--) {
      int at = random.nextInt(slipped.length() - 1);
      char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
      switch (random.nextInt(4)) {
        case 0 -> slipped.insert(at, letter);
        case 1 -> slipped.deleteCharAt(at);
        case 2 -> slipped.setCharAt(at, letter);
        default -> {
          char first = slipped.charAt(at);
          slipped.setCharAt(at, slipped.charAt(at + 1));
          slipped.setCharAt(at + 1, first);
        }
      }
    }
    return slipped.toString();
  }

  // The oracle: the same promise, worked out in another way.

  private static boolean isWanted(String typed, String name) {
    List<String> stated = new ArrayList<>();
    for (String chunk : name.split(" ", -1)) {
      List<String> pieces = List.of(chunk.split("[-']", -1));
      stated.addAll(pieces);
      stated.add(String.join("", pieces));
      if (chunk.chars().anyMatch(each -> Character.isIdeographic(each))) {
        for (int i = 1; i < chunk.length(); i++) {
          stated.add(chunk.substring(i));
        }
      }
    }
    for (String chunk : typed.split(" ", -1)) {
      for (String word : chunk.replace("'", "").split("-", -1)) {
        if (!word.isEmpty() && stated.stream().noneMatch(each -> fits(word, each))) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean fits(String typed, String stated) {
    int letters = bare(typed).length();
    int forgiven = letters <= 3 ? 0 : letters <= 7 ? 1 : 2;
    for (String one : spellings(typed)) {
      for (String other : spellings(stated)) {
        if (other.startsWith(one)
            || distance(one, other, new int[one.length() + 1][other.length() + 1]) <= forgiven) {
          return !stated.isEmpty();
        }
      }
    }
    return false;
  }

  private static List<String> spellings(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    String long_ = lower.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue");
    String bare = bare(word);
    StringBuilder contracted = new StringBuilder();
    for (int i = 0; i < bare.length(); i++) {
      boolean isSecond = i > 0 && "aou".indexOf(bare.charAt(i - 1)) >= 0;
      boolean isLast = i == bare.length() - 1;
      if (bare.charAt(i) != 'e' || !isSecond || isLast) {
        contracted.append(bare.charAt(i));
      }
    }
    return List.of(bare, bare(long_), contracted.toString());
  }

  private static String bare(String word) {
    String lower = word.toLowerCase(Locale.ROOT).replace("ß", "ss").replace("ø", "o");
    return Normalizer.normalize(lower, Normalizer.Form.NFD).replaceAll("[\\u0300-\\u036f]", "");
  }

  /** Damerau and Levenshtein, as it is defined, from the ends of both words. */
  private static int distance(String a, String b, int[][] known) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.length() + b.length();
    }
    if (known[a.length()][b.length()] > 0) {
      return known[a.length()][b.length()] - 1;
    }
    String shorter = a.substring(1);
    String other = b.substring(1);
    int least = distance(shorter, other, known) + (a.charAt(0) == b.charAt(0) ? 0 : 1);
    least = Math.min(least, distance(shorter, b, known) + 1);
    least = Math.min(least, distance(a, other, known) + 1);
    if (a.length() > 1
        && b.length() > 1
        && a.charAt(0) == b.charAt(1)
        && a.charAt(1) == b.charAt(0)) {
      least = Math.min(least, distance(a.substring(2), b.substring(2), known) + 1);
    }
    known[a.length()][b.length()] = least + 1;
    return least;
  }
}
