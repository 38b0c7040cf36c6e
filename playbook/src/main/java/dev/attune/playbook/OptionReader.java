package dev.attune.playbook;

import dev.attune.playbook.Entries.Range;
import dev.attune.playbook.Node.Entry;
import dev.attune.playbook.Node.Mapping;
import dev.attune.playbook.Node.Scalar;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the {@code options} of a playbook. */
final class OptionReader {
  /** The most options of one playbook. */
  static final int MOST = 1_000;

  /** The words of an option. */
  static final Set<String> WORDS =
      new LinkedHashSet<>(
          List.of(
              "title",
              "cost",
              "does",
              "when",
              "roles",
              "teams",
              "places",
              "at-most",
              "undo",
              "deliver-within",
              "auto"));

  /** When an option is late that does not say. */
  static final Duration DELIVERED = Duration.ofHours(1);

  private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)");
  private static final Pattern AT_MOST = Pattern.compile("(\\d{1,6})\\s+per\\s+(\\S+)");

  private final Problems problems;
  private final Conditions conditions;
  private final TeamReader teams;
  private final ActReader acts;
  private final Map<String, Scalar> keys = new LinkedHashMap<>();
  private final Map<String, Integer> places = new LinkedHashMap<>();
  private final Set<String> saysHow = new LinkedHashSet<>();
  private final List<Option> options = new ArrayList<>();

  OptionReader(Problems problems, Conditions conditions, TeamReader teams) {
    this.problems = problems;
    this.conditions = conditions;
    this.teams = teams;
    this.acts = new ActReader(problems, teams);
  }

  void read(Optional<Mapping> mapping) {
    if (mapping.isEmpty()) {
      return;
    }
    List<Entry> entries = mapping.get().entries();
    if (entries.size() > MOST) {
      problems.error(
          entries.get(MOST).key().at(), "more than " + MOST + " options: " + entries.size());
      return;
    }
    for (Entry entry : entries) {
      Names.check(entry.key(), "an option", problems);
      keys.put(entry.key().text(), entry.key());
      if (entry.value() instanceof Mapping words) {
        option(entry.key(), new Entries(words, problems, WORDS, Set.of()));
      } else {
        problems.error(
            entry.key().at(),
            "option " + entry.key().text() + " does not say what it is",
            "write { title: WHAT PEOPLE SEE, cost: 0 }");
      }
    }
  }

  /** In the document's order; some are missing if something is wrong with them. */
  List<Option> options() {
    return options;
  }

  /** The names of all, also of those that are wrong in themselves. */
  Set<String> names() {
    return keys.keySet();
  }

  boolean isUnknown(String name) {
    return !keys.containsKey(name);
  }

  /** The place of an option that is right in itself. */
  Optional<Integer> index(String name) {
    return Optional.ofNullable(places.get(name));
  }

  /** Whether an option has the word {@code does}. */
  boolean saysHow(String name) {
    return saysHow.contains(name);
  }

  /** Where an option's name stands. */
  int at(String name) {
    Scalar key = keys.get(name);
    return key == null ? 0 : key.at();
  }

  private void option(Scalar key, Entries entries) {
    String name = key.text();
    needs(entries, "title", name, "add title: WHAT PEOPLE SEE");
    needs(entries, "cost", name, "add cost: 0 if it is free");
    Optional<String> title = entries.text("title");
    Optional<Cost> cost = entries.scalar("cost").flatMap(this::cost);
    Optional<Act> act = acts.read(name, entries);
    Optional<Condition> when =
        entries.scalar("when").flatMap(text -> conditions.read(text, Place.WHEN));
    Set<Role> roles = roles(entries);
    Set<String> ofTeams = names(entries, "teams", teams::checkKnown);
    Set<String> regions = names(entries, "places", teams::checkPlace);
    Optional<AtMost> atMost = entries.scalar("at-most").flatMap(this::atMost);
    Optional<Duration> undo = entries.duration("undo", Range.POSITIVE);
    Duration within = entries.duration("deliver-within", DELIVERED, Range.POSITIVE);
    boolean auto = entries.flag("auto");
    if (title.isEmpty() || cost.isEmpty() || act.isEmpty()) {
      return;
    }
    if (entries.has("does")) {
      saysHow.add(name);
    }
    places.put(name, options.size());
    options.add(
        new Option(
            options.size(),
            name,
            title.get(),
            cost.get(),
            act.get(),
            when,
            roles,
            ofTeams,
            regions,
            atMost,
            undo,
            within,
            auto));
  }

  private void needs(Entries entries, String word, String option, String hint) {
    if (!entries.has(word)) {
      problems.error(entries.at(), "option " + option + " has no " + word, hint);
    }
  }

  private Optional<Cost> cost(Scalar scalar) {
    String text = scalar.text().strip();
    if (!NUMBER.matcher(text).matches()) {
      return conditions.formula(scalar).map(Cost.Worked::new);
    }
    return Amounts.read(scalar, "cost", problems).map(Cost.Fixed::new);
  }

  private Set<Role> roles(Entries entries) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (Scalar item : Names.list(entries, "roles", problems)) {
      String word = item.text().strip();
      Role.of(word)
          .ifPresentOrElse(
              roles::add,
              () -> problems.unknown(item.at(), "unknown role " + word, word, Role.words()));
    }
    return roles;
  }

  private Set<String> names(Entries entries, String word, Predicate<Scalar> isKnown) {
    Set<String> names = new LinkedHashSet<>();
    Names.list(entries, word, problems).stream()
        .filter(isKnown)
        .forEach(name -> names.add(name.text().strip()));
    return names;
  }

  private Optional<AtMost> atMost(Scalar scalar) {
    Matcher form = AT_MOST.matcher(scalar.text().strip());
    if (form.matches() && LeadingZeros.report(scalar, form.group(1), problems)) {
      return Optional.empty();
    }
    if (form.matches()) {
      int times = Integer.parseInt(form.group(1));
      Optional<AtMost> limit =
          DurationText.parse(form.group(2))
              .filter(length -> times > 0 && length.isPositive())
              .filter(length -> length.compareTo(DurationText.LONGEST) <= 0)
              .map(length -> new AtMost(times, length));
      if (limit.isPresent()) {
        return limit;
      }
    }
    problems.error(
        scalar.at(),
        "at-most is how often in which time, not " + scalar.text().strip(),
        "write at-most: 2 per 365d");
    return Optional.empty();
  }

  /** What an option costs if that is the same for everybody. */
  static Optional<BigDecimal> fixed(Option option) {
    return switch (option.cost()) {
      case Cost.Fixed fixed -> Optional.of(fixed.amount());
      case Cost.Worked worked -> Optional.empty();
    };
  }
}
