package dev.attune.playbook;

import dev.attune.customer.Kind;
import dev.attune.playbook.Node.Scalar;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The rules for names that a playbook gives, and for paths and events that it mentions. */
final class Names {
  private static final int LONGEST = 64;

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*([-_][A-Za-z0-9]+)*");
  private static final Pattern FACT = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
  private static final Pattern STEP = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$-]*");

  /** Words that CEL keeps for itself. */
  private static final Set<String> KEPT =
      Set.of(
          "true",
          "false",
          "null",
          "in",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while");

  private Names() {}

  /** Reports a name of a segment or moment that is none. */
  static void check(Scalar name, String what, Problems problems) {
    if (tooLong(name, what, problems) || NAME.matcher(name.text()).matches()) {
      return;
    }
    problems.error(
        name.at(),
        what + " cannot be named '" + name.text() + "'",
        "a name is made of letters, digits and single hyphens or underscores, and begins with a"
            + " letter"
            + stranger(name.text()));
  }

  /** Reports a name of a fact that conditions could not read. */
  static void checkFact(Scalar name, Problems problems) {
    if (tooLong(name, "a fact", problems)) {
      return;
    }
    if (!FACT.matcher(name.text()).matches()) {
      problems.error(
          name.at(),
          "a fact cannot be named '"
              + name.text()
              + "': conditions could not read it as facts.NAME",
          "use letters, digits and _, and begin with a letter: "
              + asFact(name.text())
              + stranger(name.text()));
    } else if (KEPT.contains(name.text())) {
      problems.error(
          name.at(), "a fact cannot be named '" + name.text() + "': conditions keep that word");
    }
  }

  /** The steps of a path behind {@code prefix}, such as {@code fare} of properties.fare. */
  static Optional<List<String>> path(Scalar path, String prefix, Problems problems) {
    String text = path.text().strip();
    String start = prefix + ".";
    List<String> steps =
        text.startsWith(start)
            ? Arrays.asList(text.substring(start.length()).split("\\.", -1))
            : List.of();
    if (steps.isEmpty() || !steps.stream().allMatch(step -> STEP.matcher(step).matches())) {
      if (prefix.equals("traits")) {
        problems.error(
            path.at(),
            "expected a path that begins with traits., not " + text,
            "a date is stated of the customer: send it with identify, and write traits.NAME");
        return Optional.empty();
      }
      String name = last(text);
      problems.error(
          path.at(),
          "expected a path that begins with " + start + ", not " + text,
          "write " + start + (STEP.matcher(name).matches() ? name : "NAME"));
      return Optional.empty();
    }
    return Optional.of(steps);
  }

  /** The steps of the property that {@code word} names. */
  static Optional<List<String>> property(Entries entries, String word, Problems problems) {
    return entries.scalar(word).flatMap(path -> path(path, "properties", problems));
  }

  /** The event that {@code word} names; warns of a kind's title that is spelled otherwise. */
  static Optional<String> event(Entries entries, String word, Problems problems) {
    Optional<Scalar> scalar = entries.scalar(word);
    if (scalar.isEmpty()) {
      return Optional.empty();
    }
    String event = scalar.get().text().strip();
    for (Kind kind : Kind.values()) {
      if (kind.title().equalsIgnoreCase(event) && !kind.title().equals(event)) {
        problems.warning(
            scalar.get().at(),
            "no kind of signal is called " + event + ", so this waits for an event of that name",
            "did you mean " + kind.title() + "?");
      }
    }
    return Optional.of(event);
  }

  /** The texts of the list under {@code word}, a single one counting as a list; none is empty. */
  static List<Scalar> list(Entries entries, String word, Problems problems) {
    List<Scalar> names = new ArrayList<>();
    for (Node item : entries.items(word)) {
      if (item instanceof Scalar scalar && !scalar.isNothing()) {
        names.add(scalar);
      } else {
        problems.error(item.at(), word + " takes names", "write " + word + ": [a, b]");
      }
    }
    return names;
  }

  /** The zone under {@code zone}, or {@code otherwise}. */
  static ZoneId zone(Entries entries, ZoneId otherwise, Problems problems) {
    Optional<Scalar> zone = entries.scalar("zone");
    if (zone.isEmpty()) {
      return otherwise;
    }
    String name = zone.get().text().strip();
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      problems.unknown(
          zone.get().at(),
          "unknown zone " + name,
          name,
          new TreeSet<>(ZoneId.getAvailableZoneIds()));
      return otherwise;
    }
  }

  /** The constant whose name in small letters {@code word} says. */
  static <E extends Enum<E>> Optional<E> oneOf(
      Entries entries, String word, E[] all, Problems problems) {
    Optional<Scalar> scalar = entries.scalar(word);
    if (scalar.isEmpty()) {
      return Optional.empty();
    }
    String said = scalar.get().text().strip();
    for (E constant : all) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(said)) {
        return Optional.of(constant);
      }
    }
    List<String> words =
        Arrays.stream(all).map(constant -> constant.name().toLowerCase(Locale.ROOT)).toList();
    problems.unknown(scalar.get().at(), "unknown " + word + " " + said, said, words);
    return Optional.empty();
  }

  /** Names a letter that is none from a to z, though it may look like one. */
  private static String stranger(String name) {
    return name.codePoints()
        .filter(letter -> letter > 0x7F)
        .mapToObj(letter ->
            "; this has " + Character.getName(letter) + ", and only a to z are letters here")
        .findFirst()
        .orElse("");
  }

  private static boolean tooLong(Scalar name, String what, Problems problems) {
    if (name.text().length() <= LONGEST) {
      return false;
    }
    problems.error(name.at(), what + " has a name longer than " + LONGEST + " characters");
    return true;
  }

  private static String asFact(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("^[^A-Za-z]+", "");
    return plain.isEmpty() ? "rides30" : plain;
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
