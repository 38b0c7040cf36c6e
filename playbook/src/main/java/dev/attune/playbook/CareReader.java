package dev.attune.playbook;

import dev.attune.playbook.Care.OfMoment;
import dev.attune.playbook.Entries.Range;
import dev.attune.playbook.Node.Mapping;
import dev.attune.playbook.Node.Scalar;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads options, teams and trust, and what moments say about them. */
final class CareReader {
  /** The words of a playbook that it reads. */
  static final List<String> WORDS = List.of("options", "teams", "trust", "attention");

  /** The words of a moment that it reads. */
  static final List<String> MOMENT_WORDS = List.of("options", "team", "urgency", "good");

  /** The words of {@code good}. */
  static final Set<String> GOOD_WORDS =
      new LinkedHashSet<>(List.of("event", "where", "becomes", "within"));

  private static final int MOST_ATTENTION = 1_000;
  private static final Duration USUAL = Duration.ofDays(30);

  private final Problems problems;
  private final Conditions conditions;
  private final TeamReader teams;
  private final OptionReader options;
  private final TrustReader trust;
  private final Map<String, OfMoment> moments = new LinkedHashMap<>();
  private int attention = Care.ATTENTION;

  CareReader(Problems problems, Conditions conditions) {
    this.problems = problems;
    this.conditions = conditions;
    this.teams = new TeamReader(problems);
    this.options = new OptionReader(problems, conditions, teams);
    this.trust = new TrustReader(problems, teams);
  }

  /** Reads the words of a playbook, all but its moments. */
  void read(Entries entries, ZoneId zone) {
    teams.read(entries.mapping("teams"), zone);
    options.read(entries.mapping("options"));
    trust.read(entries.mapping("trust"));
    entries.scalar("attention").ifPresent(this::attention);
  }

  /** Reads the words of one moment. */
  void moment(String name, Entries entries) {
    if (MOMENT_WORDS.stream().noneMatch(entries::has)) {
      return;
    }
    Optional<String> team =
        entries.scalar("team").filter(teams::checkKnown).map(Scalar::text).map(String::strip);
    moments.put(name, new OfMoment(offered(entries), team, urgency(entries), good(entries)));
  }

  /** What was read, once all moments are; cross-checked if nothing is wrong so far. */
  Care care(Set<String> protectedTraits) {
    Care care = new Care(options.options(), teams.teams(), trust.trust(), attention, moments);
    if (!problems.any()) {
      new CareCheck(problems, care, options, trust).check(protectedTraits);
    }
    return care;
  }

  private List<Integer> offered(Entries entries) {
    Set<Integer> offered = new LinkedHashSet<>();
    for (Scalar name : Names.list(entries, "options", problems)) {
      String text = name.text().strip();
      if (options.isUnknown(text)) {
        problems.unknown(name.at(), "unknown option " + text, text, options.names());
        continue;
      }
      Optional<Integer> again = options.index(text).filter(index -> !offered.add(index));
      if (again.isPresent()) {
        problems.warning(name.at(), "option " + text + " is offered twice", "once is enough");
      }
    }
    return new ArrayList<>(offered);
  }

  private Urgency urgency(Entries entries) {
    Optional<Scalar> scalar = entries.scalar("urgency");
    if (scalar.isEmpty()) {
      return Urgency.NORMAL;
    }
    String word = scalar.get().text().strip();
    List<String> words =
        Arrays.stream(Urgency.values()).map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
    if (!words.contains(word)) {
      problems.unknown(scalar.get().at(), "unknown urgency " + word, word, words);
      return Urgency.NORMAL;
    }
    return Urgency.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private Optional<Good> good(Entries entries) {
    if (!entries.has("good")) {
      return Optional.empty();
    }
    if (!entries.isMapping("good")) {
      return Names.event(entries, "good", problems)
          .map(event -> new Good.Came(event, Optional.empty(), USUAL));
    }
    Optional<Mapping> mapping = entries.mapping("good");
    if (mapping.isEmpty()) {
      return Optional.empty();
    }
    Entries words = new Entries(mapping.get(), problems, GOOD_WORDS, Set.of());
    Duration within = words.duration("within", USUAL, Range.POSITIVE);
    if (words.has("event") == words.has("becomes")) {
      problems.error(
          words.at(),
          "good is one of event and becomes",
          "write good: { event: Order Completed, within: 30d }");
      return Optional.empty();
    }
    if (words.has("becomes")) {
      if (words.has("where")) {
        problems.error(words.keyAt("where"), "where means something only beside event");
      }
      return words
          .scalar("becomes")
          .flatMap(text -> conditions.read(text, Place.BECOMES))
          .map(condition -> new Good.Became(condition, within));
    }
    Optional<Condition> where =
        words.scalar("where").flatMap(text -> conditions.read(text, Place.WHERE));
    return Names.event(words, "event", problems).map(event -> new Good.Came(event, where, within));
  }

  private void attention(Scalar scalar) {
    String text = scalar.text().strip();
    if (LeadingZeros.report(scalar, text, problems)) {
      return;
    }
    if (text.matches("\\d{1,4}")
        && Integer.parseInt(text) >= 1
        && Integer.parseInt(text) <= MOST_ATTENTION) {
      attention = Integer.parseInt(text);
      return;
    }
    problems.error(
        scalar.at(),
        "attention is a whole number from 1 to " + MOST_ATTENTION + ", not " + text,
        "it is how many open moments a person is offered at a time; usual is " + Care.ATTENTION);
  }
}
