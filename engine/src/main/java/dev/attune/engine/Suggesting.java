package dev.attune.engine;

import dev.attune.engine.Survey.OfEvent;
import dev.attune.engine.Survey.OfPair;
import dev.attune.engine.Survey.OfProperty;
import dev.attune.engine.Survey.OfTrait;
import dev.attune.engine.Survey.Pair;
import dev.attune.playbook.Addition;
import dev.attune.playbook.Tongue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Drafts rules from what was really seen. Each rests on numbers; where there are none, nothing is
 * suggested. Pure, single use.
 */
final class Suggesting {
  /** Of one sort: more are not read. */
  private static final int MOST = 4;

  private static final int FEWEST_CUSTOMERS = 3;
  private static final Pattern TROUBLE =
      Pattern.compile(
          "(?iu).*(support|contact|complain|ticket|problem|issue|help|trouble|claim|incident).*");
  private static final Pattern FAILURE =
      Pattern.compile(
          "(?iu).*(fail|declin|cancel|refund|reject|error|chargeback|lost|missed|expired|denied).*");
  private static final Pattern STEP = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final List<CatalogueEntry> events;
  private final List<CatalogueEntry> traits;
  private final Survey survey;
  private final NameMaker names;
  private final Reader reader;
  private final List<Suggestion> suggestions = new ArrayList<>();

  /**
   * Prepares.
   *
   * @param taken names that the playbook uses already
   * @param reader reads what is drafted back
   */
  Suggesting(List<CatalogueEntry> catalogue, Survey survey, Set<String> taken, Reader reader) {
    events =
        catalogue.stream()
            .filter(entry -> entry.name().isEmpty() && isSayable(entry.event()))
            .sorted(
                Comparator.comparingLong(CatalogueEntry::count)
                    .reversed()
                    .thenComparing(CatalogueEntry::event))
            .toList();
    traits =
        catalogue.stream()
            .filter(entry -> entry.event().isEmpty() && STEP.matcher(entry.name()).matches())
            .toList();
    this.survey = survey;
    names = new NameMaker(taken);
    this.reader = reader;
  }

  /** Reads a drafted rule back in plain words. */
  interface Reader {
    /**
     * The sentence of the last of the rules, in each language; nothing where they would not be
     * accepted.
     */
    Optional<Map<Tongue, String>> sentences(List<Addition> rules);
  }

  /** Whether a fact can name it: it would be read without the space around it. */
  private static boolean isSayable(String event) {
    return !event.isBlank() && event.equals(event.strip());
  }

  List<Suggestion> all() {
    events.stream()
        .filter(event -> seen(event).quiet > 0 && seen(event).regulars >= FEWEST_CUSTOMERS)
        .sorted(Comparator.comparingLong(event -> -seen(event).regulars))
        .limit(MOST)
        .forEach(this::goneQuiet);
    events.stream().filter(event -> isOf(TROUBLE, event)).limit(MOST).forEach(this::again);
    events.stream().filter(event -> isOf(FAILURE, event)).limit(MOST).forEach(this::failed);
    traits.stream().filter(this::isDate).limit(MOST).forEach(this::before);
    pairs().limit(MOST).forEach(each -> unanswered(each.getKey(), each.getValue()));
    return List.copyOf(suggestions);
  }

  private OfEvent seen(CatalogueEntry event) {
    return survey.events.getOrDefault(event.event(), new OfEvent());
  }

  private static boolean isOf(Pattern words, CatalogueEntry event) {
    return words.matcher(event.event()).matches();
  }

  /** Who did something regularly, and does not any more. */
  private void goneQuiet(CatalogueEntry event) {
    OfEvent seen = seen(event);
    long gap = median(seen.gaps);
    long days = Math.clamp(Math.ceilDiv(3 * gap, Duration.ofDays(1).toMillis()), 3, 90);
    String lately = names.fact(event.event(), Long.toString(days));
    String before = names.fact(event.event(), Long.toString(6 * days));
    String moment = names.rule("quiet", event.event());
    add(
        moment,
        List.of(
            fact(lately, event.event(), days),
            fact(before, event.event(), 6 * days),
            moment(
                moment,
                "becomes: "
                    + Addition.quoted("facts.%s >= 4 && facts.%s == 0".formatted(before, lately)))),
        evidence(
            "signals",
            event.count(),
            "customers looked at",
            survey.customers(),
            "regulars among them",
            seen.regulars,
            "quiet now",
            seen.quiet));
  }

  /** The third contact, about the same if a property says about what. */
  private void again(CatalogueEntry event) {
    OfEvent seen = seen(event);
    Optional<Map.Entry<String, OfProperty>> topic =
        seen.properties.entrySet().stream()
            .filter(each -> each.getValue().isTopic() && each.getValue().again > 0)
            .max(Comparator.comparingLong(each -> each.getValue().again));
    String fact = names.fact(event.event(), "14");
    String moment = names.rule("third", event.event());
    String about = topic.map(each -> ", per: properties." + each.getKey()).orElse("");
    String condition =
        "signal.event == %s && facts.%s >= 3".formatted(literal(event.event()), fact);
    Map<String, Long> evidence =
        evidence("signals", event.count(), "customers who did it", seen.customers);
    topic.ifPresent(each -> evidence.put("third times about the same", each.getValue().again));
    add(
        moment,
        List.of(
            new Addition(
                "facts",
                fact,
                "{ count: %s, within: 14d%s }".formatted(Addition.quoted(event.event()), about)),
            moment(moment, "when: " + Addition.quoted(condition) + about)),
        evidence);
  }

  /** Something went wrong. */
  private void failed(CatalogueEntry event) {
    String moment = names.rule("after", event.event());
    String condition = "signal.event == " + literal(event.event());
    add(
        moment,
        List.of(moment(moment, "when: " + Addition.quoted(condition) + ", again-after: 7d")),
        evidence("signals", event.count(), "customers who did it", seen(event).customers));
  }

  private boolean isDate(CatalogueEntry trait) {
    OfTrait seen = survey.traits.get(trait.name());
    return seen != null && seen.dates > 0 && seen.dates * 5 >= seen.customers * 4;
  }

  /** A date is near. */
  private void before(CatalogueEntry trait) {
    OfTrait seen = survey.traits.getOrDefault(trait.name(), new OfTrait());
    boolean isAhead = seen.ahead > 0;
    String moment = names.rule(isAhead ? "before" : "around", trait.name());
    String rule =
        isAhead
            ? "before: traits.%s, by: 7d".formatted(trait.name())
            : "around: { date: traits.%s, from: -1d, to: 1d }".formatted(trait.name());
    add(
        moment,
        List.of(moment(moment, rule)),
        evidence(
            "statements", trait.count(),
            "customers with such a date", seen.dates,
            "dates still ahead", seen.ahead));
  }

  private Stream<Map.Entry<Pair, OfPair>> pairs() {
    Set<String> sayable = new HashSet<>(events.stream().map(CatalogueEntry::event).toList());
    return survey.pairs.entrySet().stream()
        .filter(each ->
            each.getValue().things >= FEWEST_CUSTOMERS
                && sayable.contains(each.getKey().first())
                && sayable.contains(each.getKey().second())
                && !isTrouble(each.getKey().second()))
        .sorted(
            Comparator.<Map.Entry<Pair, OfPair>>comparingLong(each -> -each.getValue().things)
                .thenComparing(each -> each.getKey().toString()));
  }

  private static boolean isTrouble(String event) {
    return TROUBLE.matcher(event).matches() || FAILURE.matcher(event).matches();
  }

  /** Something was begun, and what follows it nearly always does not come. */
  private void unanswered(Pair pair, OfPair seen) {
    long within = Math.max(Duration.ofHours(1).toMillis(), 2 * late(seen.delays));
    String goal = names.rule("reach", pair.second());
    add(
        "goals",
        goal,
        List.of(
            new Addition(
                "goals",
                goal,
                "{ starts: %s, attained: %s, per: properties.%s, within: %s }"
                    .formatted(
                        Addition.quoted(pair.first()),
                        Addition.quoted(pair.second()),
                        pair.property(),
                        text(within)))),
        evidence("things that were begun and ended", seen.things));
  }

  private static Addition fact(String name, String event, long days) {
    return new Addition(
        "facts", name, "{ count: %s, within: %dd }".formatted(Addition.quoted(event), days));
  }

  private static Addition moment(String name, String rule) {
    return new Addition("moments", name, "{ " + rule + " }");
  }

  private void add(String name, List<Addition> rules, Map<String, Long> evidence) {
    add("moments", name, rules, evidence);
  }

  private void add(String section, String name, List<Addition> rules, Map<String, Long> evidence) {
    reader
        .sentences(rules)
        .ifPresent(told -> suggestions.add(new Suggestion(name, section, told, rules, evidence)));
  }

  private static Map<String, Long> evidence(Object... namesAndNumbers) {
    Map<String, Long> evidence = new LinkedHashMap<>();
    for (int i = 0; i < namesAndNumbers.length; i += 2) {
      evidence.put((String) namesAndNumbers[i], (Long) namesAndNumbers[i + 1]);
    }
    return evidence;
  }

  /** A text as a condition has it. */
  private static String literal(String text) {
    StringBuilder literal = new StringBuilder("'");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'' || c == '\\') {
        literal.append('\\').append(c);
      } else if (c < ' ' || c == 0x7F) {
        literal.append("\\u%04x".formatted((int) c));
      } else {
        literal.append(c);
      }
    }
    return literal.append('\'').toString();
  }

  private static long median(List<Long> values) {
    List<Long> sorted = values.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
  }

  /** What nine of ten do not exceed. */
  private static long late(List<Long> values) {
    List<Long> sorted = values.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get((int) (sorted.size() * 0.9));
  }

  private static String text(long millis) {
    long hours = Math.ceilDiv(millis, Duration.ofHours(1).toMillis());
    return hours <= 48 ? hours + "h" : Math.ceilDiv(hours, 24) + "d";
  }
}
